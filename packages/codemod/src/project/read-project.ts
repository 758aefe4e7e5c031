import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ImportedFunctions } from '@uncallback/detector';
import type { FileSummary } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

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
  const given = new Set(paths.map(realPathOf));
  const summaries = new Map<string, FileSummary>();
  const addAll = async (tasks: readonly SummaryTask[]): Promise<ReadonlyMap<string, FileSummary>> => {
    const found = await summarizeAll(tasks);
    const added = new Map(tasks.flatMap(({ path }, index) => (found[index] ? [[path, found[index]] as const] : [])));
    for (const [path, summary] of added) summaries.set(path, summary);
    return added;
  };
  let added = await addAll([...given].map((path) => ({ path, settings, isImported: false })));
  if (added.size === 0) return () => noneImported;
  // Loading takes longer than processing a file, so it is done only for files that import others.
  const [{ Project, specifiersOf }, { createResolver }] = await Promise.all([import('@uncallback/project'), import('./resolve-file.js')]);
  const resolveFile = createResolver();
  const imported = new Set<string>();
  while (added.size > 0) {
    const tasks: SummaryTask[] = [];
    for (const [path, summary] of added) {
      // Of a file that is not processed, only what its exports depend on matters.
      for (const specifier of specifiersOf(summary, given.has(path) ? 'all' : 'exports')) {
        const file = resolveFile(path, specifier);
        if (file === null || imported.has(file)) continue;
        imported.add(file);
        if (!summaries.has(file)) tasks.push({ path: file, settings, isImported: true });
      }
    }
    added = await addAll(tasks);
  }
  const project = new Project(summaries, resolveFile);
  return (path) => project.importedBy(realPathOf(path));
}

const noneImported: ImportedFunctions = {};

/** The real path of a file; of one that does not exist, such as the name of a text on stdin, its absolute path. */
function realPathOf(path: string): string {
  const file = resolve(path);
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
