import { resolve } from 'node:path';

import { readTextFile } from '@uncallback/project-files';

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
  readonly #onDisk = new Map<WorkedFile, string>();

  /**
   * @param files all files of the run: a function may change with its callers in any of them
   */
  constructor(journal: Journal, cwd: string, files: readonly WorkedFile[], rewriter: FunctionRewriter) {
    this.#journal = journal;
    this.#cwd = cwd;
    this.#files = files;
    this.#rewriter = rewriter;
  }

  /**
   * Rewrites the given functions on disk. Functions of the previous call that were not kept are restored first.
   *
   * @throws where a file cannot be parsed or written, or was changed by another program
   */
  async try(candidates: readonly Candidate[]): Promise<void> {
    const texts = await this.#rewriter.rewrite(this.#files, [...this.#kept, ...candidates]);
    for (const file of this.#files) this.#write(file, texts.get(file) ?? file.text);
  }

  /** Keeps these functions rewritten, whatever is tried later. */
  keep(candidates: readonly Candidate[]): void {
    this.#kept.push(...candidates);
  }

  /** The text of a file with the functions that are kept, and no others. */
  async keptTextOf(file: WorkedFile): Promise<string> {
    return (await this.#rewriter.rewrite(this.#files, this.#kept)).get(file) ?? file.text;
  }

  #write(file: WorkedFile, text: string): void {
    const last = this.#onDisk.get(file) ?? file.text;
    if (text === last) return;
    const path = resolve(this.#cwd, file.task.path);
    if (readTextFile(path) !== last) throw new Error(`${file.task.path} was changed by somebody else, and is left as it is`);
    replaceJournaled(this.#journal, path, file.text, text);
    this.#onDisk.set(file, text);
  }
}
