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

/** What the project of a file depends on, and where it runs; manifests are read once. */
export function projectOf(path: string): ProjectFacts {
  return manifests.projectOf(resolve(path));
}
