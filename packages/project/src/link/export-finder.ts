import type { FunctionSummary, ImportedName } from '@uncallback/detector';

import type { ExportedValue, FileSummary } from '../summary/file-summary.js';

/** A function that finds the file that a relative specifier means in another file; null if there is none in the project. */
export type ResolveFile = (from: string, specifier: string) => string | null;

/** Where the summaries of files are found: all of a project, or those that were read up to now. */
export type Summaries = Pick<ReadonlyMap<string, FileSummary>, 'get'>;

/** A function that a file exports. */
export interface ExportedFunction {
  readonly file: string;
  readonly summary: FunctionSummary;
}

/** Finds the functions that names mean, through the files that pass on exports of others: `exports.load = require('./load').load`. */
export class ExportFinder {
  readonly #summaries: Summaries;
  readonly #resolve: ResolveFile;
  readonly #found = new Map<string, readonly ExportedFunction[]>();

  constructor(summaries: Summaries, resolve: ResolveFile) {
    this.#summaries = summaries;
    this.#resolve = resolve;
  }

  /** The functions that a name means in a file; an empty list if there is none. */
  functionsOf(from: string, { specifier, path }: ImportedName): readonly ExportedFunction[] {
    const file = this.#resolve(from, specifier);
    return file === null ? [] : this.#inFile(file, path);
  }

  #inFile(file: string, path: readonly string[]): readonly ExportedFunction[] {
    const key = JSON.stringify([file, path]);
    const known = this.#found.get(key);
    if (known) return known;
    this.#found.set(key, []); // ends the recursion of files that pass on each other's exports
    const summary = this.#summaries.get(file);
    const found = summary ? this.#below(file, summary, summary.exports, pathIn(summary.exports, path)) : [];
    this.#found.set(key, found);
    return found;
  }

  #below(file: string, summary: FileSummary, value: ExportedValue, path: readonly string[]): readonly ExportedFunction[] {
    const [name, ...rest] = path;
    const member = name !== undefined && Object.hasOwn(value.members, name) ? value.members[name]! : null;
    if (member) return this.#below(file, summary, member, rest);
    const own = name === undefined ? value.functions.map((index) => ({ file, summary: summary.functions[index]! })) : [];
    return [...own, ...value.from.flatMap((other) => this.functionsOf(file, { specifier: other.specifier, path: [...other.path, ...path] }))];
  }
}

/** The default export of a CommonJS module is the module: `load` of `import load from './load.cjs'`. */
export function pathIn({ members }: ExportedValue, path: readonly string[]): readonly string[] {
  return path[0] === 'default' && !Object.hasOwn(members, 'default') ? path.slice(1) : path;
}
