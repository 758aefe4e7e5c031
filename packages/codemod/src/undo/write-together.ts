import { accessSync, constants, realpathSync, statSync } from 'node:fs';

import { readTextFile } from '@uncallback/project-files';

import { type Journal, replaceJournaled } from './journal.js';

/** A new text of one file, which is not written yet. */
export interface PendingWrite {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes files that are right only together: functions that changed with their users in other files. All are checked before the first is
 * written, and no signal can come in between.
 *
 * @throws where one of them was changed or cannot be written; then none is written
 */
export function writeTogether(journal: Journal, writes: readonly PendingWrite[]): void {
  for (const { path, before } of writes) {
    const problem = problemOf(path, before);
    if (problem !== null) throw new Error(`${path}: ${problem}; ${writes.length} files change together, none of them is written`);
  }
  for (const { path, before, after } of writes) replaceJournaled(journal, path, before, after);
}

function problemOf(path: string, before: string): string | null {
  try {
    if (readTextFile(path) !== before) return 'changed since it was read';
    const target = realpathSync(path);
    if ((statSync(target).mode & 0o222) === 0) return 'read-only';
    accessSync(target, constants.W_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
