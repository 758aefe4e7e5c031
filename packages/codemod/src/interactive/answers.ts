import { readTextFile } from '@uncallback/project-files';

import { type Journal, replaceJournaled } from '../undo/journal.js';
import type { PendingWrite } from '../undo/write-together.js';

/** An answer about one function. */
export interface Answer<Group> {
  /** The files that were asked about together. */
  readonly group: Group;
  /** The function's id. */
  readonly id: string;
  /** The file of a function that was declined; null for one that was written. */
  readonly declined: string | null;
  /** What was written, with the texts before and after. */
  readonly writes: readonly PendingWrite[];
}

/** The answers of a session, of which the last ones can be taken back. */
export class Answers<Group> {
  readonly #list: Answer<Group>[] = [];

  add(answer: Answer<Group>): void {
    this.#list.push(answer);
  }

  /**
   * Takes back the last answer: restores what it has written.
   *
   * @returns the answer; null if there is none
   * @throws where a file was changed since; then nothing is restored, and the answer stays
   */
  takeBack(journal: Journal): Answer<Group> | null {
    const last = this.#list.at(-1);
    if (!last) return null;
    for (const { path, after } of last.writes) if (readTextFile(path) !== after) throw new Error(`${path} was changed by somebody else, the answer cannot be taken back`);
    for (const { path, before, after } of last.writes) replaceJournaled(journal, path, after, before);
    return this.#list.pop()!;
  }
}
