import { resolve } from 'node:path';

import { detectLeftOut, readTextFile, realPathOf } from '@uncallback/project-files';

import type { Command } from '../command-line/arguments.js';
import { renderFileError, toFileError } from '../file-error.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import { FunctionRecord } from '../functions/function-record.js';
import { CallbackRewriter, type Candidate, type FunctionRewriter, type WorkedFile } from '../functions/function-rewriter.js';
import type { FunctionTask } from '../functions/function-rewrites.js';
import { WholeFunctionRewriter } from '../functions/whole-function-rewriter.js';
import { editText } from '../interactive/edit-text.js';
import { type Keyboard, readKey } from '../interactive/keys.js';
import { renderColoredPatch } from '../output/color-patch.js';
import { renderPatch } from '../output/render-patch.js';
import { readProjectHere } from '../project/read-project-here.js';
import { type Journal, replaceJournaled } from '../undo/journal.js';
import { findProjectState } from '../undo/state-folder.js';
import { withJournal } from '../undo/write-session.js';
import { type PendingWrite as Proposal, writeTogether } from '../undo/write-together.js';
import { withParser } from '../with-parser.js';
import { type RunContext, openFormat, select } from './run.js';

/** What the interactive run takes from its process. */
export interface InteractiveContext extends RunContext {
  readonly keyboard: Keyboard;
}

/** The exit status for Ctrl-C. In raw mode the terminal sends it as a key, not as a signal. */
const interrupted = 130;

const question = 'Rewrite this function? y yes, n no, a all from here, e edit, q quit ';

/** Several files change together: there is no one file to edit. */
const questionOfSeveral = 'Rewrite this function? y yes, n no, a all from here, q quit ';

/**
 * The flag `--interactive`: shows the rewrite of each function as a diff and asks whether to make it. A function that the user
 * accepts is written at once. A function that the user declines is recorded until the session has asked about all, so that a
 * session that was quit can be continued by the next one.
 *
 * @returns the exit status: 130 for Ctrl-C, 2 if a file had an error, else 0
 * @throws where the project's state cannot be read or written
 */
export async function runInteractive(command: Command, context: InteractiveContext): Promise<number> {
  return withJournal(context, (journal) => new Session(command, context, journal).run());
}

/** Files with functions to ask about that are planned together: one file, or, with whole functions, all. */
interface Group {
  readonly tasks: readonly FunctionTask[];
  /** The number of functions that can be rewritten. */
  readonly count: number;
}

/** One session of questions and answers. */
class Session {
  readonly #context: InteractiveContext;
  readonly #command: Command;
  readonly #journal: Journal;
  readonly #declined: FunctionRecord;
  readonly #testFailed: FunctionRecord;
  readonly #rewriter: FunctionRewriter;
  #format: ProjectFormat | null = null;
  #asked = 0;
  #written = 0;
  #failed = false;
  #answersAll = false;
  #isInterrupted = false;

  constructor(command: Command, context: InteractiveContext, journal: Journal) {
    const state = findProjectState(context.cwd, context.env);
    this.#command = command;
    this.#context = context;
    this.#journal = journal;
    this.#declined = new FunctionRecord('declined', state, context.cwd);
    this.#testFailed = new FunctionRecord('test-failed', state, context.cwd);
    const { functions, includeTests } = command;
    this.#rewriter = functions ? new WholeFunctionRewriter({ cwd: context.cwd, includeTests, testFailed: (path) => this.#testFailed.of(path) }) : new CallbackRewriter();
  }

  async run(): Promise<number> {
    const { print, signal } = this.#context;
    if (this.#declined.size > 0) print(`Going on from the last session, which left ${count(this.#declined.size)} as before.\n`);
    const groups = await this.#openGroups();
    const total = groups.reduce((sum, group) => sum + group.count, 0);
    let isEnded = false;
    for (const { tasks } of groups) {
      isEnded = !(await this.#guard(tasks[0]!.path, () => this.#askAbout(tasks, total)));
      if (isEnded || signal.aborted) break;
    }
    const left = this.#declined.size;
    if (!isEnded) this.#declined.remove();
    print(`\n${count(this.#written)} rewritten, ${left} left as ${left === 1 ? 'it is' : 'they are'}.\n`);
    if (isEnded) print('The next --interactive goes on from here.\n');
    if (this.#written > 0) print('`uncallback undo` restores what was there before.\n');
    if (this.#isInterrupted) return interrupted;
    return this.#failed ? 2 : 0;
  }

  /** Finds the files that have functions to ask about. */
  async #openGroups(): Promise<readonly Group[]> {
    const { config, progress, printError, signal } = this.#context;
    const { files, errors } = await select(this.#command, this.#context);
    for (const { path, error } of errors) {
      printError(renderFileError(path, error));
      this.#failed = true;
    }
    if (this.#command.format) this.#format = await openFormat(this.#context, files.map(({ path }) => path));
    const project = await readProjectHere(files.map(({ path }) => path), config.settings, signal);
    const tasks: FunctionTask[] = [];
    const open: Group[] = [];
    for (const [index, { path, named }] of files.entries()) {
      progress.show(index, files.length);
      await this.#guard(path, async () => {
        const testFailed = this.#testFailed.of(path);
        const task = { path, settings: config.settings, imported: project.importedBy(path), only: this.#command.only, testFailed };
        const text = this.#read(path);
        if (!named && detectLeftOut(text) !== null) return true;
        await withParser(path, (parse) => parse(text.replace(/^\uFEFF/, ''), path));
        tasks.push(task);
        if (!this.#command.functions) open.push({ tasks: [task], count: (await this.#undecided([{ task, text }])).length });
        return true;
      });
    }
    if (this.#command.functions && tasks.length > 0) open.push({ tasks, count: (await this.#undecided(this.#readAll(tasks))).length });
    progress.clear();
    return open.filter((group) => group.count > 0);
  }

  /** @returns what `work` returns; true if it throws, after the error was printed: the next file may still be processed */
  async #guard(path: string, work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      this.#context.printError(renderFileError(path, toFileError(error)));
      this.#failed = true;
      return true;
    }
  }

  #read(path: string): string {
    return readTextFile(resolve(this.#context.cwd, path));
  }

  #readAll(tasks: readonly FunctionTask[]): readonly WorkedFile[] {
    return tasks.map((task) => ({ task, text: this.#read(task.path) }));
  }

  /** The functions that can be rewritten and that the user has not declined, whole functions first: they take others along. */
  async #undecided(files: readonly WorkedFile[]): Promise<readonly Candidate[]> {
    const all = await this.#rewriter.list(files);
    const open = all.filter(({ file, id }) => !this.#declined.of(file.task.path).includes(id));
    return [...open.filter(({ isWhole }) => isWhole), ...open.filter(({ isWhole }) => !isWhole)];
  }

  /** @returns whether to go on with the next files */
  async #askAbout(tasks: readonly FunctionTask[], total: number): Promise<boolean> {
    const seen = new Set<string>();
    for (;;) {
      const files = this.#readAll(tasks);
      // The functions are listed again after each write, since it moves those below and can make others rewritable.
      const open = (await this.#undecided(files)).filter(({ id }) => !seen.has(id));
      const [next] = open;
      if (!next) return true;
      // To plan all files anew for each of the functions would take long.
      const chosen = this.#answersAll && this.#command.functions ? open : [next];
      for (const { id } of chosen) seen.add(id);
      const proposals = [...(await this.#rewriter.rewrite(files, chosen))].map(([{ task, text }, proposal]): Proposal => ({ path: task.path, before: text, after: proposal }));
      if (proposals.length === 0) continue;
      this.#asked += chosen.length;
      if (this.#answersAll) await this.#write(proposals, chosen.length);
      else if (!(await this.#ask(next, proposals, total))) return false;
    }
  }

  /** Shows one function and waits for an answer. @returns whether to go on, which quitting and Ctrl-C deny */
  async #ask({ file: { task }, id, line, isWhole, words }: Candidate, proposals: readonly Proposal[], total: number): Promise<boolean> {
    const { print, paint, keyboard, signal } = this.#context;
    print(`\n${paint('bold', `${task.path}:${line}`)}  ${isWhole ? `${words}  ` : ''}${this.#asked} of ${Math.max(total, this.#asked)}\n`);
    for (const { path, before, after } of proposals) print(renderColoredPatch(renderPatch(path, before, [{ range: [0, before.length], text: after }]), paint));
    const [only, ...others] = proposals;
    const isOne = only !== undefined && others.length === 0;
    for (;;) {
      const key = await readKey(keyboard, isOne ? 'ynaeq' : 'ynaq', signal, () => print(isOne ? question : questionOfSeveral));
      print(`${key ?? ''}\n`);
      if (key === 'y' || key === 'a') {
        this.#answersAll = key === 'a';
        await this.#write(proposals);
        return true;
      }
      if (key === 'n') {
        this.#declined.add(task.path, id);
        return true;
      }
      if (key === null) this.#isInterrupted = true;
      if (key !== 'e' || !only) return false;
      if (await this.#edit(only)) return true;
    }
  }

  /** Opens the proposal in the user's editor. @returns whether the edited text was written; if not, the reason was printed */
  async #edit({ path, before, after }: Proposal): Promise<boolean> {
    try {
      const edited = editText(after, path, this.#context.env);
      await withParser(path, (parse) => parse(edited, path));
      await this.#write([{ path, before, after: edited }]);
      return true;
    } catch (error) {
      this.#context.printError(renderFileError(path, toFileError(error)));
      return false;
    }
  }

  /** @param functions how many functions the new texts rewrite */
  async #write(proposals: readonly Proposal[], functions = 1): Promise<void> {
    const [only, ...others] = proposals.map(({ path, ...texts }) => ({ path: resolve(this.#context.cwd, path), ...texts }));
    if (!only) return;
    if (others.length > 0) {
      writeTogether(this.#journal, [only, ...others]);
    } else {
      if (readTextFile(only.path) !== only.before) throw new Error('changed by somebody else, and left as it is');
      replaceJournaled(this.#journal, only.path, only.before, only.after);
    }
    await this.#format?.format(this.#journal, [only, ...others].map(({ path, before, after }) => ({ path: realPathOf(path), before, text: after })));
    this.#written += functions;
  }
}

function count(functions: number): string {
  return `${functions} function${functions === 1 ? '' : 's'}`;
}
