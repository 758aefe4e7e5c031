import { resolve } from 'node:path';

import { type FileError, createFileError, renderFileError, toFileError } from '../file-error.js';
import { type JsonDocument, type JsonFile, printDocument } from '../output/json-document.js';
import { readJsonDocument } from '../output/read-json-document.js';
import { summarize } from '../output/summary.js';
import { comparePaths } from '../select/select-files.js';

/** What `merge` takes from its process. */
export interface MergeContext {
  readonly cwd: string;
  readonly print: (text: string) => void;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * The command `merge`: combines several `--json` documents, such as one for each shard, into the document that a single run
 * would have printed, and prints it.
 *
 * @param paths the paths of the documents
 * @returns the exit status: 2, and nothing is printed, if a document cannot be read or two of them report the same file; 2
 *   also if a document reports an error of a file; else 0
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
