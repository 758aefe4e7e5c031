import { readdirSync, readFileSync } from 'node:fs';

import { Manifests, type ProjectFacts } from '@uncallback/rewriter';

const manifests = new Manifests(
  (path) => orNull(() => readFileSync(path, 'utf8')),
  (path) => orNull(() => readdirSync(path)),
);

/**
 * Reads the dependencies and the target of the project that a file belongs to, from the nearest `package.json` and
 * `tsconfig.json`. Each of them is read once per process.
 *
 * @param path the absolute path of a file; of a text without one nothing is known
 */
export function projectOf(path: string): ProjectFacts {
  return manifests.projectOf(path);
}

/** What a function returns; null where it throws, since a file does not exist. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
