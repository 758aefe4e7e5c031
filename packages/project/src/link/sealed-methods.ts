// Finds the methods of exported classes that calls in the class certainly call.

import type { FileSummary } from '../summary/file-summary.js';
import { isPrefix, isSame } from '../users/offers.js';
import type { Doubts } from './doubts.js';
import { type ResolveFile, pathIn } from './export-finder.js';
import type { Outside } from './outside.js';
import { replacedNames } from './replaced.js';
import type { User } from './users.js';

/** A method that `this.get(...)` in its class certainly calls, as far as the files of the project and the code around them show. */
export interface SealedMethod {
  readonly file: string;
  /** Its index in the summary of the file. */
  readonly fn: number;
}

interface SealedContext {
  readonly summaries: ReadonlyMap<string, FileSummary>;
  readonly resolve: ResolveFile;
  /** The users of each file's exports. */
  readonly users: ReadonlyMap<string, readonly User[]>;
  readonly doubts: Doubts;
  readonly outside: Outside;
}

/**
 * Finds the methods that `this.get(...)` in their class certainly calls: no class of the project extends theirs, as no file passes it on; code outside does
 * not extend it, by its name; and nothing puts another function in the place of the method. Whoever extends a public class in another package is
 * not seen.
 */
export function findSealedMethods(context: SealedContext): readonly SealedMethod[] {
  const { summaries, outside } = context;
  const isReplaced = replacedNames(summaries, outside);
  return [...summaries].flatMap(([file, { users: own }]) =>
    (own?.classes ?? []).flatMap(({ name: className, instances, methods }) => {
      const paths = instances.flatMap((path) => (path.at(-1) === 'prototype' ? [path.slice(0, -1)] : []));
      const names = [className, ...paths.map((path) => path.at(-1) ?? outside.nameOf(file))];
      if (names.some((name) => name !== null && outside.isExtended(name)) || paths.some((path) => mayBeExtended(context, file, path))) return [];
      const isOverridden = (name: string): boolean => [...summaries].some(([other, { users }]) => other !== file && users?.overridden.includes(name));
      return methods.flatMap(({ name, fn }) => (isReplaced(name) || isOverridden(name) ? [] : [{ file, fn }]));
    }),
  );
}

/**
 * Whether a file of the project passes on a class, or its prototype, apart from the files that export it once more.
 *
 * @param path the names that lead to the class from what the file exports
 * @param seen the files that have been followed
 */
function mayBeExtended(context: SealedContext, file: string, path: readonly string[], seen: ReadonlySet<string> = new Set()): boolean {
  const { summaries, users, doubts } = context;
  const key = JSON.stringify([file, path]);
  if (seen.has(key)) return false;
  if (doubts.mayBeChosen(file, path)) return true;
  const isTaken = (users.get(file) ?? []).some((user) => {
    if (user.role === 'opaque') return user.path.length < path.length && isPrefix(user.path, path);
    return user.role === 'value' && isPrefix(user.path, [...path, 'prototype']) && !isExportedOnly(summaries, user);
  });
  return isTaken || exportsOf(context, file, path).some((other) => mayBeExtended(context, other.file, other.path, new Set([...seen, key])));
}

/** Whether all that a file does with a value of another file is to export it: `exports.Store = require('./store')`. */
function isExportedOnly(summaries: SealedContext['summaries'], { file, name, times }: User): boolean {
  const aliases = summaries.get(file)?.users?.aliases ?? [];
  return aliases.filter((alias) => alias.path.at(-1) !== '()' && alias.name.specifier === name.specifier && isSame(alias.name.path, name.path)).length === times;
}

/** Where other files export a value of a file once more. */
function exportsOf({ summaries, resolve }: SealedContext, file: string, path: readonly string[]): readonly { readonly file: string; readonly path: readonly string[] }[] {
  return [...summaries].flatMap(([other, { users }]) =>
    (users?.aliases ?? []).flatMap((alias) => {
      const exports = resolve(other, alias.name.specifier) === file ? summaries.get(file)?.exports : undefined;
      const from = exports && pathIn(exports, alias.name.path);
      return from && isPrefix(from, path) ? [{ file: other, path: [...alias.path, ...path.slice(from.length)] }] : [];
    }),
  );
}
