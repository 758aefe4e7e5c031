import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Who waits for the lock. */
export interface LockContext {
  readonly printError: (line: string) => void;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

const pause = 50;
/** So many pauses pass before the wait is worth a word. */
const patience = 20;

/**
 * Keeps a second run from writing to the same project at the same time: it waits, as the packages of a monorepo do that are
 * rewritten side by side.
 *
 * @returns gives the lock back
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
    // A run that was killed leaves its lock.
    if (isAbandoned(path)) rmSync(path, { force: true });
    return false;
  }
}

function isAbandoned(path: string): boolean {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    // Not written yet.
    if (owner === 0) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
