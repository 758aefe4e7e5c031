import { type Journal, endJournal, startJournal } from './journal.js';
import { type LockContext, acquireLock } from './lock.js';
import { findProjectState } from './state-folder.js';

/** What a run that writes takes from its process. */
export interface WriteContext extends LockContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Calls a function that writes files of a project, with a new journal, once no other run writes to the project.
 *
 * @param write receives the journal, in which it records each file before writing it
 * @returns what `write` returns
 * @throws where the wait for another run is interrupted or the journal cannot be created (`write` is then not called), and what
 *   `write` throws
 */
export async function withJournal<T>(context: WriteContext, write: (journal: Journal) => Promise<T>): Promise<T> {
  const state = findProjectState(context.cwd, context.env);
  const release = await acquireLock(state.folder, context);
  try {
    const journal = startJournal(state, context.cwd);
    try {
      return await write(journal);
    } finally {
      endJournal(journal);
    }
  } finally {
    release();
  }
}
