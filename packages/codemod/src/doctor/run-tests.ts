import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The outcome of one run of the tests. */
export interface TestRun {
  readonly passed: boolean;
  readonly milliseconds: number;
  /** The end of what was printed to stdout and stderr. */
  readonly output: string;
}

const keptOutput = 100_000;

/**
 * Runs the test command in a shell. It has passed if its exit status is 0.
 *
 * @param signal ends the command and its children
 * @param limit the time after which a run is ended and counts as failed, in milliseconds: a callback that is never called would
 *   make the tests wait for ever; null for no limit
 * @throws where `signal` is aborted, or the command cannot be started
 */
export async function runTests(command: string, cwd: string, signal: AbortSignal, limit: number | null): Promise<TestRun> {
  const start = performance.now();
  // `detached` starts a process group, so that the shell can be ended together with its children.
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
    // Children that outlive the tests, such as a server, would otherwise read files that the next batch changes.
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
