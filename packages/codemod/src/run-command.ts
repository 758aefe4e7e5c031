import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Command } from './command-line/arguments.js';
import type { Paint } from './output/color.js';
import { type FileError, createFileError, renderFileError, toFileError } from './file-error.js';
import { type FileReport, reportError } from './file-report.js';
import { renderJsonDocument } from './output/json-document.js';
import type { LeftOut } from './select/left-out.js';
import { processFiles } from './process-files.js';
import { renderColoredPatch } from './output/render-patch.js';
import { renderSites, renderSummary } from './output/render-summary.js';
import { countUncommitted, findRepository } from './select/repository.js';
import { comparePaths, selectFiles } from './select/select-files.js';
import { summarize } from './output/summary.js';

/** What a run needs of its process. */
export interface RunContext {
  readonly cwd: string;
  readonly jobs: number;
  readonly paint: Paint;
  readonly print: (text: string) => void;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * Previews, writes or scans. What can be printed at once is, in the order of the paths.
 *
 * @returns the exit status
 */
export async function runCommand(command: Command, context: RunContext): Promise<number> {
  const { mode, json, force, idiomatic, paths } = command;
  const { cwd, jobs, paint, print, printError } = context;
  const reports: FileReport[] = [];
  const leftOut: LeftOut[] = [];
  const add = (report: FileReport, patch: string | null): void => {
    reports.push(report);
    if (report.error !== null) printError(renderFileError(report.path, report.error));
    if (!json) print(renderReport(report, patch, mode, paint));
  };

  const uncommitted = mode === 'write' && !force ? findUncommitted(paths, cwd) : null;
  const { files, errors } = uncommitted === null ? selectFiles(paths, cwd) : { files: [], errors: [uncommitted] };
  for (const { path, error } of errors) add(reportError(path, error), null);
  const tasks = files.map((file) => ({ ...file, mode, diff: !json, idiomatic }));
  for await (const result of processFiles(tasks, jobs)) {
    if (result.leftOut === null) add(result.report, result.patch);
    else leftOut.push(result.leftOut);
  }

  reports.sort((a, b) => comparePaths(a.path, b.path));
  if (json) print(renderJsonDocument(reports));
  else if (uncommitted === null) print(renderSummary(reports, leftOut, mode, paint));
  const { errors: failed, rewrittenFiles } = summarize(reports);
  if (failed > 0) return 2;
  return mode === 'preview' && rewrittenFiles > 0 ? 1 : 0;
}

function renderReport(report: FileReport, patch: string | null, mode: Command['mode'], paint: Paint): string {
  if (mode === 'scan') return renderSites(report, paint);
  if (patch !== null) return renderColoredPatch(patch, paint);
  return mode === 'write' && report.status === 'rewritten' ? `${report.path}\n` : '';
}

/** The first path that lies in a git repository with uncommitted changes, which a rewrite would mix with its own. */
function findUncommitted(paths: readonly string[], cwd: string): { path: string; error: FileError } | null {
  const seen = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const repository = findRepository(existsSync(absolute) ? realpathSync(absolute) : absolute);
    if (repository === null || seen.has(repository)) continue;
    seen.add(repository);
    const error = checkCommitted(repository);
    if (error !== null) return { path, error };
  }
  return null;
}

function checkCommitted(repository: string): FileError | null {
  try {
    const changes = countUncommitted(repository);
    if (changes === 0) return null;
    const what = changes === 1 ? 'an uncommitted change' : `${changes} uncommitted changes`;
    return createFileError(`the git tree has ${what}: commit first, or go on with --force`);
  } catch (error) {
    return createFileError(`git cannot tell about uncommitted changes (${toFileError(error).message}): --force goes on`);
  }
}
