import { resolve } from 'node:path';

import { type LeftOut, readTextFile, realPathOf } from '@uncallback/project-files';

import { findCacheFolder } from '../cache/cache-folder.js';
import { type Command, commandNames } from '../command-line/arguments.js';
import { findNear } from '../command-line/flags.js';
import type { Config } from '../config/load-config.js';
import { renderFileError, toFileError } from '../file-error.js';
import { type FileReport, reportError } from '../file-report.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import { isFormatName } from '../formats/format-names.js';
import { FunctionRecord } from '../functions/function-record.js';
import { createOutput, type OutputPlace } from '../output/output.js';
import type { Progress } from '../output/progress.js';
import { readJsonDocument } from '../output/read-json-document.js';
import { summarize } from '../output/summary.js';
import { processFiles } from '../process/process-files.js';
import { reportAfter } from '../process/report-after.js';
import { ResultCache } from '../process/result-cache.js';
import type { UnlinkedTask } from '../process/tasks.js';
import { writeReport } from '../report/write-report.js';
import { findExcess, type Limit, limitBy, listRewritable } from './remaining.js';
import { type Selection, comparePaths } from '../select/select-files.js';
import { narrowSelection } from '../select/narrow.js';
import { type Journal, readEntries } from '../undo/journal.js';
import { findProjectState } from '../undo/state-folder.js';
import { withJournal } from '../undo/write-session.js';

/** What a run takes from its process. */
export interface RunContext extends OutputPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly config: Config;
  readonly jobs: number;
  readonly progress: Progress;
  /** Aborted by a signal such as Ctrl-C: the run then ends after the files that are being processed. */
  readonly signal: AbortSignal;
  /** Prints one line about an error. */
  readonly printError: (line: string) => void;
}

/**
 * The default command: previews, writes or scans the selected files. The output of each file is printed as soon as it and all
 * files before it are done.
 *
 * @returns the exit status: 2 if an option is wrong, a file had an error or the run was interrupted; 1 if a preview found
 *   something to change or more callbacks remain than allowed; else 0
 * @throws where the project's state cannot be read or written, or a worker cannot be started
 */
export async function runCommand(command: Command, context: RunContext): Promise<number> {
  const { cwd, printError } = context;
  let limit: Limit | null;
  try {
    limit = readLimit(command.limit, cwd);
  } catch (error) {
    const { baseline } = command.limit as { readonly baseline: string };
    printError(`--baseline ${baseline}: ${toFileError(error).message}`);
    return 2;
  }
  if (command.mode !== 'write') return process(command, context, limit, null);
  return withJournal(context, (journal) => process(command, context, limit, journal));
}

async function process(command: Command, context: RunContext, limit: Limit | null, journal: Journal | null): Promise<number> {
  const { mode, only, paths } = command;
  const { cwd, config, jobs, progress, signal, printError } = context;
  const output = createOutput(command, context);
  const reports: FileReport[] = [];
  const leftOut: LeftOut[] = [];
  const patches = new Map<string, string>();
  const isReported = command.report !== null;
  const isBrief = !isReported && (command.output === 'text' || command.output === 'json-lines');
  // After a write, places are those of the new texts, which are known at the end.
  const isHeld = mode === 'write' && command.output === 'json-lines';
  const add = (report: FileReport, patch: string | null): void => {
    reports.push(isBrief ? keepErrorFirst(report) : report);
    if (isReported && patch !== null) patches.set(report.path, patch);
    if (report.error !== null) printError(renderFileError(report.path, report.error));
    if (!isHeld) output.file(report, patch);
  };

  const selection = await select(command, context);
  const uncommitted = mode === 'write' && !command.force ? (await import('../select/uncommitted.js')).findUncommitted(paths, selection.files, cwd) : null;
  const { files, errors }: Pick<Selection, 'files' | 'errors'> = uncommitted === null ? selection : { files: [], errors: [uncommitted] };
  for (const { path, error } of errors) add(reportError(path, error), null);
  const diff = isReported || (mode === 'preview' && command.output === 'text' && command.detail !== 'quiet');
  // With whole functions the files are right only together, so that a fix of one function would not be.
  const fixes = command.output === 'sarif' && !command.functions;
  const selected = command.selected.length === 0 ? null : await (await import('../functions/selected-functions.js')).findSelected(command.selected, files, config.settings, cwd);
  if (typeof selected === 'string') {
    progress.clear();
    printError(selected);
    return 2;
  }
  const recorded = new FunctionRecord('test-failed', findProjectState(cwd, context.env), cwd);
  const kinds = mode !== 'scan' && !isReported && command.output === 'text' ? ('error-first' as const) : ('all' as const);
  const rules = isFormatName(command.output);
  const common = { mode, kinds, diff, rules: rules && mode !== 'write', fixes: fixes && mode !== 'write', excerpts: isReported, settings: config.settings, only, journal };
  const tasks = files.map((file) => ({ ...file, ...common, selected: selected && (selected.get(file.path) ?? []), testFailed: recorded.of(file.path) }));
  const format = command.format && (journal !== null || diff) ? await openFormat(context, journal === null ? [] : files.map(({ path }) => path)) : null;
  const realPaths = new Map(files.map(({ path, realPath }) => [path, realPath]));
  const showFormatted = async ({ path }: FileReport, patch: string | null): Promise<string | null> => {
    const realPath = realPaths.get(path);
    if (patch === null || realPath === undefined || format === null || mode !== 'preview') return patch;
    return (await import('../output/formatted-patch.js')).previewFormatted(format, path, realPath, patch);
  };
  const cache = openCache(command, context);
  try {
    for await (const result of processFiles(tasks, { jobs, signal, printError, includeTests: command.includeTests, cache })) {
      if (result.leftOut === null) add(result.report, await showFormatted(result.report, result.patch));
      else leftOut.push(result.leftOut);
      if (signal.aborted) break;
      progress.show(reports.length + leftOut.length - errors.length, files.length);
    }
  } finally {
    const problem = cache?.close() ?? null;
    if (problem !== null && command.cache !== 'default') printError(`the cache cannot be written: ${toFileError(problem).message}`);
  }
  progress.clear();
  if (signal.aborted) {
    const done = reports.length + leftOut.length - errors.length;
    // Workers may have written files whose results are not read yet, so only the journal has the right count.
    printError(`interrupted: ${journal === null ? `${done} of ${files.length} files are done` : renderInterrupted(readEntries(journal).length)}`);
    return 2;
  }

  if (journal !== null && format !== null) {
    const written = readEntries(journal).map((entry) => ({ path: entry.path, before: entry.before, text: readTextFile(entry.path) }));
    const formatted = await format.format(journal, written);
    for (const { path, realPath } of isReported ? files : []) {
      const text = formatted.get(realPath);
      if (text !== undefined) patches.set(path, (await import('../output/formatted-patch.js')).renderChange(path, written.find((file) => file.path === realPath)!.before, text));
    }
    if (formatted.size > 0 && command.output === 'text' && command.detail !== 'quiet') context.print(`${formatted.size} ${formatted.size === 1 ? 'file' : 'files'} formatted with the project's formatter\n`);
  }

  if (journal !== null && command.detail !== 'quiet') {
    const before = new Map(readEntries(journal).map((entry) => [entry.path, entry.before]));
    const written = tasks.filter(({ realPath }) => before.has(realPath));
    const current = rules ? await scanAgain(written, fixes, command, context) : await reportsAfter(reports, written, before);
    for (const [index, report] of reports.entries()) reports[index] = current.get(report.path) ?? report;
  }
  reports.sort((a, b) => comparePaths(a.path, b.path));
  if (isHeld) for (const report of reports) output.file(report, null);
  // Where no file was found, the errors say all.
  if (files.length > 0 || errors.length === 0 || command.output !== 'text') output.end(reports, leftOut);
  const written = command.report === null ? null : writeReport(command.report, { mode, reports, patches, cwd, settings: config.settings });
  if (written !== null) printError(written);
  const { errors: failed, rewrittenFiles } = summarize(reports);
  if (failed > 0 || written !== null) return 2;
  const excess = limit === null ? [] : findExcess(reports, mode === 'write', limit);
  for (const line of excess) printError(line);
  if (mode === 'preview' && command.output === 'text' && command.detail === 'quiet') for (const line of listRewritable(reports)) printError(line);
  return excess.length > 0 || (mode === 'preview' && rewrittenFiles > 0) ? 1 : 0;
}

/** Reports what is in files that were written, as a scan would. */
async function scanAgain(written: readonly UnlinkedTask[], fixes: boolean, { includeTests }: Command, { jobs, signal, printError }: RunContext): Promise<ReadonlyMap<string, FileReport>> {
  const tasks = written.map((task) => ({ ...task, mode: 'scan' as const, kinds: 'all' as const, rules: true, fixes, selected: null, journal: null }));
  const reports = new Map<string, FileReport>();
  for await (const result of processFiles(tasks, { jobs, signal, printError, includeTests, cache: null })) {
    if (result.leftOut === null) reports.set(result.report.path, result.report);
  }
  return reports;
}

/** The reports of files that were written, with the places in their new texts. */
async function reportsAfter(reports: readonly FileReport[], written: readonly UnlinkedTask[], before: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, FileReport>> {
  const realPaths = new Map(written.map(({ path, realPath }) => [path, realPath]));
  const current = new Map<string, FileReport>();
  for (const report of reports) {
    const realPath = realPaths.get(report.path);
    const text = realPath === undefined ? undefined : before.get(realPath);
    if (realPath !== undefined && text !== undefined) current.set(report.path, await reportAfter(report, text, readTextFile(realPath)));
  }
  return current;
}

function renderInterrupted(count: number): string {
  if (count === 0) return 'nothing is written';
  return `${count} ${count === 1 ? 'file is' : 'files are'} written, \`uncallback undo\` restores what was there before`;
}

/** Drops callbacks that are not error-first, which the text summary does not need. Those of a large tree would fill the memory. */
function keepErrorFirst(report: FileReport): FileReport {
  const sites = report.sites.filter((site) => site.kind === 'error-first');
  const rules = report.rules?.map((each) => ({ ...each, site: each.site === null ? null : sites.indexOf(report.sites[each.site]!) }));
  return { ...report, sites, ...(rules && { rules }) };
}

/**
 * The formatters of the project, see `ProjectFormat.open`.
 *
 * @param paths the files that may be written
 */
export async function openFormat({ cwd, printError }: RunContext, paths: readonly string[]): Promise<ProjectFormat | null> {
  const { ProjectFormat } = await import('../formatter/project-format.js');
  return ProjectFormat.open(cwd, paths.map((path) => realPathOf(resolve(cwd, path))), printError);
}

function openCache({ cache }: Command, { cwd, env }: RunContext): ResultCache | null {
  if (cache === null) return null;
  return new ResultCache(cache === 'default' ? findCacheFolder(cwd, env) : resolve(cwd, cache.folder));
}

function readLimit(limit: Command['limit'], cwd: string): Limit | null {
  if (limit === null || typeof limit === 'number') return limit === null ? null : { max: limit, baseline: null };
  return limitBy(readJsonDocument(resolve(cwd, limit.baseline)));
}

/**
 * Finds the files to process: all source files in the command's paths. Ignored files are left out, and so are the files that
 * `--since`, `--staged` or `--shard` exclude: with `--since main`, every file that has not changed since `main`. A folder without
 * source files is mentioned, unless `--quiet` is set.
 *
 * @returns the files and the errors of paths; never throws: an error of git is reported for the flag that needed it
 */
export async function select(command: Command, { cwd, config, printError }: RunContext): Promise<Selection> {
  try {
    const ignore = [
      { folder: cwd, patterns: command.ignore },
      { folder: config.folder, patterns: config.settings.ignore ?? [] },
    ];
    const selection = await narrowSelection({ ...command, ignore }, cwd);
    if (command.detail !== 'quiet') for (const path of selection.empty) printError(`${path}: no JavaScript or TypeScript files found`);
    return { ...selection, errors: selection.errors.map(suggestCommand) };
  } catch (error) {
    const flag = command.changed === 'staged' ? '--staged' : '--since';
    return { files: [], errors: [{ path: flag, error: toFileError(error) }], empty: [] };
  }
}

/** Adds to the error of a path that does not exist the command that may be meant: `uncallback dcotor src`. */
function suggestCommand({ path, error }: Selection['errors'][number]): Selection['errors'][number] {
  const near = path.length > 2 && error.message.startsWith('no such file') ? findNear(path, commandNames) : null;
  return { path, error: near === null ? error : { ...error, message: `${error.message}; did you mean the command \`uncallback ${near}\`?` } };
}
