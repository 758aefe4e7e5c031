import { versions } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

import type { FileSummary } from '@uncallback/project';

import { toFileError } from './file-error.js';
import { reportError } from './file-report.js';
import type { FileResult, FileTask } from './process-file.js';
import { readProject } from './project/read-project.js';
import type { SummaryTask } from './project/summarize-path.js';

/** One thread for this many files: starting a thread takes about as long as processing them. */
const filesPerThread = 32;

/** How many files are given to the pool ahead for each thread: no thread has to wait, and few results are kept in memory. */
const filesAhead = 32;

/** How one file is to be processed, before it is known what the functions of other files do. */
export type UnlinkedTask = Omit<FileTask, 'imported'>;

/**
 * Processes files in worker threads, or in this process if one job is requested or enough. First the files, and others that they import, are
 * summarized, so that each is processed with the facts about the functions that it calls in others.
 *
 * @param jobs the greatest number of threads
 * @param signal ends the summaries early; the caller ends the rest
 * @returns the results, in the order of the tasks; a worker that dies makes an error of its file
 * @throws where a worker cannot be started
 */
export async function* processFiles(tasks: readonly UnlinkedTask[], jobs: number, signal: AbortSignal): AsyncGenerator<FileResult> {
  delayOptimization();
  const threads = Math.min(jobs, Math.ceil(tasks.length / filesPerThread));
  const paths = tasks.map(({ path }) => path);
  const settings = tasks[0]?.settings ?? {};
  if (threads <= 1) {
    const { processFile } = await import('./process-file.js');
    const { readProjectHere } = await import('./project/read-project-here.js');
    const importedBy = await readProjectHere(paths, settings, signal);
    for (const task of tasks) {
      yield await processFile({ ...task, imported: importedBy(task.path) });
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
  const unlessFailed = <T>(promise: Promise<T> | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      stopWaiting = reject;
      if (failure === null) void promise?.then(resolve);
      else reject(failure as Error);
    });
  const summarizer = new URL('./project/summarize-path.js', import.meta.url).href;
  const summarize = (task: SummaryTask) => pool.run(task, { filename: summarizer, name: 'summarizePath' }).catch(() => null) as Promise<FileSummary | null>;
  const stopSummaries = (): void => pool.cancelPendingTasks();
  signal.addEventListener('abort', stopSummaries);
  try {
    const importedBy = await readProject(paths, settings, (summaryTasks) => unlessFailed(Promise.all(signal.aborted ? [] : summaryTasks.map(summarize))));
    signal.removeEventListener('abort', stopSummaries);
    for (const unlinked of tasks) {
      const task = { ...unlinked, imported: importedBy(unlinked.path) };
      pending.push(pool.run(task).catch((error: unknown) => reportLostWorker(task, error)) as Promise<FileResult>);
      if (pending.length < threads * filesAhead) continue;
      yield await unlessFailed(pending[0]);
      void pending.shift();
    }
    for (; pending.length > 0; void pending.shift()) yield await unlessFailed(pending[0]);
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

function reportLostWorker(task: UnlinkedTask, error: unknown): FileResult {
  return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null };
}
