import { lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';

import { fingerprintOf, fingerprintOfData } from './fingerprint.js';

/** What is asked about a path. */
const questions = {
  /** The fingerprint of its text; null where no file can be read. */
  text: (path: string): string | null => {
    const bytes = readIfThere(path);
    return bytes && fingerprintOf(bytes);
  },
  /** The fingerprint of the names in the folder; null where there is none. */
  names: (path: string): string | null => orNull(() => fingerprintOfData(readdirSync(path))),
  /** What there is: symbolic links are followed. */
  kind: (path: string): string | null => {
    const stats = orNull(() => statSync(path, { throwIfNoEntry: false }));
    return stats ? (stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other') : null;
  },
  /** The target of a symbolic link; null where it is none. */
  link: (path: string): string | null => (isLink(path) ? orNull(() => readlinkSync(path)) : null),
} as const;

type Question = keyof typeof questions;

/** What was asked about files, by question and path, with the answers. Plain data. */
export type Observations = Readonly<Record<Question, Readonly<Record<string, string | null>>>>;

/**
 * Reads files and keeps what it has seen, so that a later run can find out whether it would see the same. Each question about a path is
 * answered once, with what is there the first time.
 */
export class ObservedFiles {
  readonly #seen = { text: new Map<string, string | null>(), names: new Map<string, string | null>(), kind: new Map<string, string | null>(), link: new Map<string, string | null>() };

  /** All answers up to now. */
  get observations(): Observations {
    const { text, names, kind, link } = this.#seen;
    return { text: Object.fromEntries(text), names: Object.fromEntries(names), kind: Object.fromEntries(kind), link: Object.fromEntries(link) };
  }

  /** The text of a file; null where it cannot be read. */
  readText(path: string): string | null {
    const bytes = readIfThere(path);
    this.#note('text', path, bytes && fingerprintOf(bytes));
    return bytes?.toString() ?? null;
  }

  /** The names in a folder; null where there is none. */
  listFolder(path: string): readonly string[] | null {
    const names = orNull(() => readdirSync(path));
    this.#note('names', path, names && fingerprintOfData(names));
    return names;
  }

  /** Whether there is a file or a folder. */
  kindOf(path: string): string | null {
    return this.#ask('kind', path);
  }

  /** The target of a symbolic link; null where it is none. */
  linkOf(path: string): string | null {
    return this.#ask('link', path);
  }

  /** Keeps the first answer: if there is another one later, a later run has to notice. */
  #note(question: Question, path: string, answer: string | null): void {
    if (!this.#seen[question].has(path)) this.#seen[question].set(path, answer);
  }

  #ask(question: Question, path: string): string | null {
    const seen = this.#seen[question];
    let answer = seen.get(path);
    if (answer === undefined) seen.set(path, (answer = questions[question](path)));
    return answer;
  }
}

/** Whether all answers are the same now. */
export function isUpToDate(observations: Observations): boolean {
  return Object.entries(observations).every(([question, answers]) => {
    const ask = questions[question as Question];
    return Object.entries(answers).every(([path, answer]) => ask(path) === answer);
  });
}

/** Most files that are asked for do not exist, and an exception takes longer than a second look. */
function readIfThere(path: string): Buffer | null {
  return orNull(() => (statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path) : null));
}

function isLink(path: string): boolean {
  return orNull(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink() === true;
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
