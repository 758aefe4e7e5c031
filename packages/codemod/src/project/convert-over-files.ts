import { dirname, join, sep } from 'node:path';

import { type FileConversions, type FileSummary, type PlanAll, type Project, type ResolveFile, decideConversions, findClosedFunctions } from '@uncallback/project';

import { OutsideCode, nameOf } from './outside-code.js';
import { type ManifestProblem, PublicFiles } from './public-files.js';

/** Which functions change together with their users in other files. */
export interface ConversionsOverFiles {
  /** What each file has to know, by its real path. */
  readonly byFile: ReadonlyMap<string, FileConversions>;
  readonly problems: readonly ManifestProblem[];
}

/** The files of a run and what is known of them. */
export interface SummarizedProject {
  readonly project: Project;
  readonly resolve: ResolveFile;
  /** The summaries of the files whose users are known, by real path. Others count as code outside. */
  readonly summaries: ReadonlyMap<string, FileSummary>;
}

/**
 * Decides which exported functions of a project lose their callback together with their users in all files.
 *
 * @param isPromised whether users of the package get promises, as for `findClosedFunctions`
 */
export async function convertOverFiles({ project, resolve, summaries }: SummarizedProject, cwd: string, planAll: PlanAll, isPromised: boolean): Promise<ConversionsOverFiles> {
  const files = [...summaries.keys()];
  const isProject = (file: string): boolean => summaries.has(file);
  const outside = new OutsideCode(files, isProject, resolve, cwd);
  const manifests = new PublicFiles(isProject, resolve);
  const found = findClosedFunctions(summaries, resolve, {
    isPublic: (file) => manifests.has(file),
    uses: (file, name) => outside.uses(file, name),
    replaces: (name) => outside.replaces(name),
    isExtended: (name) => outside.isExtended(name),
    mentions: (name) => outside.mentions(name),
    isInFolder: (file, from, folder) => file.startsWith(join(dirname(from), folder, sep)),
    nameOf,
  }, isPromised);
  const byFile = await decideConversions(found, files, (from, name) => project.locate(from, name), planAll);
  return { byFile, problems: manifests.problems };
}
