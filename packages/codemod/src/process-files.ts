import { versions } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

import { toFileError } from './file-error.js';
import { reportError } from './file-report.js';
import type { FileResult, FileTask } from './process-file.js';

/** One thread for this many files: starting a thread takes about as long as processing them. */
const filesPerThread = 32;

/** How many files are given to the pool ahead for each thread: no thread has to wait, and few results are kept in memory. */
const filesAhead = 32;

/**
 * Processes files in worker threads, or in this process if one job is requested or enough.
 *
 * @param jobs the greatest number of threads
 * @returns the results, in the order of the tasks; a worker that dies makes an error of its file
 * @throws where a worker cannot be started
 */
export async function* processFiles(tasks: readonly FileTask[], jobs: number): AsyncGenerator<FileResult> {
  delayOptimization();
  const threads = Math.min(jobs, Math.ceil(tasks.length / filesPerThread));
  if (threads <= 1) {
    const { processFile } = await import('./process-file.js');
    for (const task of tasks) {
      yield await processFile(task);
      // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
      await setImmediate();
    }
    return;
  }
  const { Tinypool } = await import('tinypool');
  // After each file nearly everything on a thread's heap is garbage. By default V8 would let the heap grow up to four times
  // between two collections.
  setFlagsFromString('--heap-growing-percent=30');
  const filename = new URL('./process-file.js', import.meta.url).href;
  const pool = new Tinypool({ filename, name: 'processFile', minThreads: threads, maxThreads: threads });
  // A worker that dies while processing a file rejects its task and is replaced. A worker that cannot start rejects nothing, so
  // the pool's `error` event has to end the wait. (`Promise.race` with one long-lived promise of this failure would keep the
  // results of all files in memory.)
  let failure: unknown = null;
  let stopWaiting: (error: unknown) => void = () => undefined;
  pool.on('error', (error: unknown) => stopWaiting((failure = error)));
  const pending: Promise<FileResult>[] = [];
  const next = (): Promise<FileResult> =>
    new Promise((resolve, reject) => {
      stopWaiting = reject;
      if (failure === null) void pending[0]?.then(resolve);
      else reject(failure as Error);
    });
  try {
    for (const task of tasks) {
      pending.push(pool.run(task).catch((error: unknown) => reportLostWorker(task, error)) as Promise<FileResult>);
      if (pending.length < threads * filesAhead) continue;
      yield await next();
      void pending.shift();
    }
    for (; pending.length > 0; void pending.shift()) yield await next();
  } finally {
    // If the caller stops early, files that are being processed are finished first: an ended thread could leave a temporary file.
    pool.cancelPendingTasks();
    await new Promise((resolve) => {
      stopWaiting = resolve;
      if (failure === null) void Promise.all(pending).then(resolve);
      else resolve(failure);
    });
    await pool.destroy();
  }
}

/**
 * Makes V8 11 (Node 20) optimize functions later. It optimizes so early that this takes a third of the CPU time of a run, and the
 * code does not run faster for it. Later versions of V8 wait longer by default.
 */
function delayOptimization(): void {
  if (Number.parseInt(versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=400000');
}

function reportLostWorker(task: FileTask, error: unknown): FileResult {
  return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null };
}
