import { resolve } from 'node:path';

import type { Command } from '../command-line/arguments.js';
import { renderFileError, toFileError } from '../file-error.js';
import { FunctionRecord } from '../functions/function-record.js';
import { type FunctionRewrites, type FunctionTask, listFunctions, rewriteFunctions } from '../functions/function-rewrites.js';
import { editText } from '../interactive/edit-text.js';
import { type Keyboard, readKey } from '../interactive/keys.js';
import { renderColoredPatch } from '../output/color-patch.js';
import { renderPatch } from '../output/render-patch.js';
import { readProjectHere } from '../project/read-project-here.js';
import { detectLeftOut } from '../select/left-out.js';
import { readTextFile } from '../text-file.js';
import { type Journal, replaceJournaled } from '../undo/journal.js';
import { findProjectState } from '../undo/state-folder.js';
import { withJournal } from '../undo/write-session.js';
import { withParser } from '../with-parser.js';
import { type RunContext, select } from './run.js';

/** What the interactive run takes from its process. */
export interface InteractiveContext extends RunContext {
  readonly keyboard: Keyboard;
}

/** The exit status for Ctrl-C. In raw mode the terminal sends it as a key, not as a signal. */
const interrupted = 130;

const question = 'Rewrite this function? y yes, n no, a all from here, e edit, q quit ';

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

/** A file with functions to ask about. */
interface OpenFile {
  readonly task: FunctionTask;
  readonly functions: readonly FunctionRewrites[];
}

/** One session of questions and answers. */
class Session {
  readonly #context: InteractiveContext;
  readonly #command: Command;
  readonly #journal: Journal;
  readonly #declined: FunctionRecord;
  readonly #testFailed: FunctionRecord;
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
  }

  async run(): Promise<number> {
    const { print, signal } = this.#context;
    if (this.#declined.size > 0) print(`Going on from the last session, which left ${count(this.#declined.size)} as before.\n`);
    const files = await this.#openFiles();
    const total = files.reduce((sum, { functions }) => sum + functions.length, 0);
    let isEnded = false;
    for (const { task } of files) {
      isEnded = !(await this.#guard(task.path, () => this.#askAbout(task, total)));
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
  async #openFiles(): Promise<OpenFile[]> {
    const { config, progress, printError } = this.#context;
    const { files, errors } = await select(this.#command, this.#context);
    for (const { path, error } of errors) {
      printError(renderFileError(path, error));
      this.#failed = true;
    }
    const project = await readProjectHere(files.map(({ path }) => path), config.settings, this.#context.signal);
    const open: OpenFile[] = [];
    for (const [index, { path, named }] of files.entries()) {
      progress.show(index, files.length);
      await this.#guard(path, async () => {
        const testFailed = this.#testFailed.of(path);
        const task = { path, settings: config.settings, imported: project.importedBy(path), only: this.#command.only, testFailed };
        const text = this.#read(path);
        if (!named && detectLeftOut(text) !== null) return true;
        const functions = await this.#undecided(text, task);
        if (functions.length > 0) open.push({ task, functions });
        return true;
      });
    }
    progress.clear();
    return open;
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

  /** The functions that can be rewritten and that the user has not declined. */
  async #undecided(text: string, task: FunctionTask): Promise<FunctionRewrites[]> {
    const declined = this.#declined.of(task.path);
    return (await listFunctions(text, task)).filter(({ id }) => !declined.includes(id));
  }

  /** @returns whether to go on with the next file */
  async #askAbout(task: FunctionTask, total: number): Promise<boolean> {
    const seen = new Set<string>();
    for (;;) {
      const text = this.#read(task.path);
      // The functions are listed again after each write, since it moves those below and can make others rewritable.
      const next = (await this.#undecided(text, task)).find(({ id }) => !seen.has(id));
      if (!next) return true;
      seen.add(next.id);
      const proposal = await rewriteFunctions(text, task, new Set([next.id]));
      if (proposal === text) continue;
      this.#asked += 1;
      if (this.#answersAll) this.#write(task.path, text, proposal);
      else if (!(await this.#ask(task, next, { text, proposal }, total))) return false;
    }
  }

  /** Shows one function and waits for an answer. @returns whether to go on, which quitting and Ctrl-C deny */
  async #ask(task: FunctionTask, fn: FunctionRewrites, { text, proposal }: { text: string; proposal: string }, total: number): Promise<boolean> {
    const { print, paint, keyboard, signal } = this.#context;
    print(`\n${paint('bold', `${task.path}:${fn.line}`)}  ${this.#asked} of ${Math.max(total, this.#asked)}\n`);
    print(renderColoredPatch(renderPatch(task.path, text, [{ range: [0, text.length], text: proposal }]), paint));
    for (;;) {
      const key = await readKey(keyboard, 'ynaeq', signal, () => print(question));
      print(`${key ?? ''}\n`);
      if (key === 'y' || key === 'a') {
        this.#answersAll = key === 'a';
        this.#write(task.path, text, proposal);
        return true;
      }
      if (key === 'n') {
        this.#declined.add(task.path, fn.id);
        return true;
      }
      if (key === null) this.#isInterrupted = true;
      if (key !== 'e') return false;
      if (await this.#edit(task.path, text, proposal)) return true;
    }
  }

  /** Opens the proposal in the user's editor. @returns whether the edited text was written; if not, the reason was printed */
  async #edit(path: string, text: string, proposal: string): Promise<boolean> {
    try {
      const edited = editText(proposal, path, this.#context.env);
      await withParser(path, (parse) => parse(edited, path));
      this.#write(path, text, edited);
      return true;
    } catch (error) {
      this.#context.printError(renderFileError(path, toFileError(error)));
      return false;
    }
  }

  #write(path: string, before: string, after: string): void {
    if (this.#read(path) !== before) throw new Error('changed by somebody else, and left as it is');
    replaceJournaled(this.#journal, resolve(this.#context.cwd, path), before, after);
    this.#written += 1;
  }
}

function count(functions: number): string {
  return `${functions} function${functions === 1 ? '' : 's'}`;
}
