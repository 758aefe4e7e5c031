import { setImmediate } from 'node:timers/promises';

import type { FileSummary } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

import { type ImportedBy, readProject } from './read-project.js';
import { summarizePath } from './summarize-path.js';

/**
 * Reads the project of some files in this thread, see `readProject`.
 *
 * @param signal ends the reading early; null for nothing
 * @param summarize summarizes one file; by default it reads it
 */
export async function readProjectHere(paths: readonly string[], settings: Settings, signal: AbortSignal | null, summarize: typeof summarizePath = summarizePath): Promise<ImportedBy> {
  return readProject(paths, settings, async (tasks) => {
    const summaries: (FileSummary | null)[] = [];
    for (const task of tasks) {
      if (signal?.aborted) break;
      summaries.push(await summarize(task).catch(() => null));
      // Lets the event loop turn, so that signals such as Ctrl-C are received between two files.
      await setImmediate();
    }
    return summaries;
  });
}
