import { resolve } from 'node:path';

import { detectLeftOut, readTextFile, realPathOf } from '@uncallback/project-files';

import type { Command } from '../command-line/arguments.js';
import { renderFileError, toFileError } from '../file-error.js';
import type { ProjectFormat } from '../formatter/project-format.js';
import { FunctionRecord } from '../functions/function-record.js';
import { CallbackRewriter, type Candidate, type FunctionRewriter, type WorkedFile } from '../functions/function-rewriter.js';
import type { FunctionTask } from '../functions/function-rewrites.js';
import { WholeFunctionRewriter } from '../functions/whole-function-rewriter.js';
import { Answers } from '../interactive/answers.js';
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
import { type RunContext, openFormat, select } from './run-context.js';

/** What the interactive run takes from its process. */
export interface InteractiveContext extends RunContext {
  readonly keyboard: Keyboard;
}

/** The exit status for Ctrl-C. In raw mode the terminal sends it as a key, not as a signal. */
const interrupted = 130;

/** What the keys do, in the order of the question. */
const keys = {
  y: 'rewrite this function, at once',
  n: 'leave it as it is',
  a: 'rewrite it and all the others, without a question',
  e: 'edit the rewrite in VISUAL or EDITOR; what you save is written if it parses',
  t: 'show it in the other form, exact or idiomatic; y then takes that',
  b: 'take back the last answer: what it has written is restored, and it is asked about again',
  q: 'quit; the next session goes on from here',
  '?': 'show this list',
} as const;

type Key = keyof typeof keys;

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
  /** The functions that were asked about, by their ids. */
  readonly seen: Set<string>;
}

/** What to do once a function was asked about: go on, end, or go back to a group whose last answer was taken back. */
type Next = 'on' | 'end' | Group;

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
  readonly #answers = new Answers<Group>();
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
    for (let index = 0; index < groups.length && !isEnded && !signal.aborted; ) {
      const group = groups[index]!;
      const next = await this.#guard<Next>(group.tasks[0]!.path, () => this.#askAbout(group, total), 'on');
      isEnded = next === 'end';
      index = typeof next === 'string' ? index + 1 : groups.indexOf(next);
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
      const count = await this.#guard(path, async () => {
        const testFailed = this.#testFailed.of(path);
        const task = { path, settings: config.settings, imported: project.importedBy(path), only: this.#command.only, testFailed };
        const text = this.#read(path);
        if (!named && detectLeftOut(text) !== null) return 0;
        await withParser(path, (parse) => parse(text.replace(/^\uFEFF/, ''), path));
        tasks.push(task);
        return this.#command.functions ? 0 : (await this.#undecided([{ task, text }])).length;
      }, 0);
      if (count > 0) open.push({ tasks: tasks.slice(-1), count, seen: new Set() });
    }
    if (this.#command.functions && tasks.length > 0) open.push({ tasks, count: (await this.#undecided(this.#readAll(tasks))).length, seen: new Set() });
    progress.clear();
    return open.filter((group) => group.count > 0);
  }

  /** @returns what `work` returns; `otherwise` if it throws, after the error was printed: the next file may still be processed */
  async #guard<Result>(path: string, work: () => Promise<Result>, otherwise: Result): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.#context.printError(renderFileError(path, toFileError(error)));
      this.#failed = true;
      return otherwise;
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

  async #askAbout(group: Group, total: number): Promise<Next> {
    const { tasks, seen } = group;
    for (;;) {
      const files = this.#readAll(tasks);
      // The functions are listed again after each write, since it moves those below and can make others rewritable.
      const open = (await this.#undecided(files)).filter(({ id }) => !seen.has(id));
      const [next] = open;
      if (!next) return 'on';
      // To plan all files anew for each of the functions would take long.
      const chosen = this.#answersAll && this.#command.functions ? open : [next];
      for (const { id } of chosen) seen.add(id);
      const proposals = await this.#propose(files, chosen);
      if (proposals.length === 0) continue;
      this.#asked += chosen.length;
      if (this.#answersAll) {
        await this.#write(proposals, chosen.length);
        continue;
      }
      const answer = await this.#ask(group, next, files, proposals, total);
      if (answer !== 'on' && answer !== group) return answer;
    }
  }

  async #propose(files: readonly WorkedFile[], chosen: readonly Candidate[]): Promise<readonly Proposal[]> {
    return [...(await this.#rewriter.rewrite(files, chosen))].map(([{ task, text }, proposal]): Proposal => ({ path: task.path, before: text, after: proposal }));
  }

  /** The rewrite of a function in the other form, exact or idiomatic; none if that form refuses it. */
  async #proposeOther(files: readonly WorkedFile[], { id, line, file }: Candidate): Promise<readonly Proposal[]> {
    const others = files.map(({ task, text }) => ({ task: { ...task, settings: { ...task.settings, idiomatic: !task.settings.idiomatic } }, text }));
    const all = (await this.#rewriter.list(others)).filter((other) => other.file.task.path === file.task.path);
    const same = all.find((other) => other.id === id) ?? all.find((other) => other.line === line);
    return same ? this.#propose(others, [same]) : [];
  }

  #show({ file: { task }, line, isWhole, words }: Candidate, proposals: readonly Proposal[], total: number): void {
    const { print, paint } = this.#context;
    print(`\n${paint('bold', `${task.path}:${line}`)}  ${isWhole ? `${words}  ` : ''}${this.#asked} of ${Math.max(total, this.#asked)}\n`);
    for (const { path, before, after } of proposals) print(renderColoredPatch(renderPatch(path, before, [{ range: [0, before.length], text: after }]), paint));
  }

  /** Shows one function and waits for an answer. */
  async #ask(group: Group, candidate: Candidate, files: readonly WorkedFile[], first: readonly Proposal[], total: number): Promise<Next> {
    const { print, keyboard, signal } = this.#context;
    const { path, settings } = candidate.file.task;
    const { id } = candidate;
    let proposals = first;
    let other: readonly Proposal[] | null = null;
    let isIdiomatic = settings.idiomatic === true;
    this.#show(candidate, proposals, total);
    for (;;) {
      const [only, ...more] = proposals;
      // Several files that change together are no text to edit, and whole functions have one form.
      const offered = (Object.keys(keys) as Key[]).filter((key) => (key === 'e' ? more.length === 0 : key !== 't' || !this.#command.functions));
      const key = (await readKey(keyboard, offered.join(''), signal, () => print(`Rewrite this function? [${offered.join(',')}] `))) as Key | null;
      print(`${key ?? ''}\n`);
      switch (key) {
        case 'y':
        case 'a':
          this.#answersAll = key === 'a';
          this.#answers.add({ group, id, declined: null, writes: await this.#write(proposals) });
          return 'on';
        case 'n':
          this.#declined.add(path, id);
          this.#answers.add({ group, id, declined: path, writes: [] });
          return 'on';
        case 'e': {
          const writes = only ? await this.#edit(only) : null;
          if (!writes) break;
          this.#answers.add({ group, id, declined: null, writes });
          return 'on';
        }
        case 't':
          other ??= await this.#proposeOther(files, candidate);
          if (other.length === 0) {
            print(`The ${isIdiomatic ? 'exact' : 'idiomatic'} form does not rewrite this function.\n`);
            break;
          }
          [proposals, other, isIdiomatic] = [other, proposals, !isIdiomatic];
          print(`${isIdiomatic ? 'Idiomatic' : 'Exact'}:\n`);
          this.#show(candidate, proposals, total);
          break;
        case 'b': {
          const back = this.#takeBack(group, id);
          if (back) return back;
          break;
        }
        case '?':
          for (const each of offered) print(`${each}  ${keys[each]}\n`);
          break;
        case 'q':
          return 'end';
        case null:
          this.#isInterrupted = true;
          return 'end';
      }
    }
  }

  /**
   * Takes back the last answer.
   *
   * @param group the files of the function that is asked about now
   * @param id its id
   * @returns the group to go back to; null if that is not possible, after the reason was printed
   */
  #takeBack(group: Group, id: string): Group | null {
    try {
      const last = this.#answers.takeBack(this.#journal);
      if (!last) {
        this.#context.print('There is no answer to take back.\n');
        return null;
      }
      if (last.declined === null) this.#written -= 1;
      else this.#declined.delete(last.declined, last.id);
      group.seen.delete(id);
      last.group.seen.delete(last.id);
      this.#asked -= 2;
      return last.group;
    } catch (error) {
      this.#context.printError(toFileError(error).message);
      return null;
    }
  }

  /** Opens the proposal in the user's editor. @returns what was written; null if nothing was, after the reason was printed */
  async #edit({ path, before, after }: Proposal): Promise<readonly Proposal[] | null> {
    try {
      const edited = editText(after, path, this.#context.env);
      await withParser(path, (parse) => parse(edited, path));
      return await this.#write([{ path, before, after: edited }]);
    } catch (error) {
      this.#context.printError(renderFileError(path, toFileError(error)));
      return null;
    }
  }

  /**
   * Writes new texts, and formats them.
   *
   * @param functions how many functions the new texts rewrite
   * @returns what the files have now, with their absolute paths
   */
  async #write(proposals: readonly Proposal[], functions = 1): Promise<readonly Proposal[]> {
    const writes = proposals.map(({ path, ...texts }) => ({ path: realPathOf(resolve(this.#context.cwd, path)), ...texts }));
    const [only, ...others] = writes;
    if (!only) return [];
    if (others.length > 0) {
      writeTogether(this.#journal, writes);
    } else {
      if (readTextFile(only.path) !== only.before) throw new Error('changed by somebody else, and left as it is');
      replaceJournaled(this.#journal, only.path, only.before, only.after);
    }
    const formatted = await this.#format?.format(this.#journal, writes.map(({ path, before, after }) => ({ path, before, text: after })));
    this.#written += functions;
    return writes.map((write) => ({ ...write, after: formatted?.get(write.path) ?? write.after }));
  }
}

function count(functions: number): string {
  return `${functions} function${functions === 1 ? '' : 's'}`;
}
