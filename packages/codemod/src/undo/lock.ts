import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** What waiting for the lock takes from its process. */
export interface LockContext {
  readonly printError: (line: string) => void;
  /** Ends the wait when aborted. */
  readonly signal?: AbortSignal;
}

/** The time between two attempts, in milliseconds. */
const pause = 50;
/** After this many attempts the user is told what is being waited for. */
const patience = 20;

/**
 * Acquires the lock of a project, so that no two runs write to it at the same time. If another run has the lock, it waits; this
 * happens when the packages of a monorepo are rewritten in parallel.
 *
 * @param folder the folder of the project's state, in which the lock file is created
 * @returns a function that releases the lock
 * @throws where the wait is interrupted, or the folder cannot be written to
 */
export async function acquireLock(folder: string, { printError, signal }: LockContext): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  for (let pauses = 0; !tryLock(path); pauses += 1) {
    if (signal?.aborted) throw new Error('interrupted, nothing is written');
    if (pauses === patience) printError(`waiting for another run that writes here; if there is none, delete ${path}`);
    await setTimeout(pause);
  }
  return () => rmSync(path, { force: true });
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    // A run that was killed has left its lock file.
    if (isAbandoned(path)) rmSync(path, { force: true });
    return false;
  }
}

function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    // The other run has created the file and not written its process id yet.
    if (owner === 0) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
