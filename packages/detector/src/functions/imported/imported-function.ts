import type { ImportedName } from '../../bindings/file-imports.js';
import type { CompletionHandler } from '../handler/completion-handler.js';

/** What a function of another file does with the callbacks that are passed to it. Plain data, so that it can be sent to a worker. */
export interface ImportedFunction {
  /** What it does with the argument for each parameter; null for one that it does not call. */
  readonly parameters: readonly (CompletionHandler | null)[];
  /**
   * What it does with the last argument of a call, by the parameter for it, where that differs: it moves it to a later parameter,
   * `if (!cb) cb = options;`. The last entry is for arguments behind all parameters: `const cb = args.pop()`.
   */
  readonly last: readonly (CompletionHandler | null)[];
  /** It returns a handle in addition to calling back: a request, an emitter, `this`. */
  readonly returnsHandle: boolean;
}

/**
 * The functions of other files that a file calls, by specifier and path: `{ './store': { 'Store.prototype.load': [...] } }`. There are several
 * functions if the other file assigns several to one export.
 */
export type ImportedFunctions = Readonly<Record<string, Readonly<Record<string, readonly ImportedFunction[]>>>>;

/** An argument that is passed to a function of another file. Plain data. */
export interface ImportedArgument {
  readonly callee: ImportedName;
  /** The index of the parameter that the argument is passed to. */
  readonly position: number;
  /** The argument is the last one of the call. */
  readonly isLast: boolean;
}

/** A function that finds functions of other files by their names; it returns an empty list if there is none. */
export type FindImported = (name: ImportedName) => readonly ImportedFunction[];

/** Finds the functions of a name in a table. */
export function findImported(imported: ImportedFunctions, { specifier, path }: ImportedName): readonly ImportedFunction[] {
  const functions = Object.hasOwn(imported, specifier) ? imported[specifier]! : {};
  const key = path.join('.');
  return Object.hasOwn(functions, key) ? functions[key]! : [];
}

/** What each function of another file that a callee may be does with an argument. */
export function handlersOfImported({ callee, position, isLast }: ImportedArgument, find: FindImported): readonly CompletionHandler[] {
  return find(callee).flatMap(({ parameters, last }) => (isLast ? last[Math.min(position, parameters.length)] : null) ?? parameters[position] ?? []);
}
