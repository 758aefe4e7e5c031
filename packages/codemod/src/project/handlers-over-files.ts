import { dirname, join, sep } from 'node:path';

import { type FileConversions, type FileSummary, findHandlers, withoutConversions } from '@uncallback/project';
import { createResolver } from '@uncallback/project-files/resolve-file';

import { nameOf } from './outside-code.js';
import { PublicFiles } from './public-files.js';

/**
 * Finds the functions of a run's files that other files of the run pass to frameworks.
 *
 * @param summaries the summaries of the files, with their users, by real path
 * @returns what each file has to know, by its real path; nothing for a file without such functions
 */
export function handlersOver(summaries: ReadonlyMap<string, FileSummary>): ReadonlyMap<string, FileConversions> {
  const resolve = createResolver();
  const manifests = new PublicFiles((file) => summaries.has(file), resolve);
  const places = {
    isPublic: (file: string) => manifests.has(file),
    isInFolder: (file: string, from: string, folder: string) => file.startsWith(join(dirname(from), folder, sep)),
    nameOf,
  };
  return withoutConversions(findHandlers(summaries, resolve, places));
}
