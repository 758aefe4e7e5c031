import type { SummarizedFile, SummaryTask } from '../project/summarize-path.js';
import { failFile } from './settle-file.js';
import type { FileTask, KeepableResult } from './tasks.js';

/** One thread for this many files: starting a thread takes about as long as processing them. */
const filesPerThread = 32;

/** How many files are given to the pool ahead for each thread: no thread has to wait, and few results are kept in memory. */
const filesAhead = 32;

/** How many files in a row one thread works on: files that are near each other often import each other, and what it has parsed is kept for a while. */
const filesInBlock = 16;

/** The stack of the thread for files that are nested deeply, in megabytes: enough for some thousand callbacks in each other. */
const deepStack = 64;

/** Who processes files: this thread, or others. */
export interface Workers {
  /** How many files may be given to them before the first one is done. */
  readonly ahead: number;
  readonly summarize: (task: SummaryTask) => Promise<SummarizedFile>;
  /** Processes a file. A worker that dies makes an error of its file. Rejects where no worker can be started. */
  readonly process: (task: FileTask) => Promise<KeepableResult>;
  /** Drops all files that have not been begun. */
  readonly cancel: () => void;
}

/** The workers of one run. Threads are started when there are files enough for them. */
export class WorkForce {
  readonly #jobs: number;
  readonly #files: readonly string[];
  readonly #isLarge: boolean;
  #own: Promise<Workers> | null = null;
  #pool: Promise<ThreadPool> | null = null;
  #deep: Promise<ThreadPool> | null = null;

  /**
   * @param jobs the greatest number of threads
   * @param files the real paths of the files of the run, in their order
   * @param isLarge whether this thread keeps much of other files while it processes one, so that its heap must not grow further by garbage
   */
  constructor(jobs: number, files: readonly string[], isLarge: boolean) {
    this.#jobs = jobs;
    this.#files = files;
    this.#isLarge = isLarge;
  }

  /** Those for a number of files. */
  async for(files: number): Promise<Workers> {
    const threads = Math.min(this.#jobs, Math.ceil(files / filesPerThread));
    if (!this.#pool && threads <= 1) return (this.#own ??= ownThread(this.#isLarge));
    return (this.#pool ??= ThreadPool.start(threads, this.#files));
  }

  /** A thread for files that are too deeply nested for the stack of others. */
  async deep(): Promise<Workers> {
    return (this.#deep ??= ThreadPool.start(1, [], deepStack));
  }

  /** Ends the threads. Files that are being processed are finished first: an ended thread could leave a temporary file. */
  async end(): Promise<void> {
    for (const pool of [this.#pool, this.#deep]) await (await pool)?.end();
  }
}

/**
 * Makes V8 collect garbage earlier: after each file nearly everything on the heap is garbage, and by default the heap may grow up to four times
 * between two collections.
 */
async function limitHeap(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--heap-growing-percent=30');
}

/** Processes files in this thread. */
async function ownThread(isLarge: boolean): Promise<Workers> {
  if (isLarge) await limitHeap();
  const { processFile, summarizePath } = await import('./worker.js');
  // A copy, since the strings of a summary may be slices that keep the whole text of the file in memory. Of short strings, JSON makes one each.
  const summarize = async (task: SummaryTask): Promise<SummarizedFile> => JSON.parse(JSON.stringify(await summarizePath(task))) as SummarizedFile;
  return { ahead: 1, summarize, process: processFile, cancel: () => undefined };
}

type Pool = InstanceType<typeof import('tinypool').Tinypool>;

/** A thread with its own queue. */
interface Thread {
  readonly pool: Pool;
  /** How many files are in its queue, or are being processed. */
  load: number;
}

/** Processes files in threads. All that is done with a file is done by one thread. */
class ThreadPool implements Workers {
  readonly ahead: number;
  readonly #threads: readonly Thread[];
  /** The block of each file. */
  readonly #blocks: ReadonlyMap<string, number>;
  /** The threads by block. */
  readonly #owners = new Map<number, Thread>();
  readonly #running = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | null = null;
  /** Ends the waits for all that is running. */
  readonly #stops = new Set<(error: unknown) => void>();

  static async start(threads: number, files: readonly string[], stackSizeMb: number | null = null): Promise<ThreadPool> {
    const [{ Tinypool }] = await Promise.all([import('tinypool'), limitHeap()]);
    const filename = new URL('./worker.js', import.meta.url).href;
    const pools = Array.from({ length: threads }, () => new Tinypool({ filename, minThreads: 1, maxThreads: 1, ...(stackSizeMb !== null && { resourceLimits: { stackSizeMb } }) }));
    return new ThreadPool(pools, files);
  }

  private constructor(pools: readonly Pool[], files: readonly string[]) {
    this.ahead = pools.length * filesAhead;
    this.#threads = pools.map((pool) => ({ pool, load: 0 }));
    this.#blocks = new Map(files.map((file, index) => [file, Math.floor(index / filesInBlock)]));
    // A worker that dies while processing a file rejects its task and is replaced. A worker that cannot start rejects nothing, so
    // the pool's `error` event has to end the waits.
    for (const pool of pools) {
      pool.on('error', (error: unknown) => {
        this.#failure = { error };
        for (const stop of this.#stops) stop(error);
      });
    }
  }

  readonly summarize = async (task: SummaryTask): Promise<SummarizedFile> => {
    return this.#wait(this.#run<SummarizedFile>('summarizePath', task, task.path).catch(() => ({ summary: null, text: null })));
  };

  readonly process = async (task: FileTask): Promise<KeepableResult> => {
    return this.#wait(this.#run<KeepableResult>('processFile', task, task.realPath).catch((error: unknown) => ({ result: failFile(task.path, error), kept: null, isTooDeep: false })));
  };

  readonly cancel = (): void => {
    for (const { pool } of this.#threads) pool.cancelPendingTasks();
  };

  async end(): Promise<void> {
    this.cancel();
    await Promise.allSettled(this.#running);
    await Promise.all(this.#threads.map(async ({ pool }) => pool.destroy()));
  }

  async #run<Result>(name: string, task: SummaryTask | FileTask, file: string): Promise<Result> {
    const thread = this.#threadOf(file);
    thread.load++;
    try {
      return (await thread.pool.run(task, { name })) as Result;
    } finally {
      thread.load--;
    }
  }

  /** The thread of a file: that of its block, or the one with the least to do. */
  #threadOf(file: string): Thread {
    const block = this.#blocks.get(file);
    const owner = block === undefined ? undefined : this.#owners.get(block);
    if (owner) return owner;
    const idle = this.#threads.reduce((least, thread) => (thread.load < least.load ? thread : least));
    if (block !== undefined) this.#owners.set(block, idle);
    return idle;
  }

  /** Waits for a result, but not for one of a worker that could not start. */
  async #wait<Result>(result: Promise<Result>): Promise<Result> {
    const ended = new Promise<Result>((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure.error as Error);
        return;
      }
      this.#stops.add(reject);
      void result.then(resolve).finally(() => this.#stops.delete(reject));
    });
    this.#running.add(ended);
    return ended.finally(() => this.#running.delete(ended));
  }
}
