import { relative, resolve } from 'node:path';

import { detectLeftOut, readTextFile } from '@uncallback/project-files';

import type { Command } from '../command-line/arguments.js';
import { bisect } from '../doctor/bisect.js';
import { type TestRun, runTests } from '../doctor/run-tests.js';
import { WorkedFiles } from '../doctor/worked-files.js';
import { renderFileError, toFileError } from '../file-error.js';
import { type FileReport, reportError } from '../file-report.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import { isFormatName } from '../formats/format-names.js';
import { FunctionRecord } from '../functions/function-record.js';
import { CallbackRewriter, type Candidate, type FunctionRewriter, type WorkedFile } from '../functions/function-rewriter.js';
import { WholeFunctionRewriter } from '../functions/whole-function-rewriter.js';
import { linesAfter } from '../output/line-changes.js';
import { createOutput } from '../output/output.js';
import { summarize } from '../output/summary.js';
import { processText } from '../process/process-file.js';
import { reportAfter } from '../process/report-after.js';
import { readProjectHere } from '../project/read-project-here.js';
import type { Selection } from '../select/select-files.js';
import { isTestFile } from '../select/test-files.js';
import { findUncommitted } from '../select/uncommitted.js';
import type { Journal } from '../undo/journal.js';
import { findProjectState } from '../undo/state-folder.js';
import { withJournal } from '../undo/write-session.js';
import { type RunContext, openFormat, select } from './run-context.js';

const functionsPerBatch = 40;

/** How many lines of the tests' output are shown for a function with which they fail. */
const shownLines = 15;

/**
 * How long a later test run may take, in milliseconds: five times the first run, plus half a minute for slow starts. A rewrite
 * that makes the tests wait for ever fails by this limit.
 */
const limitOf = ({ milliseconds }: TestRun): number => 30_000 + 5 * milliseconds;

/**
 * The command `doctor`: rewrites functions in batches and runs the tests after each. If they fail, it finds the function that
 * is to blame by bisection, restores it, and records it, so that later runs refuse it with `test-failed`.
 *
 * @returns the exit status: 2 if the tests fail before any rewrite, the run was interrupted or a file had an error; else 0
 * @throws where the project's state cannot be read or written, or a file was changed by another program
 */
export async function runDoctor(command: Command & { readonly test: string }, context: RunContext): Promise<number> {
  const { cwd, printError } = context;
  const selection = await select(command, context);
  const uncommitted = command.force ? null : findUncommitted(command.paths, selection.files, cwd);
  if (uncommitted !== null) {
    printError(renderFileError(uncommitted.path, uncommitted.error));
    return 2;
  }
  return withJournal(context, (journal) => new Doctor(command, context, journal).run(selection));
}

/** What was tried before, in this pass and earlier ones. */
interface Tried {
  /** The functions, by path and id. */
  readonly ids: Set<string>;
  /** Those with which the tests failed, by path and label: they are not tried again where a function in them has changed their ids. */
  readonly failed: Set<string>;
}

function idOf({ file, id }: Candidate): string {
  return `${file.task.path} ${id}`;
}

function labelOf({ file, label }: Candidate): string {
  return `${file.task.path} ${label}`;
}

/** The last lines of an output. */
function endOf(output: string): string {
  const lines = output.trimEnd().split('\n');
  return `${lines.slice(-shownLines).join('\n')}\n`;
}

/** One run of `doctor`. */
class Doctor {
  readonly #command: Command & { readonly test: string };
  readonly #context: RunContext;
  readonly #journal: Journal;
  readonly #failed: FunctionRecord;
  readonly #reports: FileReport[] = [];
  readonly #whole: WholeFunctionRewriter | null;
  readonly #rewriter: FunctionRewriter;
  #limit: number | null = null;
  #format: ProjectFormat | null = null;

  constructor(command: Command & { readonly test: string }, context: RunContext, journal: Journal) {
    this.#command = command;
    this.#context = context;
    this.#journal = journal;
    this.#failed = new FunctionRecord('test-failed', findProjectState(context.cwd, context.env), context.cwd);
    const { includeTests } = command;
    this.#whole = command.functions ? new WholeFunctionRewriter({ cwd: context.cwd, includeTests, testFailed: (path) => this.#failed.of(path) }) : null;
    this.#rewriter = this.#whole ?? new CallbackRewriter();
  }

  async run(selection: Selection): Promise<number> {
    const { signal, printError } = this.#context;
    try {
      const before = await this.#test('before anything is changed');
      if (!before.passed) {
        printError(`the tests fail before anything is changed: ${this.#command.test}`);
        this.#say(endOf(before.output));
        return 2;
      }
      this.#limit = limitOf(before);
      const files = await this.#readFiles(selection);
      if (this.#command.format) this.#format = await openFormat(this.#context, files.map(({ task }) => task.path));
      // A rewrite can make another function rewritable, so the files are searched again until there is nothing new to try.
      const tried: Tried = { ids: new Set(), failed: new Set() };
      for (let current = files; ; current = this.#reread(files)) {
        const pass = await this.#collect(current, tried);
        if (pass.length === 0) break;
        await this.#tryInBatches(current, pass, tried);
      }
      return await this.#report(files);
    } catch (error) {
      if (!signal.aborted) throw error;
      printError('interrupted: the files are as after the last batch that has passed');
      return 2;
    }
  }

  async #readFiles({ files, errors }: Selection): Promise<WorkedFile[]> {
    for (const { path, error } of errors) this.#addError(reportError(path, error));
    const { only, includeTests } = this.#command;
    const { settings } = this.#context.config;
    const project = await readProjectHere(files.map(({ path }) => path), settings, this.#context.signal);
    return files.flatMap(({ path, named }) => {
      if (!named && !includeTests && isTestFile(path)) return [];
      try {
        const text = readTextFile(resolve(this.#context.cwd, path));
        if (!named && detectLeftOut(text) !== null) return [];
        return [{ task: { path, settings, imported: project.importedBy(path), only, testFailed: this.#failed.of(path) }, text }];
      } catch (error) {
        this.#addError(reportError(path, toFileError(error)));
        return [];
      }
    });
  }

  #reread(files: readonly WorkedFile[]): WorkedFile[] {
    return files.map(({ task }) => ({
      task: { ...task, testFailed: this.#failed.of(task.path) },
      text: readTextFile(resolve(this.#context.cwd, task.path)),
    }));
  }

  /** Lists the functions that can be rewritten and were not tried, and adds them to `tried`. A file that does not parse has none. */
  async #collect(files: readonly WorkedFile[], tried: Tried): Promise<Candidate[]> {
    const all = await this.#rewriter.list(files);
    const found = all.filter((candidate) => !tried.ids.has(idOf(candidate)) && !tried.failed.has(labelOf(candidate)));
    for (const candidate of found) tried.ids.add(idOf(candidate));
    // Single callbacks first: where the tests fail with one of them, the whole functions that it calls can change without it.
    return [...found.filter(({ isWhole }) => !isWhole), ...found.filter(({ isWhole }) => isWhole)];
  }

  /**
   * Rewrites the candidates in batches and runs the tests after each batch. A candidate stays rewritten if the tests pass with it;
   * otherwise it is restored and recorded, so that later runs refuse it.
   */
  async #tryInBatches(files: readonly WorkedFile[], candidates: readonly Candidate[], tried: Tried): Promise<void> {
    // The output of the last run that failed with a candidate: that with the fewest others.
    const outputs = new Map<Candidate, string>();
    const worked = new WorkedFiles(this.#journal, this.#context.cwd, files, this.#rewriter, this.#format);
    const passes = async (part: readonly Candidate[]): Promise<boolean> => {
      await worked.try(part);
      const { passed, output } = await this.#test(`with ${part.length} more of ${candidates.length} functions`);
      if (!passed) for (const candidate of part) outputs.set(candidate, output);
      return passed;
    };
    try {
      for (let start = 0; start < candidates.length; start += functionsPerBatch) {
        await bisect(
          candidates.slice(start, start + functionsPerBatch),
          passes,
          (part) => worked.keep(part),
          async (candidate) => {
            tried.failed.add(labelOf(candidate));
            const { file, id, line, words } = candidate;
            this.#failed.add(file.task.path, id);
            const output = outputs.get(candidate) ?? '';
            const path = relative(this.#context.cwd, this.#failed.keepText(id, output));
            const now = linesAfter(file.text, await worked.keptTextOf(file))(line);
            this.#say(`${file.task.path}:${now}: restored, since the tests fail with ${words} rewritten; their output is in ${path}\n`);
            if (output.trim() !== '') this.#say(endOf(output).replace(/^(?=.)/gm, '    '));
          },
        );
      }
    } finally {
      await worked.try([]);
    }
  }

  /** Runs the tests and prints the outcome. `what` says in the output with which functions they run. */
  async #test(what: string): Promise<TestRun> {
    const { cwd, signal } = this.#context;
    this.#say(`${this.#command.test}, ${what}: `);
    const run = await runTests(this.#command.test, cwd, signal, this.#limit);
    this.#say(`${run.passed ? 'passed' : 'failed'} in ${(run.milliseconds / 1000).toFixed(1)} s\n`);
    if (this.#command.detail === 'verbose' && !run.passed) this.#say(endOf(run.output));
    return run;
  }

  /** Prints the output of the run, and returns the exit status. */
  async #report(files: readonly WorkedFile[]): Promise<number> {
    const output = createOutput(this.#command, this.#context);
    const whole = await this.#whole?.process(files, null);
    for (const { report } of whole?.values() ?? []) this.#reports.push(report);
    for (const { task, text } of whole ? [] : files) {
      try {
        const { report } = await processText(text, { ...task, mode: 'write', selected: null, kinds: 'all', rules: false, fixes: false, excerpts: false, conversions: null, testFailed: this.#failed.of(task.path) });
        this.#reports.push(report);
      } catch (error) {
        this.#addError(reportError(task.path, toFileError(error)));
      }
    }
    for (const [index, report] of this.#reports.entries()) this.#reports[index] = await this.#reportNow(report, files);
    for (const report of this.#reports) output.file(report, null);
    output.end(this.#reports, []);
    const { errors, refusals } = summarize(this.#reports);
    if (refusals['test-failed']) this.#say(`Recorded in ${relative(this.#context.cwd, this.#failed.path)}; delete it to try them again.\n`);
    return errors > 0 ? 2 : 0;
  }

  /** The report of a file as it is now. In a format for CI, that is what a scan reports. */
  async #reportNow(report: FileReport, files: readonly WorkedFile[]): Promise<FileReport> {
    const file = files.find(({ task }) => task.path === report.path);
    if (!file || report.error !== null) return report;
    const text = readTextFile(resolve(this.#context.cwd, report.path));
    const { output, functions } = this.#command;
    if (!isFormatName(output)) return text === file.text ? report : reportAfter(report, file.text, text);
    const testFailed = this.#failed.of(report.path);
    return (await processText(text, { ...file.task, mode: 'scan', selected: null, kinds: 'all', rules: true, fixes: output === 'sarif' && !functions, excerpts: false, conversions: null, testFailed })).report;
  }

  #addError(report: FileReport): void {
    if (report.error !== null) this.#context.printError(renderFileError(report.path, report.error));
    this.#reports.push(report);
  }

  #say(text: string): void {
    if (this.#command.output === 'text' && this.#command.detail !== 'quiet') this.#context.print(text);
  }
}
