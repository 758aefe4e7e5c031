import { setImmediate } from 'node:timers/promises';

import type { Settings } from '@uncallback/rewriter';

import { type ReadProject, readProject } from './read-project.js';
import { summarizePath } from './summarize-path.js';

/**
 * Reads the project of some files in this thread, see `readProject`. No functions change over files.
 *
 * @param signal ends the reading early; null for nothing
 * @param summarize summarizes one file; by default it reads it
 */
export async function readProjectHere(paths: readonly string[], settings: Settings, signal: AbortSignal | null, summarize: typeof summarizePath = summarizePath): Promise<ReadProject> {
  return readProject(paths, settings, { summarizeAll: (tasks) => inTurn(tasks, summarize, signal), planAll: null });
}

/**
 * Runs a function for each task, one after the other; null where it fails.
 *
 * @param signal ends it early; null for nothing
 */
export async function inTurn<Task, Result>(tasks: readonly Task[], run: (task: Task) => Promise<Result | null>, signal: AbortSignal | null): Promise<(Result | null)[]> {
  const results: (Result | null)[] = [];
  for (const task of tasks) {
    if (signal?.aborted) break;
    results.push(await run(task).catch(() => null));
    // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
    await setImmediate();
  }
  return results;
}
