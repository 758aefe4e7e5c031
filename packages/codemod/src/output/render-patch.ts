import type { Edit } from '@uncallback/rewriter';
import { FILE_HEADERS_ONLY, formatPatch } from 'diff';

import { findChanges } from './line-changes.js';
import { makeHunks } from './hunks.js';

/**
 * Renders the change of one file as a unified diff that `git apply` and `patch -p1` accept.
 *
 * @param path the file's path, for the header of the diff
 * @param before the text before the change
 * @param edits the change, sorted and not overlapping; only the lines that they touch are compared
 */
export function renderPatch(path: string, before: string, edits: readonly Edit[]): string {
  const name = path.replace(/^\/+/, '');
  const hunks = makeHunks(before, findChanges(before, edits));
  const headers = { oldHeader: undefined, newHeader: undefined };
  return formatPatch({ ...headers, oldFileName: `a/${name}`, newFileName: `b/${name}`, hunks }, FILE_HEADERS_ONLY);
}
