import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ImportedFunctions } from '@uncallback/detector';
import { type FileSummary, Project, specifiersOf } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

import { createResolver } from './resolve-file.js';
import type { SummaryTask } from './summarize-path.js';

/** A function that summarizes files, in the order of the tasks: in this thread or in others. */
export type SummarizeAll = (tasks: readonly SummaryTask[]) => Promise<readonly (FileSummary | null)[]>;

/** A function that says what the functions of other files do that a file calls. */
export type ImportedBy = (path: string) => ImportedFunctions;

/**
 * Reads what the files of a project say about their functions: those to process, and the other files of the project that those import.
 *
 * Limit: relative specifiers only; packages in `node_modules` are not read.
 *
 * @param paths the files to process
 */
export async function readProject(paths: readonly string[], settings: Settings, summarizeAll: SummarizeAll): Promise<ImportedBy> {
  const resolveFile = createResolver();
  const summaries = new Map<string, FileSummary>();
  const given = new Set(paths.map(realPathOf));
  const imported = new Set<string>();
  let tasks: readonly SummaryTask[] = [...given].map((path) => ({ path, settings, isImported: false }));
  while (tasks.length > 0) {
    const found = await summarizeAll(tasks);
    const next = new Set<string>();
    for (const [index, { path }] of tasks.entries()) {
      const summary = found[index];
      if (!summary) continue;
      summaries.set(path, summary);
      // Of a file that is not processed, only what its exports depend on matters.
      for (const specifier of specifiersOf(summary, given.has(path) ? 'all' : 'exports')) {
        const file = resolveFile(path, specifier);
        if (file !== null && !imported.has(file)) next.add(file);
      }
    }
    for (const file of next) imported.add(file);
    tasks = [...next].filter((path) => !summaries.has(path)).map((path) => ({ path, settings, isImported: true }));
  }
  const project = new Project(summaries, resolveFile);
  return (path) => project.importedBy(realPathOf(path));
}

/** The real path of a file; of one that does not exist, such as the name of a text on stdin, its absolute path. */
function realPathOf(path: string): string {
  const file = resolve(path);
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
