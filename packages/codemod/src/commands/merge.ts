import { resolve } from 'node:path';

import { type FileError, createFileError, renderFileError, toFileError } from '../file-error.js';
import { type JsonDocument, type JsonFile, printDocument } from '../output/json-document.js';
import { readJsonDocument } from '../output/read-json-document.js';
import { summarize } from '../output/summary.js';
import { comparePaths } from '../select/select-files.js';

/** What merging needs of its process. */
export interface MergeContext {
  readonly cwd: string;
  readonly print: (text: string) => void;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * Merges the documents of `--json`, such as those of shards, into the one that a single run would have printed.
 *
 * @param paths the documents
 * @returns the exit status: 2 where a document cannot be read or a file is in two of them, then nothing is printed; also
 *   where one of the files had an error
 */
export function mergeDocuments(paths: readonly string[], { cwd, print, printError }: MergeContext): number {
  const origins = new Map<string, string>();
  const files: JsonFile[] = [];
  const errors: [path: string, error: FileError][] = [];
  for (const path of paths) {
    try {
      for (const file of readJsonDocument(resolve(cwd, path)).files) {
        const other = origins.get(file.path);
        if (other !== undefined) throw new Error(`${file.path} is in ${other} too`);
        origins.set(file.path, path);
        files.push(file);
      }
    } catch (error) {
      errors.push([path, toFileError(error)]);
    }
  }
  for (const [path, error] of errors) printError(renderFileError(path, error));
  if (errors.length > 0) return 2;
  files.sort((a, b) => comparePaths(a.path, b.path));
  const reports = files.map(({ message, ...file }) => ({ ...file, error: message === null ? null : createFileError(message) }));
  const document: JsonDocument = { version: 1, summary: summarize(reports), files };
  print(printDocument(document));
  return document.summary.errors > 0 ? 2 : 0;
}
