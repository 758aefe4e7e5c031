import type { FileSummary } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

import { ObservedFiles } from '../cache/observed-files.js';
import { inTurn } from './in-turn.js';
import { type ReadProject, readProject } from './read-project.js';
import { type SummaryTask, summarizePath } from './summarize-path.js';

/**
 * Reads the project of some files in this thread, see `readProject`. No functions change over files.
 *
 * @param signal ends the reading early; null for nothing
 * @param summarize summarizes one file; by default it reads it
 */
export async function readProjectHere(paths: readonly string[], settings: Settings, signal: AbortSignal | null, summarize: (task: SummaryTask) => Promise<FileSummary | null> = summaryOf): Promise<ReadProject> {
  return readProject(paths, settings, { summarizeAll: async (tasks) => inTurn(tasks, async (task) => summarize(task).catch(() => null), signal), planAll: null, observed: new ObservedFiles() });
}

async function summaryOf(task: SummaryTask): Promise<FileSummary | null> {
  return (await summarizePath(task)).summary;
}
