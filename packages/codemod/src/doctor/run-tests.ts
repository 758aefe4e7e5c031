import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a run of the tests went. */
export interface TestRun {
  readonly passed: boolean;
  readonly milliseconds: number;
  /** The end of what it printed, both streams. */
  readonly output: string;
}

const keptOutput = 4000;

/**
 * Runs a command of the shell.
 *
 * @param limit in milliseconds, or null; a run that takes longer has failed, since a callback that is never called waits for ever
 * @throws where it is aborted, when the command and its children are gone, and where it cannot be started
 */
export async function runTests(command: string, cwd: string, signal: AbortSignal, limit: number | null): Promise<TestRun> {
  const start = performance.now();
  // A group of its own, so that it can be ended with its children.
  const child = spawn(command, { cwd, shell: true, detached: process.platform !== 'win32', stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (data: Buffer): void => {
    output = (output + data.toString()).slice(-keptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const kill = (): void => killGroup(child);
  const timer = limit === null ? undefined : setTimeout(kill, limit);
  signal.addEventListener('abort', kill);
  try {
    if (signal.aborted) kill();
    const [status] = (await once(child, 'exit')) as [number | null];
    signal.throwIfAborted();
    return { passed: status === 0, milliseconds: performance.now() - start, output };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
    // Children that outlive the tests would run on with files that change.
    kill();
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
