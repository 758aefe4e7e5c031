import type { ImportedFunctions } from '@uncallback/detector';
import type { ConversionOutcome, FileConversions, FileSummary, PlanTask } from '@uncallback/project';
import { realPathOf } from '@uncallback/project-files';
import type { Settings } from '@uncallback/rewriter';

import type { ObservedFiles } from '../cache/observed-files.js';
import type { ManifestProblem } from './public-files.js';
import type { SummaryTask } from './summarize-path.js';

/** A function that summarizes files, in the order of the tasks: in this thread or in others. */
export type SummarizeAll = (tasks: readonly SummaryTask[]) => Promise<readonly (FileSummary | null)[]>;

/** What is known of other files when one file is processed. */
export interface ReadProject {
  /** What the functions of other files do that a file calls. */
  importedBy(path: string): ImportedFunctions;
  /** What a file has to know of functions that change together with users in other files; null for nothing. */
  conversionsOf(path: string): FileConversions | null;
  /** The manifests of which it is not known what they make public. */
  readonly problems: readonly ManifestProblem[];
}

/** How the work of reading a project is done: in this thread or in others. */
export interface ProjectReader {
  readonly summarizeAll: SummarizeAll;
  /** Plans files, in the order of the tasks. */
  readonly planAll: (tasks: readonly LinkedPlanTask[]) => Promise<readonly (ConversionOutcome | null)[]>;
  /** Receives what was asked of the file system to find the files that specifiers mean. */
  readonly observed: ObservedFiles;
}

/** How one file is to be planned, with what is known of the functions that it calls. */
export interface LinkedPlanTask extends PlanTask {
  readonly imported: ImportedFunctions;
}

/**
 * Reads what the files of a project say about their functions, and decides which of these change together with their users: the files to process, and
 * the other files of the project that those import.
 *
 * Limit: relative specifiers only; packages in `node_modules` are not read.
 *
 * @param paths the files to process
 * @param isUser whether a file is part of the project whose functions may change over files, so that all their users have to be in such files
 */
export async function readProject(paths: readonly string[], settings: Settings, { summarizeAll, planAll, observed }: ProjectReader, isUser: (path: string) => boolean = () => true): Promise<ReadProject> {
  const given = new Set(paths.map(realPathOf));
  const summaries = new Map<string, FileSummary>();
  const addAll = async (tasks: readonly SummaryTask[]): Promise<ReadonlyMap<string, FileSummary>> => {
    const found = await summarizeAll(tasks);
    const added = new Map(tasks.flatMap(({ path }, index) => (found[index] ? [[path, found[index]] as const] : [])));
    for (const [path, summary] of added) summaries.set(path, summary);
    return added;
  };
  let added = await addAll([...given].map((path) => ({ path, settings, part: 'users' })));
  if (added.size === 0) return noProject;
  const { Project, createResolver, observedFileSystem, specifiersOf } = await import('./linking.js');
  const resolveFile = createResolver(observedFileSystem(observed));
  const imported = new Set<string>();
  while (added.size > 0) {
    const tasks: SummaryTask[] = [];
    for (const [path, summary] of added) {
      // Of a file that is not processed, only what its exports depend on matters.
      for (const specifier of specifiersOf(summary, given.has(path) ? 'all' : 'exports')) {
        const file = resolveFile(path, specifier);
        if (file === null || imported.has(file)) continue;
        imported.add(file);
        if (!summaries.has(file)) tasks.push({ path: file, settings, part: 'exports' });
      }
    }
    added = await addAll(tasks);
  }
  const project = new Project(summaries, resolveFile);
  const importedBy = (path: string): ImportedFunctions => project.importedBy(path);
  const users = new Map([...summaries].filter(([path]) => given.has(path) && isUser(path)));
  const { convertOverFiles } = await import('./convert-over-files.js');
  const { byFile, problems } = await convertOverFiles({ project, resolve: resolveFile, summaries: users }, process.cwd(), (tasks) =>
    planAll(tasks.map((task) => ({ ...task, imported: importedBy(task.path) }))),
    settings.publicForm === 'promise',
  );
  return { importedBy: (path) => importedBy(realPathOf(path)), conversionsOf: (path) => byFile.get(realPathOf(path)) ?? null, problems };
}

const noProject: ReadProject = { importedBy: () => ({}), conversionsOf: () => null, problems: [] };
