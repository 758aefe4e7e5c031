import { type Journal, endJournal, startJournal } from './journal.js';
import { acquireLock } from './lock.js';
import { findProjectState } from './state-folder.js';

/**
 * Runs something that writes to a project, with a journal, while no other run does.
 *
 * @throws where another run is at work or the journal cannot be kept; then nothing is run
 */
export async function withJournal<T>(cwd: string, env: NodeJS.ProcessEnv, write: (journal: Journal) => Promise<T>): Promise<T> {
  const state = findProjectState(cwd, env);
  const release = acquireLock(state.folder);
  try {
    const journal = startJournal(state);
    try {
      return await write(journal);
    } finally {
      endJournal(journal);
    }
  } finally {
    release();
  }
}
