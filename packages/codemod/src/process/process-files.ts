import { setImmediate } from 'node:timers/promises';

import { type PendingWrite, writeTogether } from '../undo/write-together.js';
import { FileProcessor, type ProcessContext } from './file-processor.js';
import type { FileResult, UnlinkedTask } from './tasks.js';
import { WorkForce } from './workers.js';

/**
 * Processes files in worker threads, or in this process if one job is requested or enough. Each file is processed with the facts about the functions
 * that it calls in others, which are summarized for that. What earlier runs have found out is taken from the cache.
 *
 * Where whole functions change with their users in other files, the files are right only together, and are written at the end, see
 * `writeTogether`.
 *
 * @param jobs the greatest number of threads
 * @returns the results, in the order of the tasks; a worker that dies makes an error of its file
 * @throws where a worker cannot be started, and where files that are written together cannot be
 */
export async function* processFiles(tasks: readonly UnlinkedTask[], { jobs, ...context }: ProcessContext & { readonly jobs: number }): AsyncGenerator<FileResult> {
  await delayOptimization();
  const together: PendingWrite[] = [];
  const workForce = new WorkForce(jobs, tasks.map(({ realPath }) => realPath), tasks[0]?.settings.functions === true);
  const processor = new FileProcessor(tasks, workForce, context);
  try {
    await processor.link();
    const { ahead } = await processor.workers();
    const started: Promise<FileResult>[] = [];
    for (const index of tasks.keys()) {
      const result = processor.process(index);
      // A result that fails while nobody waits for it is waited for later.
      result.catch(() => undefined);
      started.push(result);
      while (started.length >= (index === tasks.length - 1 ? 1 : ahead)) {
        const done = await started.shift()!;
        if (done.leftOut === null && done.pending) together.push(done.pending);
        yield done;
        // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
        await setImmediate();
      }
    }
    processor.keep();
  } finally {
    await workForce.end();
    processor.end();
  }
  const journal = tasks[0]?.journal ?? null;
  if (journal !== null && !context.signal.aborted) writeTogether(journal, together);
}

/**
 * Makes V8 11 (Node 20) optimize functions later. It optimizes so early that this takes a third of the CPU time of a run, and the
 * code does not run faster for it. Later versions of V8 wait longer by default.
 */
async function delayOptimization(): Promise<void> {
  if (Number.parseInt(process.versions.v8, 10) >= 12) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--interrupt-budget=1000000');
}
