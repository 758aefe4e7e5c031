import type { ImportedName } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import { isPrefix, isSame } from '../users/offers.js';
import type { Outside } from './closed-functions.js';
import { type ResolveFile, pathIn } from './export-finder.js';

/**
 * A function that keeps a callback form under its name, with calls in other files that certainly call it: they can await the async function
 * beside it.
 */
export interface SharedFunction {
  readonly file: string;
  /** Its index in the summary of the file. */
  readonly fn: number;
  readonly users: readonly { readonly file: string; readonly name: ImportedName }[];
}

/** How many exports that are values of other files are followed into each other. */
const maximumSteps = 8;

/**
 * Finds the functions that other files of the project certainly call: methods of instances, and exported functions. A function is left out
 * where any code may put another one in its place, since only calls of its old name would then call that.
 *
 * @param summaries the summaries of the files of the project, with their users
 */
export function findSharedFunctions(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, outside: Outside): readonly SharedFunction[] {
  const isReplaced = replacedNames(summaries, outside);
  const found = new Map<string, { readonly file: string; readonly fn: number; readonly users: { file: string; name: ImportedName }[] }>();
  for (const [file, { users }] of summaries) {
    for (const { name, holders } of users?.memberCalls ?? []) {
      const target = find(summaries, resolve, file, name);
      if (!target || target.file === file || isReplaced(name.path.at(-1)!) || holders.some(isReplaced)) continue;
      const key = `${target.fn} ${target.file}`;
      const known = found.get(key) ?? { ...target, users: [] };
      found.set(key, known);
      if (!known.users.some((user) => user.file === file && JSON.stringify(user.name) === JSON.stringify(name))) known.users.push({ file, name });
    }
  }
  return [...found.values()];
}

/**
 * Finds the methods that `this.get(...)` in their class certainly calls: no class extends it, as no file passes it on, and nothing puts another function in
 * the place of the method.
 *
 * @param passedOn the names that lead to values of a file that other files pass on
 */
export function findSealedMethods(summaries: ReadonlyMap<string, FileSummary>, outside: Outside, passedOn: (file: string) => readonly (readonly string[])[]): readonly { readonly file: string; readonly fn: number }[] {
  const isReplaced = replacedNames(summaries, outside);
  return [...summaries].flatMap(([file, { users }]) => {
    if (!users || users.classes.length === 0 || outside.isPublic(file)) return [];
    const away = passedOn(file);
    return users.classes.flatMap(({ instances, methods }) => {
      const isPassedOn = instances.some((path) => path.at(-1) === 'prototype' && away.some((each) => isPrefix(each, path.slice(0, -1))));
      return isPassedOn ? [] : methods.flatMap(({ name, fn }) => (isReplaced(name) ? [] : [{ file, fn }]));
    });
  });
}

function replacedNames(summaries: ReadonlyMap<string, FileSummary>, outside: Outside): (name: string) => boolean {
  const replaced = new Set([...summaries.values()].flatMap(({ users }) => users?.replaced ?? []));
  return (name) => replaced.has(name) || outside.replaces(name);
}

/** The function that a name certainly means in a file. */
function find(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, from: string, name: ImportedName, steps = 0): { readonly file: string; readonly fn: number } | null {
  const file = steps > maximumSteps ? null : resolve(from, name.specifier);
  const summary = file === null ? null : summaries.get(file);
  if (file === null || !summary?.users) return null;
  const path = pathIn(summary.exports, name.path);
  const offer = summary.users.offers.find((each) => isSame(each.path, path));
  if (offer) return { file, fn: offer.fn };
  const [owner, method] = [path.slice(0, -1), path.at(-1)];
  for (const { instances, methods, base } of summary.users.classes) {
    if (!instances.some((instance) => isSame(instance, owner))) continue;
    const own = methods.find((each) => each.name === method);
    if (own) return { file, fn: own.fn };
    return base && find(summaries, resolve, file, { specifier: base.specifier, path: [...base.path, 'prototype', method!] }, steps + 1);
  }
  const alias = summary.users.aliases.find((each) => isPrefix(each.path, path));
  return alias ? find(summaries, resolve, file, { specifier: alias.name.specifier, path: [...alias.name.path, ...path.slice(alias.path.length)] }, steps + 1) : null;
}
