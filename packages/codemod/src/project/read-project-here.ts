import type { ImportedFunctions } from '@uncallback/detector';
import type { FileSummary } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

import { ObservedFiles } from '../cache/observed-files.js';
import { inTurn } from './in-turn.js';
import { ProjectLinks } from './project-links.js';
import { type SummaryTask, summarizePath } from './summarize-path.js';

/**
 * Reads in this thread what the functions of other files do that some files call. No functions change over files.
 *
 * @param signal ends the reading early; null for nothing
 * @param summarize summarizes one file; by default it reads it
 */
export async function readProjectHere(paths: readonly string[], settings: Settings, signal: AbortSignal | null, summarize: (task: SummaryTask) => Promise<FileSummary | null> = summaryOf): Promise<{ importedBy(path: string): ImportedFunctions }> {
  const links = new ProjectLinks({ settings, part: 'imports', summarize: async (task) => summarize(task).catch(() => null), observed: new ObservedFiles() });
  const found = await inTurn(paths, async (path) => [path, await links.importedBy(path)] as const, signal);
  const byPath = new Map(found);
  return { importedBy: (path) => byPath.get(path) ?? {} };
}

async function summaryOf(task: SummaryTask): Promise<FileSummary | null> {
  return (await summarizePath(task)).summary;
}
