import { relative } from 'node:path';

import { renderFileError, toFileError } from '../file-error.js';
import { replaceTextFile } from '../text-file.js';
import { type Journal, type JournalEntry, compareEntry, findLastJournal, readEntries, removeEntry } from '../undo/journal.js';
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

/**
 * The command `undo`: restores the files that the last run in this folder has written. A file that was changed after that run is
 * not restored unless `force` is set; its journal entry is kept, so that `undo` can be repeated.
 *
 * @returns the exit status: 2 if there is nothing to undo or a file was not restored, else 0
 * @throws where the wait for another run is interrupted, or the project's state cannot be read
 */
export async function undoLastRun({ force, quiet }: { force: boolean; quiet: boolean }, context: UndoContext): Promise<number> {
  const { cwd, env, print, printError } = context;
  const state = findProjectState(cwd, env);
  const release = await acquireLock(state.folder, context);
  try {
    const journal = findLastJournal(state, cwd);
    if (!journal) {
      printError('nothing to undo: no run has written here');
      return 2;
    }
    const outcomes = readEntries(journal).map((entry) => {
      const path = relative(cwd, entry.path);
      try {
        const isRestored = restore(journal, entry, force);
        if (isRestored && !quiet) print(`${path}\n`);
        return isRestored ? 'restored' : 'as-before';
      } catch (error) {
        printError(renderFileError(path, toFileError(error)));
        return 'left';
      }
    });
    const restored = outcomes.filter((outcome) => outcome === 'restored').length;
    if (!quiet) print(`${restored} ${restored === 1 ? 'file' : 'files'} restored\n`);
    return outcomes.includes('left') ? 2 : 0;
  } finally {
    release();
  }
}

/**
 * Restores one file and removes its journal entry.
 *
 * @returns whether the file had to be restored; false if it already has its old text
 * @throws where the file was changed after the run and `force` is not set, or it cannot be written
 */
function restore(journal: Journal, entry: JournalEntry, force: boolean): boolean {
  const state = compareEntry(entry);
  if (state === 'changed' && !force) throw new Error('changed since, left as it is; --force restores it all the same');
  if (state !== 'as-before') replaceTextFile(entry.path, entry.before);
  removeEntry(journal, entry);
  return state !== 'as-before';
}
