import type { SummarizedFile, SummaryTask } from '../project/summarize-path.js';
import { failFile } from './settle-file.js';
import type { FileTask, KeepableResult } from './tasks.js';

/** One thread for this many files: starting a thread takes about as long as processing them. */
const filesPerThread = 32;

/** How many files are given to the pool ahead for each thread: no thread has to wait, and few results are kept in memory. */
const filesAhead = 32;

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
  readonly #isLarge: boolean;
  #own: Workers | null = null;
  #pool: ThreadPool | null = null;
  #deep: ThreadPool | null = null;

  /**
   * @param jobs the greatest number of threads
   * @param isLarge whether this thread keeps much of other files while it processes one, so that its heap must not grow further by garbage
   */
  constructor(jobs: number, isLarge: boolean) {
    this.#jobs = jobs;
    this.#isLarge = isLarge;
  }

  /** Those for a number of files. */
  async for(files: number): Promise<Workers> {
    const threads = Math.min(this.#jobs, Math.ceil(files / filesPerThread));
    if (!this.#pool && threads <= 1) return (this.#own ??= await ownThread(this.#isLarge));
    return (this.#pool ??= await ThreadPool.start(threads, null));
  }

  /** A thread for files that are too deeply nested for the stack of others. */
  async deep(): Promise<Workers> {
    return (this.#deep ??= await ThreadPool.start(1, deepStack));
  }

  /** Ends the threads. Files that are being processed are finished first: an ended thread could leave a temporary file. */
  async end(): Promise<void> {
    await this.#pool?.end();
    await this.#deep?.end();
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

/** Processes files in threads. */
class ThreadPool implements Workers {
  readonly ahead: number;
  readonly #pool: Pool;
  readonly #running = new Set<Promise<unknown>>();
  #failure: { readonly error: unknown } | null = null;
  /** Ends the waits for all that is running. */
  readonly #stops = new Set<(error: unknown) => void>();

  static async start(threads: number, stackSizeMb: number | null): Promise<ThreadPool> {
    const [{ Tinypool }] = await Promise.all([import('tinypool'), limitHeap()]);
    const filename = new URL('./worker.js', import.meta.url).href;
    return new ThreadPool(new Tinypool({ filename, minThreads: threads, maxThreads: threads, ...(stackSizeMb !== null && { resourceLimits: { stackSizeMb } }) }), threads);
  }

  private constructor(pool: Pool, threads: number) {
    this.ahead = threads * filesAhead;
    this.#pool = pool;
    // A worker that dies while processing a file rejects its task and is replaced. A worker that cannot start rejects nothing, so
    // the pool's `error` event has to end the waits.
    pool.on('error', (error: unknown) => {
      this.#failure = { error };
      for (const stop of this.#stops) stop(error);
    });
  }

  readonly summarize = async (task: SummaryTask): Promise<SummarizedFile> => {
    return this.#wait((this.#pool.run(task, { name: 'summarizePath' }) as Promise<SummarizedFile>).catch(() => ({ summary: null, text: null })));
  };

  readonly process = async (task: FileTask): Promise<KeepableResult> => {
    return this.#wait((this.#pool.run(task, { name: 'processFile' }) as Promise<KeepableResult>).catch((error: unknown) => ({ result: failFile(task.path, error), kept: null, isTooDeep: false })));
  };

  readonly cancel = (): void => {
    this.#pool.cancelPendingTasks();
  };

  async end(): Promise<void> {
    this.cancel();
    await Promise.allSettled(this.#running);
    await this.#pool.destroy();
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
