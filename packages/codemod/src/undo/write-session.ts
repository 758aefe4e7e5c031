import { type Journal, endJournal, startJournal } from './journal.js';
import { type LockContext, acquireLock } from './lock.js';
import { findProjectState } from './state-folder.js';

/** What writing needs of its process. */
export interface WriteContext extends LockContext {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Runs something that writes to a project, with a journal, as soon as no other run does.
 *
 * @throws where the wait is interrupted or the journal cannot be kept; then nothing is run
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
