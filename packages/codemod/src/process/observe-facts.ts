import { Manifests } from '@uncallback/rewriter';

import { fingerprintOfData } from '../cache/fingerprint.js';
import { type Observations, ObservedFiles } from '../cache/observed-files.js';

/**
 * Reads the facts about the projects of some files, as `projectOf` does.
 *
 * @param files absolute paths
 * @returns for each file the fingerprint of its facts, and what was asked of the file system
 */
export function observeFacts(files: readonly string[]): { readonly facts: readonly string[]; readonly seen: Observations } {
  const observed = new ObservedFiles();
  const manifests = new Manifests((path) => observed.readText(path), (path) => observed.listFolder(path));
  const facts = files.map((file) => fingerprintOfData(manifests.projectOf(file)));
  return { facts, seen: observed.observations };
}
