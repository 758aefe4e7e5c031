import { resolve } from 'node:path';

import { type LeftOut, readTextFile } from '@uncallback/project-files';

import { findCacheFolder } from '../cache/cache-folder.js';
import type { Command } from '../command-line/arguments.js';
import { renderFileError, toFileError } from '../file-error.js';
import { type FileReport, reportError } from '../file-report.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import { isFormatName } from '../formats/format-names.js';
import { FunctionRecord } from '../functions/function-record.js';
import { type Output, createOutput } from '../output/output.js';
import { summarize } from '../output/summary.js';
import { processFiles } from '../process/process-files.js';
import { reportAfter } from '../process/report-after.js';
import { ResultCache } from '../process/result-cache.js';
import type { UnlinkedTask } from '../process/tasks.js';
import { writeReport } from '../report/write-report.js';
import { type SelectedFile, type Selection, comparePaths } from '../select/select-files.js';
import { type Journal, readEntries } from '../undo/journal.js';
import { findProjectState } from '../undo/state-folder.js';
import { type Limit, findExcess, listRewritable } from './remaining.js';
import { type RunContext, openFormat, select } from './run-context.js';

/** One preview, write or scan of the selected files, see `runCommand`. */
export class FileRun {
  readonly #command: Command;
  readonly #context: RunContext;
  readonly #limit: Limit | null;
  readonly #journal: Journal | null;
  readonly #output: Output;
  readonly #reports: FileReport[] = [];
  readonly #leftOut: LeftOut[] = [];
  /** The diffs of an HTML report, by path. */
  readonly #patches = new Map<string, string>();
  readonly #isReported: boolean;
  /** Whether the text summary is all that the reports are for. */
  readonly #isBrief: boolean;
  /** After a write, places are those of the new texts, which are known at the end. */
  readonly #isHeld: boolean;
  /** Whether there is a report of all rules. */
  readonly #hasRules: boolean;
  /** With whole functions the files are right only together, so that a fix of one function would not be. */
  readonly #hasFixes: boolean;

  /**
   * @param limit how many callbacks may remain; null for any number
   * @param journal records what is written; null to write nothing
   */
  constructor(command: Command, context: RunContext, limit: Limit | null, journal: Journal | null) {
    this.#command = command;
    this.#context = context;
    this.#limit = limit;
    this.#journal = journal;
    this.#output = createOutput(command, context);
    this.#isReported = command.report !== null;
    this.#isBrief = !this.#isReported && (command.output === 'text' || command.output === 'json-lines');
    this.#isHeld = command.mode === 'write' && command.output === 'json-lines';
    this.#hasRules = isFormatName(command.output);
    this.#hasFixes = command.output === 'sarif' && !command.functions;
  }

  /** @returns the exit status; a run happens once */
  async run(): Promise<number> {
    const { progress, printError, signal } = this.#context;
    const { files, errors } = await this.#select();
    for (const { path, error } of errors) this.#add(reportError(path, error), null);
    const tasks = await this.#prepare(files);
    if (typeof tasks === 'string') {
      progress.clear();
      printError(tasks);
      return 2;
    }
    const format = this.#command.format && (this.#journal !== null || this.#showsDiff) ? await openFormat(this.#context, this.#journal === null ? [] : files.map(({ path }) => path)) : null;
    await this.#process(tasks, format, errors.length);
    if (signal.aborted) {
      const done = this.#reports.length + this.#leftOut.length - errors.length;
      // Workers may have written files whose results are not read yet, so only the journal has the right count.
      printError(`interrupted: ${this.#journal === null ? `${done} of ${files.length} files are done` : renderInterrupted(readEntries(this.#journal).length)}`);
      return 2;
    }
    if (this.#journal !== null) await this.#finishWrite(this.#journal, tasks, format);
    this.#reports.sort((a, b) => comparePaths(a.path, b.path));
    if (this.#isHeld) for (const report of this.#reports) this.#output.file(report, null);
    // Where no file was found, the errors say all.
    if (files.length > 0 || errors.length === 0 || this.#command.output !== 'text') this.#output.end(this.#reports, this.#leftOut);
    return this.#conclude();
  }

  /** The files to process, none where a write would mix with changes that are not committed. */
  async #select(): Promise<Pick<Selection, 'files' | 'errors'>> {
    const { mode, paths, force } = this.#command;
    const selection = await select(this.#command, this.#context);
    if (mode !== 'write' || force) return selection;
    const { findUncommitted } = await import('../select/uncommitted.js');
    const uncommitted = findUncommitted(paths, selection.files, this.#context.cwd);
    return uncommitted === null ? selection : { files: [], errors: [uncommitted] };
  }

  get #showsDiff(): boolean {
    const { mode, output, detail } = this.#command;
    return this.#isReported || (mode === 'preview' && output === 'text' && detail !== 'quiet');
  }

  /** @returns what is to be done with each file; a message where `--function` names none */
  async #prepare(files: readonly SelectedFile[]): Promise<readonly UnlinkedTask[] | string> {
    const { mode, only, output, selected: names } = this.#command;
    const { config, cwd, env } = this.#context;
    const selected = names.length === 0 ? null : await (await import('../functions/selected-functions.js')).findSelected(names, files, config.settings, cwd);
    if (typeof selected === 'string') return selected;
    const recorded = new FunctionRecord('test-failed', findProjectState(cwd, env), cwd);
    const isRead = mode !== 'write';
    const common = {
      mode,
      kinds: mode !== 'scan' && !this.#isReported && output === 'text' ? ('error-first' as const) : ('all' as const),
      diff: this.#showsDiff,
      rules: this.#hasRules && isRead,
      fixes: this.#hasFixes && isRead,
      excerpts: this.#isReported,
      settings: config.settings,
      only,
      journal: this.#journal,
    };
    return files.map((file) => ({ ...file, ...common, selected: selected && (selected.get(file.path) ?? []), testFailed: recorded.of(file.path) }));
  }

  /** Processes the files, until the run is interrupted. */
  async #process(tasks: readonly UnlinkedTask[], format: ProjectFormat | null, failed: number): Promise<void> {
    const { jobs, signal, progress, printError } = this.#context;
    const { includeTests } = this.#command;
    const realPaths = new Map(tasks.map(({ path, realPath }) => [path, realPath]));
    const cache = this.#openCache();
    try {
      for await (const result of processFiles(tasks, { jobs, signal, printError, includeTests, cache })) {
        if (result.leftOut === null) this.#add(result.report, await this.#formatted(result.report.path, result.patch, realPaths, format));
        else this.#leftOut.push(result.leftOut);
        if (signal.aborted) break;
        progress.show(this.#reports.length + this.#leftOut.length - failed, tasks.length);
      }
    } finally {
      const problem = cache?.close() ?? null;
      if (problem !== null && this.#command.cache !== 'default') printError(`the cache cannot be written: ${toFileError(problem).message}`);
    }
    progress.clear();
  }

  #openCache(): ResultCache | null {
    const { cache } = this.#command;
    const { cwd, env } = this.#context;
    if (cache === null) return null;
    return new ResultCache(cache === 'default' ? findCacheFolder(cwd, env) : resolve(cwd, cache.folder));
  }

  /** The diff that a preview shows: as the project's formatter will leave the text. */
  async #formatted(path: string, patch: string | null, realPaths: ReadonlyMap<string, string>, format: ProjectFormat | null): Promise<string | null> {
    const realPath = realPaths.get(path);
    if (patch === null || realPath === undefined || format === null || this.#command.mode !== 'preview') return patch;
    return (await import('../output/formatted-patch.js')).previewFormatted(format, path, realPath, patch);
  }

  #add(report: FileReport, patch: string | null): void {
    this.#reports.push(this.#isBrief ? keepErrorFirst(report) : report);
    if (this.#isReported && patch !== null) this.#patches.set(report.path, patch);
    if (report.error !== null) this.#context.printError(renderFileError(report.path, report.error));
    if (!this.#isHeld) this.#output.file(report, patch);
  }

  /** Formats what was written, and brings the reports to the new texts. */
  async #finishWrite(journal: Journal, tasks: readonly UnlinkedTask[], format: ProjectFormat | null): Promise<void> {
    if (format !== null) await this.#formatWritten(journal, tasks, format);
    if (this.#command.detail === 'quiet') return;
    const before = new Map(readEntries(journal).map((entry) => [entry.path, entry.before]));
    const written = tasks.filter(({ realPath }) => before.has(realPath));
    const current = this.#hasRules ? await this.#scanAgain(written) : await reportsAfter(this.#reports, written, before);
    for (const [index, report] of this.#reports.entries()) this.#reports[index] = current.get(report.path) ?? report;
  }

  async #formatWritten(journal: Journal, tasks: readonly UnlinkedTask[], format: ProjectFormat): Promise<void> {
    const { output, detail } = this.#command;
    const written = readEntries(journal).map((entry) => ({ path: entry.path, before: entry.before, text: readTextFile(entry.path) }));
    const formatted = await format.format(journal, written);
    for (const { path, realPath } of this.#isReported ? tasks : []) {
      const text = formatted.get(realPath);
      if (text !== undefined) this.#patches.set(path, (await import('../output/formatted-patch.js')).renderChange(path, written.find((file) => file.path === realPath)!.before, text));
    }
    if (formatted.size > 0 && output === 'text' && detail !== 'quiet') this.#context.print(`${formatted.size} ${formatted.size === 1 ? 'file' : 'files'} formatted with the project's formatter\n`);
  }

  /** Reports what is in files that were written, as a scan would. */
  async #scanAgain(written: readonly UnlinkedTask[]): Promise<ReadonlyMap<string, FileReport>> {
    const { jobs, signal, printError } = this.#context;
    const tasks = written.map((task) => ({ ...task, mode: 'scan' as const, kinds: 'all' as const, rules: true, fixes: this.#hasFixes, selected: null, journal: null }));
    const reports = new Map<string, FileReport>();
    for await (const result of processFiles(tasks, { jobs, signal, printError, includeTests: this.#command.includeTests, cache: null })) {
      if (result.leftOut === null) reports.set(result.report.path, result.report);
    }
    return reports;
  }

  /** Writes the HTML report, and says what is above the limit. @returns the exit status */
  #conclude(): number {
    const { mode, output, detail, report } = this.#command;
    const { config, cwd, printError } = this.#context;
    const problem = report === null ? null : writeReport(report, { mode, reports: this.#reports, patches: this.#patches, cwd, settings: config.settings });
    if (problem !== null) printError(problem);
    const { errors, rewrittenFiles } = summarize(this.#reports);
    if (errors > 0 || problem !== null) return 2;
    const excess = this.#limit === null ? [] : findExcess(this.#reports, mode === 'write', this.#limit);
    for (const line of excess) printError(line);
    if (mode === 'preview' && output === 'text' && detail === 'quiet') for (const line of listRewritable(this.#reports)) printError(line);
    return excess.length > 0 || (mode === 'preview' && rewrittenFiles > 0) ? 1 : 0;
  }
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
