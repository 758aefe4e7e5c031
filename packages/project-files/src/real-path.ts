import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/** The real path of a file; of one that does not exist, such as the name of a text on stdin, its absolute path. */
export function realPathOf(path: string): string {
  const file = resolve(path);
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
