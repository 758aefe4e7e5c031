import { versions } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

import { toFileError } from './file-error.js';
import { reportError } from './file-report.js';
import type { FileResult, FileTask } from './process-file.js';

// A thread takes about as long to start as this many files take to process.
const filesPerThread = 32;

// Enough that no thread waits, and few enough that the results of a large tree do not pile up.
const filesAhead = 32;

/**
 * Processes files in worker threads, or in this process where one job is wanted or enough.
 *
 * @returns the results in the order of the tasks, whatever the number of jobs
 * @throws where a worker cannot be started
 */
export async function* processFiles(tasks: readonly FileTask[], jobs: number): AsyncGenerator<FileResult> {
  delayOptimization();
  const threads = Math.min(jobs, Math.ceil(tasks.length / filesPerThread));
  if (threads <= 1) {
    const { processFile } = await import('./process-file.js');
    for (const task of tasks) {
      yield await processFile(task);
      // Signals are heard only between the turns of the event loop.
      await setImmediate();
    }
    return;
  }
  const { Tinypool } = await import('tinypool');
  // What a file leaves behind is garbage: the heap of a thread needs no room for four times of it.
  setFlagsFromString('--heap-growing-percent=30');
  const filename = new URL('./process-file.js', import.meta.url).href;
  const pool = new Tinypool({ filename, name: 'processFile', minThreads: threads, maxThreads: threads });
  // A worker that dies at work rejects its task and is replaced; one that does not even start would be waited for.
  // (A promise of this failure, raced for each file, would keep the results of all of them.)
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
    // Whoever stops early waits for the files at work: a thread that is ended may leave a temporary file.
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
 * V8 11, which Node 20 has, optimizes so early that this takes a third of the CPU time of a run, without which the code runs as
 * fast; later versions wait longer by themselves.
 */
function delayOptimization(): void {
  if (Number.parseInt(versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=400000');
}

function reportLostWorker(task: FileTask, error: unknown): FileResult {
  return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null };
}
