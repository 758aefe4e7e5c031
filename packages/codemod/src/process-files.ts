import { setImmediate } from 'node:timers/promises';

import { toFileError } from './file-error.js';
import { reportError } from './file-report.js';
import type { FileResult, FileTask } from './process-file.js';

// A thread takes about as long to start as this many files take to process.
const filesPerThread = 16;

/**
 * Processes files in worker threads, or in this process where one job is wanted or enough.
 *
 * @returns the results in the order of the tasks, whatever the number of jobs
 * @throws where a worker cannot be started
 */
export async function* processFiles(tasks: readonly FileTask[], jobs: number): AsyncGenerator<FileResult> {
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
  const filename = new URL('./process-file.js', import.meta.url).href;
  const pool = new Tinypool({ filename, name: 'processFile', minThreads: threads, maxThreads: threads });
  // A worker that dies at work rejects its task and is replaced; one that does not even start would be waited for.
  const failure = new Promise<never>((_, reject) => void pool.on('error', reject));
  failure.catch(() => undefined);
  const results = tasks.map((task) => pool.run(task).catch((error: unknown) => reportLostWorker(task, error)));
  try {
    for (const result of results) yield await Promise.race([result as Promise<FileResult>, failure]);
  } finally {
    // Whoever stops early waits for the files at work: a thread that is ended may leave a temporary file.
    pool.cancelPendingTasks();
    await Promise.race([Promise.all(results), failure.catch(() => undefined)]);
    await pool.destroy();
  }
}

function reportLostWorker(task: FileTask, error: unknown): FileResult {
  return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null };
}
