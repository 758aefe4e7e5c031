import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Dependencies } from '@uncallback/detector';
import { Manifests } from '@uncallback/rewriter';

const manifests = new Manifests((path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
});

/** What the project of a file depends on; manifests are read once. */
export function dependenciesOf(path: string): Dependencies {
  return manifests.dependenciesOf(resolve(path));
}
