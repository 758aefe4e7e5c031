import { setImmediate } from 'node:timers/promises';

import type { Settings } from '@uncallback/rewriter';

import type { PathPlanTask } from './plan-path.js';
import { type ProjectReader, type ReadProject, readProject } from './read-project.js';
import { summarizePath } from './summarize-path.js';

/** How a project is read in this thread. */
export interface ReadHere {
  /** Ends the reading early; null for nothing. */
  readonly signal: AbortSignal | null;
  /** Summarizes one file; by default it reads it. */
  readonly summarize?: typeof summarizePath;
  /** For whole functions over files: whether a file is part of the project whose functions may change. Absent if none change over files. */
  readonly isUser?: (path: string) => boolean;
}

/** Reads the project of some files in this thread, see `readProject`. */
export async function readProjectHere(paths: readonly string[], settings: Settings, { signal, summarize = summarizePath, isUser }: ReadHere): Promise<ReadProject> {
  const inTurn = async <Task, Result>(tasks: readonly Task[], run: (task: Task) => Promise<Result | null>): Promise<(Result | null)[]> => {
    const results: (Result | null)[] = [];
    for (const task of tasks) {
      if (signal?.aborted) break;
      results.push(await run(task).catch(() => null));
      // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
      await setImmediate();
    }
    return results;
  };
  const reader: ProjectReader = {
    summarizeAll: (tasks) => inTurn(tasks, summarize),
    planAll: isUser ? async (tasks: readonly PathPlanTask[]) => inTurn(tasks, (await import('./plan-path.js')).planPath) : null,
  };
  return readProject(paths, settings, reader, isUser);
}
