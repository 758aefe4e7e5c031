import { resolve } from 'node:path';

import { type FunctionTask, rewriteFunctions } from '../functions/function-rewrites.js';
import { readTextFile } from '../text-file.js';
import { type Journal, replaceJournaled } from '../undo/journal.js';

/** A file whose functions are tried, with its text from before. */
export interface WorkedFile {
  readonly task: FunctionTask;
  readonly text: string;
}

/** A function that can be rewritten, see `FunctionRewrites`. */
export interface Candidate {
  readonly file: WorkedFile;
  readonly id: string;
  readonly line: number;
}

/**
 * Rewrites functions on disk, so that `doctor` can run the tests with them. `try` rewrites some functions; `keep` makes a rewrite
 * permanent. Example: after `try([a, b])`, `keep([a])` and `try([c])`, the functions `a` and `c` are rewritten and `b` is restored.
 */
export class WorkedFiles {
  readonly #journal: Journal;
  readonly #cwd: string;
  readonly #kept = new Map<WorkedFile, Set<string>>();
  readonly #onDisk = new Map<WorkedFile, string>();
  #tried: readonly Candidate[] = [];

  constructor(journal: Journal, cwd: string) {
    this.#journal = journal;
    this.#cwd = cwd;
  }

  /**
   * Rewrites the given functions on disk. Functions of the previous call that were not kept are restored first.
   *
   * @throws where a file cannot be parsed or written, or was changed by another program
   */
  async try(candidates: readonly Candidate[]): Promise<void> {
    const files = new Set([...this.#tried, ...candidates].map(({ file }) => file));
    this.#tried = candidates;
    for (const file of files) {
      const tried = candidates.filter((candidate) => candidate.file === file).map(({ id }) => id);
      const text = await rewriteFunctions(file.text, file.task, new Set([...(this.#kept.get(file) ?? []), ...tried]));
      this.#write(file, text);
    }
  }

  /** Keeps these functions rewritten, whatever is tried later. */
  keep(candidates: readonly Candidate[]): void {
    for (const { file, id } of candidates) {
      const ids = this.#kept.get(file);
      if (ids) ids.add(id);
      else this.#kept.set(file, new Set([id]));
    }
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
