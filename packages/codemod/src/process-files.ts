import { relative } from 'node:path';
import { cwd, versions } from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';

import type { ConversionOutcome, FileSummary } from '@uncallback/project';
import { realPathOf } from '@uncallback/project-files';


import { toFileError } from './file-error.js';
import { reportError } from './file-report.js';
import type { FileResult, FileTask } from './process-file.js';
import { type LinkedPlanTask, type ReadProject, readProject } from './project/read-project.js';
import type { SummaryTask } from './project/summarize-path.js';
import { isTestFile } from './select/test-files.js';
import { type PendingWrite, writeTogether } from './undo/write-together.js';

/** One thread for this many files: starting a thread takes about as long as processing them. */
const filesPerThread = 32;

/** How many files are given to the pool ahead for each thread: no thread has to wait, and few results are kept in memory. */
const filesAhead = 32;

/** How one file is to be processed, before it is known what the functions of other files do. */
export type UnlinkedTask = Omit<FileTask, 'imported' | 'conversions' | 'deferred'>;

/** What a run takes from its process. */
export interface ProcessContext {
  /** The greatest number of threads. */
  readonly jobs: number;
  /** Ends the summaries early; the caller ends the rest. */
  readonly signal: AbortSignal;
  /** Whether test files change with the functions that they use. If not, a function that they mention keeps its callback form. */
  readonly includeTests: boolean;
  /** Prints one line about a problem that does not end the run. */
  readonly printError: (line: string) => void;
}

/**
 * Processes files in worker threads, or in this process if one job is requested or enough. First the files, and others that they import, are
 * summarized, so that each is processed with the facts about the functions that it calls in others.
 *
 * Where whole functions change with their users in other files, the files are right only together, and are written at the end, see
 * `writeTogether`.
 *
 * @returns the results, in the order of the tasks; a worker that dies makes an error of its file
 * @throws where a worker cannot be started, and where files that are written together cannot be
 */
export async function* processFiles(tasks: readonly UnlinkedTask[], context: ProcessContext): AsyncGenerator<FileResult> {
  const pending: PendingWrite[] = [];
  for await (const result of processAll(tasks, context)) {
    if (result.leftOut === null && result.pending) pending.push(result.pending);
    yield result;
  }
  const journal = tasks[0]?.journal ?? null;
  if (journal !== null && !context.signal.aborted) writeTogether(journal, pending);
}

async function* processAll(tasks: readonly UnlinkedTask[], { jobs, signal, includeTests, printError }: ProcessContext): AsyncGenerator<FileResult> {
  delayOptimization();
  const threads = Math.min(jobs, Math.ceil(tasks.length / filesPerThread));
  const paths = tasks.map(({ path }) => path);
  const settings = tasks[0]?.settings ?? {};
  const isUser = (path: string): boolean => includeTests || !isTestFile(path);
  const planned = settings.functions ? new PlannedFiles(tasks) : null;
  const printProblems = ({ problems }: ReadProject): void => {
    for (const { manifest, problem } of problems) printError(`${relative(cwd(), manifest)}: ${problem}; every exported function counts as public`);
  };
  if (threads <= 1) {
    const { processFile } = await import('./process-file.js');
    const [{ inTurn }, { summarizePath }] = await Promise.all([import('./project/read-project-here.js'), import('./project/summarize-path.js')]);
    const planAll = planned && ((all: readonly LinkedPlanTask[]) => inTurn(all, async (task) => planned.plan(task, processFile), signal));
    const project = await readProject(paths, settings, { summarizeAll: (all) => inTurn(all, summarizePath, signal), planAll }, isUser);
    printProblems(project);
    for (const task of tasks) {
      yield planned?.resultOf(task.path, project) ?? (await processFile(linked(task, project)));
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
  const process = (task: FileTask) => pool.run(task).catch((error: unknown) => reportLostWorker(task, error)) as Promise<FileResult>;
  const inPool = <Task, Result>(run: (task: Task) => Promise<Result>) => (all: readonly Task[]) => unlessFailed(Promise.all(signal.aborted ? [] : all.map(run)));
  const stopSummaries = (): void => pool.cancelPendingTasks();
  signal.addEventListener('abort', stopSummaries);
  try {
    const project = await readProject(paths, settings, { summarizeAll: inPool(summarize), planAll: planned && inPool((task) => planned.plan(task, process)) }, isUser);
    printProblems(project);
    signal.removeEventListener('abort', stopSummaries);
    for (const task of tasks) {
      pending.push(Promise.resolve(planned?.resultOf(task.path, project) ?? process(linked(task, project))));
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
  return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null, pending: null, outcome: null };
}

/** The files that were processed to find out which functions change with their users in other files. */
class PlannedFiles {
  readonly #tasks: ReadonlyMap<string, UnlinkedTask>;
  readonly #results = new Map<string, { readonly conversions: string; readonly result: FileResult }>();

  constructor(tasks: readonly UnlinkedTask[]) {
    this.#tasks = new Map(tasks.map((task) => [realPathOf(task.path), task]));
  }

  /** Processes one file, and keeps the result for the case that nothing changes for the file any more. */
  async plan({ path, imported, conversions }: LinkedPlanTask, process: (task: FileTask) => Promise<FileResult>): Promise<ConversionOutcome | null> {
    const task = this.#tasks.get(path);
    if (!task) return null;
    const result = await process({ ...task, imported, conversions, deferred: true });
    this.#results.set(path, { conversions: JSON.stringify(conversions), result });
    return result.leftOut === null ? result.outcome : null;
  }

  /** The result of a file, if it was processed with what is known now. */
  resultOf(path: string, project: ReadProject): FileResult | null {
    const file = realPathOf(path);
    const known = this.#results.get(file);
    this.#results.delete(file);
    return known && known.conversions === JSON.stringify(project.conversionsOf(path)) ? known.result : null;
  }
}

function linked(task: UnlinkedTask, project: ReadProject): FileTask {
  return { ...task, imported: project.importedBy(task.path), conversions: project.conversionsOf(task.path), deferred: task.settings.functions === true };
}
