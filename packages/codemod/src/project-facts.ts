import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { Manifests, type ProjectFacts } from '@uncallback/rewriter';

const manifests = new Manifests((path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
});

/**
 * Reads the dependencies and the target of the project that a file belongs to, from the nearest `package.json` and
 * `tsconfig.json`. Each of them is read once per process.
 */
export function projectOf(path: string): ProjectFacts {
  return manifests.projectOf(resolve(path));
}
