import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

import { createFileError, toFileError } from './file-error.js';
import { type FileReport, reportError, reportSites } from './file-report.js';
import { type LeftOut, detectLeftOut } from './select/left-out.js';
import { migrate, scan } from './migrate.js';
import { readTextFile, replaceTextFile } from './text-file.js';
import { type Parse, withParser } from './with-parser.js';

/** What is to be done with one file; plain data, so that it can go to a worker. */
export interface FileTask {
  readonly path: string;
  /** Named on the command line: taken whatever it looks like. */
  readonly named: boolean;
  readonly mode: 'preview' | 'write' | 'scan';
  /** Whether a preview renders its diff, which of a large file takes longer than the rewrite. */
  readonly diff: boolean;
  readonly idiomatic: boolean;
}

/** What was done: a report, with the unified diff where one is wanted; or the file was left out. */
export type FileResult =
  | { readonly leftOut: null; readonly report: FileReport; readonly patch: string | null }
  | { readonly leftOut: LeftOut };

/** Reads, rewrites and (on `write`) replaces one file. Never throws: what goes wrong is in the report. */
export async function processFile(task: FileTask): Promise<FileResult> {
  try {
    const text = readTextFile(task.path);
    const leftOut = task.named ? null : detectLeftOut(text);
    return leftOut === null ? await withParser(task.path, (parse) => processText(text, parse, task)) : { leftOut };
  } catch (error) {
    return { leftOut: null, report: reportError(task.path, toFileError(error)), patch: null };
  }
}

function processText(text: string, parse: Parse, { path, mode, diff, idiomatic }: FileTask): FileResult {
  if (mode === 'scan') {
    const { sites, plans } = scan(text, path, parse, { idiomatic });
    const status = [...plans.values()].some((plan) => plan.action === 'rewrite') ? 'rewritten' : 'unchanged';
    return { leftOut: null, report: { path, status, error: null, sites: reportSites(sites, plans) }, patch: null };
  }
  const result = migrate(text, path, parse, { idiomatic });
  const sites = reportSites(result.sites, result.plans);
  if (result.failure !== null) {
    const error = createFileError(`verification-failed: ${result.failure}`);
    return { leftOut: null, report: reportError(path, error, sites), patch: null };
  }
  const isChanged = result.text !== text;
  if (isChanged && mode === 'write') replaceTextFile(path, result.text);
  return {
    leftOut: null,
    report: { path, status: isChanged ? 'rewritten' : 'unchanged', error: null, sites },
    patch: isChanged && diff && mode === 'preview' ? renderPatch(path, text, result.text) : null,
  };
}

/** Renders a diff that `git apply` and `patch -p1` take. */
function renderPatch(path: string, before: string, after: string): string {
  const name = path.replace(/^\/+/, '');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
