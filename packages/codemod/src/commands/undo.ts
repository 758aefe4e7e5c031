import { mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';

import { toFileError } from '../file-error.js';
import { createTextFile, replaceTextFile } from '../text-file.js';
import { type Journal, type JournalEntry, compareEntry, listJournalsBelow, markLeft, readEntries, removeEntry } from '../undo/journal.js';
import { acquireLock } from '../undo/lock.js';
import { findProjectState } from '../undo/state-folder.js';

/** What `undo` takes from its process. */
export interface UndoContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/** What became of one file. */
type Outcome =
  | { readonly is: 'restored' | 'as-before' }
  | { readonly is: 'left'; readonly path: string; readonly reason: string; readonly isKnown: boolean };

/**
 * The command `undo`: restores the files that the last run in this folder has written. A file that was changed or deleted after that
 * run is not restored unless `force` is set; its journal entry is kept, so that `undo` can be repeated. Where an earlier `undo` has
 * left files of the last run, and they still cannot be restored, the files of the run before are restored.
 *
 * @returns the exit status: 2 if there is nothing to undo or a file was not restored, else 0
 * @throws where the wait for another run is interrupted, or the project's state cannot be read
 */
export async function undoLastRun({ force, quiet }: { force: boolean; quiet: boolean }, context: UndoContext): Promise<number> {
  const { cwd, env, print, printError } = context;
  const state = findProjectState(cwd, env);
  const release = await acquireLock(state.folder, context);
  try {
    const stillLeft: string[] = [];
    for (const journal of listJournalsBelow(state, cwd)) {
      const outcomes = readEntries(journal).map((entry): Outcome => {
        const path = relative(cwd, entry.path);
        const outcome = settle(journal, entry, path, force);
        if (outcome.is === 'restored' && !quiet) print(`${path}\n`);
        return outcome;
      });
      const left = outcomes.filter((outcome) => outcome.is === 'left');
      if (left.length === outcomes.length && left.every(({ isKnown }) => isKnown)) {
        stillLeft.push(...left.map(({ path }) => path));
        continue;
      }
      for (const { path, reason } of left) printError(`${path}: ${reason}`);
      const restored = outcomes.filter(({ is }) => is === 'restored').length;
      if (!quiet) print(`${restored} ${restored === 1 ? 'file' : 'files'} restored\n${wordStillLeft(stillLeft, force)}`);
      return left.length > 0 ? 2 : 0;
    }
    printError(stillLeft.length === 0 ? 'nothing to undo: no run has written here' : `nothing more to undo; ${wordStillLeft(stillLeft, force).trimEnd()}`);
    return 2;
  } finally {
    release();
  }
}

/** Restores one file, or marks its entry. Never throws for a file. */
function settle(journal: Journal, entry: JournalEntry, path: string, force: boolean): Outcome {
  try {
    return { is: restore(journal, entry, force) };
  } catch (error) {
    const isKnown = entry.left === true;
    if (!isKnown) markLeft(journal, entry);
    return { is: 'left', path, reason: toFileError(error).message, isKnown };
  }
}

/**
 * Restores one file and removes its journal entry.
 *
 * @returns `as-before` if it already had its old text
 * @throws where the file was changed or deleted after the run and `force` is not set, or it cannot be written
 */
function restore(journal: Journal, entry: JournalEntry, force: boolean): 'restored' | 'as-before' {
  const state = compareEntry(entry);
  if ((state === 'changed' || state === 'deleted') && !force) throw new Error(`${state} since, left as it is; --force restores it all the same`);
  if (state === 'deleted') {
    mkdirSync(dirname(entry.path), { recursive: true });
    createTextFile(entry.path, entry.before);
  } else if (state !== 'as-before') replaceTextFile(entry.path, entry.before);
  removeEntry(journal, entry);
  return state === 'as-before' ? 'as-before' : 'restored';
}

/** A line about files of later runs, which earlier calls of `undo` have reported; empty for none. */
function wordStillLeft(paths: readonly string[], force: boolean): string {
  if (paths.length === 0) return '';
  const shown = paths.slice(0, 3).join(', ') + (paths.length > 3 ? ` and ${paths.length - 3} more` : '');
  return `left as they are, of a later run: ${shown}${force ? '' : '; --force restores them all the same'}\n`;
}
