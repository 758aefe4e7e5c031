import { resolve } from 'node:path';

import { readTextFile, realPathOf } from '@uncallback/project-files';

import type { ProjectFormat } from '../formatter/project-format.js';
import type { Candidate, FunctionRewriter, WorkedFile } from '../functions/function-rewriter.js';
import { type Journal, replaceJournaled } from '../undo/journal.js';

/**
 * Rewrites functions on disk, so that `doctor` can run the tests with them. `try` rewrites some functions; `keep` makes a rewrite
 * permanent. Example: after `try([a, b])`, `keep([a])` and `try([c])`, the functions `a` and `c` are rewritten and `b` is restored.
 */
export class WorkedFiles {
  readonly #journal: Journal;
  readonly #cwd: string;
  readonly #files: readonly WorkedFile[];
  readonly #rewriter: FunctionRewriter;
  readonly #kept: Candidate[] = [];
  readonly #format: ProjectFormat | null;
  readonly #onDisk = new Map<WorkedFile, string>();
  /** The texts that were written last, before they were formatted. */
  readonly #rewritten = new Map<WorkedFile, string>();

  /**
   * @param files all files of the run: a function may change with its callers in any of them
   * @param format null to leave the files as they are rewritten
   */
  constructor(journal: Journal, cwd: string, files: readonly WorkedFile[], rewriter: FunctionRewriter, format: ProjectFormat | null) {
    this.#journal = journal;
    this.#cwd = cwd;
    this.#files = files;
    this.#rewriter = rewriter;
    this.#format = format;
  }

  /**
   * Rewrites the given functions on disk. Functions of the previous call that were not kept are restored first.
   *
   * @throws where a file cannot be parsed or written, or was changed by another program
   */
  async try(candidates: readonly Candidate[]): Promise<void> {
    const texts = await this.#rewriter.rewrite(this.#files, [...this.#kept, ...candidates]);
    const written = this.#files.filter((file) => this.#write(file, texts.get(file) ?? file.text));
    await this.#formatAll(written.filter((file) => texts.has(file)));
  }

  /** Keeps these functions rewritten, whatever is tried later. */
  keep(candidates: readonly Candidate[]): void {
    this.#kept.push(...candidates);
  }

  /** The text of a file with the functions that are kept, and no others. */
  async keptTextOf(file: WorkedFile): Promise<string> {
    return (await this.#rewriter.rewrite(this.#files, this.#kept)).get(file) ?? file.text;
  }

  /** @returns whether the file had another text */
  #write(file: WorkedFile, text: string): boolean {
    if (text === (this.#rewritten.get(file) ?? file.text)) return false;
    const path = resolve(this.#cwd, file.task.path);
    if (readTextFile(path) !== (this.#onDisk.get(file) ?? file.text)) throw new Error(`${file.task.path} was changed by somebody else, and is left as it is`);
    replaceJournaled(this.#journal, path, file.text, text);
    this.#rewritten.set(file, text);
    this.#onDisk.set(file, text);
    return true;
  }

  async #formatAll(files: readonly WorkedFile[]): Promise<void> {
    const byPath = new Map(files.map((file) => [realPathOf(resolve(this.#cwd, file.task.path)), file]));
    const written = [...byPath].map(([path, file]) => ({ path, before: file.text, text: this.#onDisk.get(file) ?? file.text }));
    const formatted = await this.#format?.format(this.#journal, written);
    for (const [path, text] of formatted ?? []) this.#onDisk.set(byPath.get(path)!, text);
  }
}
