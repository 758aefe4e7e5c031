// Why it is not certain that all users of an exported function are seen.

import type { FileSummary } from '../summary/file-summary.js';
import type { Outside } from './outside.js';
import { type User, hides } from './users.js';

/** Why the users of an exported function are not all known. */
export type Doubt =
  /** A file that is not part of the run mentions it, or loads its file. */
  | 'used-outside'
  /** Its file may be loaded by a computed name. */
  | 'computed-require'
  /** A file passes it on in a way that does not show who calls it. */
  | 'passed-on';

/** Answers for exported functions whether each of their users is known. */
export class Doubts {
  /** Whether some module is required by a computed name. */
  readonly mayLoadAny: boolean;
  readonly #users: ReadonlyMap<string, readonly User[]>;
  readonly #outside: Outside;
  /** The folders of modules that are required by computed names. */
  readonly #folders: readonly { readonly from: string; readonly folder: string | null }[];
  /** Names that may be those of functions of such modules. */
  readonly #names: ReadonlySet<string>;
  /** Names of files in packages that are loaded: a package of the project may be loaded by its name. */
  readonly #inPackages: ReadonlySet<string>;

  /** @param users those of each file's exports */
  constructor(summaries: ReadonlyMap<string, FileSummary>, users: ReadonlyMap<string, readonly User[]>, outside: Outside) {
    this.#users = users;
    this.#outside = outside;
    this.#folders = [...summaries].flatMap(([from, { users: own }]) => (own?.computed ?? []).map((folder) => ({ from, folder })));
    this.mayLoadAny = this.#folders.length > 0;
    this.#names = new Set(this.mayLoadAny ? [...summaries.values()].flatMap(({ users: own }) => own?.names ?? []) : []);
    this.#inPackages = new Set([...summaries.values()].flatMap(({ users: own }) => own?.inPackages ?? []));
  }

  /**
   * Why the users of a function are not all known.
   *
   * @param path the names that lead to it from what the file exports
   * @returns null where they are, apart from users of the package
   */
  of(file: string, path: readonly string[]): Doubt | null {
    if (this.mayBeChosen(file, path)) return 'computed-require';
    if (this.#inPackages.has(this.#outside.nameOf(file)) || this.#outside.uses(file, path.at(-1) ?? null)) return 'used-outside';
    return this.#users.get(file)?.some((user) => hides(user, path)) ? 'passed-on' : null;
  }

  /** Whether a module that is required by a computed name may be this file, and its user may reach a value by the names that lead to it. */
  mayBeChosen(file: string, [name, ...rest]: readonly string[]): boolean {
    const isInFolder = this.#folders.some(({ from, folder }) => folder !== null && this.#outside.isInFolder(file, from, folder));
    if (!isInFolder && !this.#folders.some(({ folder }) => folder === null)) return false;
    return name === undefined ? isInFolder || this.#names.has(this.#outside.nameOf(file)) : [name, ...rest].every((each) => this.#names.has(each));
  }
}
