import type { ImportedName } from '@uncallback/detector';

import type { ClassSummary, ExportedValue, FileSummary, UserSummary } from '../summary/file-summary.js';
import { isPrefix, isSame } from '../users/offers.js';
import { type ResolveFile, pathIn } from './export-finder.js';
import type { Outside } from './outside.js';
import { replacedNames } from './replaced.js';
import type { SealedMethod } from './sealed-methods.js';

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
 * @param calls see `resolveMemberCalls`
 */
export function findSharedFunctions(calls: readonly ResolvedCall[]): readonly SharedFunction[] {
  const found = new Map<string, { readonly file: string; readonly fn: number; readonly users: { file: string; name: ImportedName }[] }>();
  for (const { file, name, target } of calls) {
    if (!target || target.file === file) continue;
    const key = `${target.fn} ${target.file}`;
    const known = found.get(key) ?? { ...target, users: [] };
    found.set(key, known);
    if (!known.users.some((user) => user.file === file && JSON.stringify(user.name) === JSON.stringify(name))) known.users.push({ file, name });
  }
  return [...found.values()];
}

/** A call by a member of a value of another file, with the function that it certainly calls; null where that is not known. */
interface ResolvedCall {
  readonly file: string;
  readonly name: ImportedName;
  readonly target: FoundFunction | null;
}

/**
 * Resolves all calls by members of values of other files, see `readMemberCalls`.
 *
 * @param summaries the summaries of the files of the project, with their users
 */
export function resolveMemberCalls(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, outside: Outside): readonly ResolvedCall[] {
  const isReplaced = replacedNames(summaries, outside);
  // All values that the file itself gives to a property are known.
  const isSetElsewhere = (file: string, name: string): boolean => outside.replaces(name) || [...summaries].some(([other, { users }]) => other !== file && users?.replaced.includes(name));
  return [...summaries].flatMap(([file, { users }]) =>
    (users?.memberCalls ?? []).map(({ name, holders }) => ({ file, name, target: holders.some((holder) => isSetElsewhere(file, holder)) ? null : find({ summaries, resolve, isReplaced }, file, name) })),
  );
}

/**
 * Finds the methods of which each user is known, in a project of which nothing is public: their name is only used where the file shows which method it is.
 *
 * @param sealed the methods that `this.get(...)` in their class certainly calls
 * @param calls see `resolveMemberCalls`
 * @param shared the functions that other files certainly call
 */
export function findClosedMethods(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, outside: Outside, sealed: readonly SealedMethod[], calls: readonly ResolvedCall[], shared: readonly SharedFunction[]): readonly SharedFunction[] {
  const all = [...summaries.values()].flatMap(({ users }) => users?.uncertain ?? []);
  if (all.some(({ isComputed }) => isComputed) || [...summaries.keys()].some((file) => outside.isPublic(file))) return [];
  // A call whose function is not found, in a file of the project, may be one of any method with its name.
  const unresolved = calls.flatMap(({ file, name, target }) => (target === null && resolve(file, name.specifier) !== null ? name.path.slice(-1) : []));
  const uncertain = new Set([...all.flatMap(({ names }) => names), ...unresolved]);
  const passed = passedClasses(summaries, resolve);
  return sealed.flatMap(({ file, fn }) => {
    const owner = summaries.get(file)?.users?.classes.find(({ methods }) => methods.some((method) => method.fn === fn));
    const name = owner?.methods.find((method) => method.fn === fn)?.name;
    if (!owner || name === undefined || owner.isExtending || owner.isPassedOn || passed.has(owner) || uncertain.has(name) || outside.mentions(name)) return [];
    const users = shared.find((each) => each.file === file && each.fn === fn)?.users ?? [];
    const isCalled = users.length > 0 || summaries.get(file)?.users?.uncertain.own.includes(name);
    return isCalled ? [{ file, fn, users }] : [];
  });
}

/** The classes of which a file passes an instance on to code that is not seen. Where a property that holds one is reached from elsewhere, all that the file holds is. */
function passedClasses(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile): ReadonlySet<ClassSummary> {
  const found = new Set<ClassSummary>();
  const add = (from: string, name: ImportedName): void => {
    const value = findValue({ summaries, resolve, isReplaced: () => false }, from, name);
    // An object that has the instance, or its class, is passed on.
    for (const each of value?.users.classes ?? []) if (each.instances.some((path) => isPrefix(value!.path, path))) found.add(each);
  };
  for (const [file, { users }] of summaries) {
    for (const name of users?.passed ?? []) add(file, name);
    const isReached = users?.holders.some((holder) => [...summaries].some(([other, summary]) => other !== file && summary.users?.uncertain.names.includes(holder)));
    if (isReached) for (const { name, holders } of users!.memberCalls) if (holders.length > 0) add(file, { ...name, path: name.path.slice(0, -1) });
  }
  return found;
}

interface FindContext {
  readonly summaries: ReadonlyMap<string, FileSummary>;
  readonly resolve: ResolveFile;
  readonly isReplaced: (name: string) => boolean;
}

/** A value of a file, by the names that lead to it from what the file exports. */
interface FoundValue {
  readonly file: string;
  readonly users: UserSummary;
  readonly path: readonly string[];
}

/** The value that a name certainly means in a file, behind all exports that are values of other files. */
function findValue(context: FindContext, from: string, name: ImportedName, steps = 0): FoundValue | null {
  const { summaries, resolve, isReplaced } = context;
  const file = steps > maximumSteps || name.path.some(isReplaced) ? null : resolve(from, name.specifier);
  const summary = file === null ? null : summaries.get(file);
  if (file === null || !summary?.users) return null;
  const path = pathIn(summary.exports, name.path);
  const alias = summary.users.aliases.filter((each) => isPrefix(each.path, path) && !isDefinedBelow(summary.users!, each.path, path)).sort((a, b) => b.path.length - a.path.length)[0];
  if (!alias) return { file, users: summary.users, path };
  return findValue(context, file, { specifier: alias.name.specifier, path: [...alias.name.path, ...path.slice(alias.path.length)] }, steps + 1);
}

/** A function by its file and its index there. */
interface FoundFunction {
  readonly file: string;
  readonly fn: number;
}

/** The function that a name certainly means in a file. */
function find(context: FindContext, from: string, name: ImportedName, steps = 0): FoundFunction | null {
  const found = steps > maximumSteps ? null : findValue(context, from, name);
  if (!found) return null;
  const { file, users, path } = found;
  const offer = users.offers.find((each) => isSame(each.path, path));
  if (offer) return { file, fn: offer.fn };
  const method = path.at(-1);
  const [owner] = users.classes.flatMap((each) => each.instances.filter((instance) => isSame(instance, path.slice(0, -1))).map((instance) => ({ ...each, instance })));
  const own = owner?.methods.find((each) => each.name === method);
  // `Store.prototype.get = function () {}` defines the method itself, below the exported `Store`.
  const isDefinition = own !== undefined && isOnlyFunction(context.summaries.get(file)!.exports, path, own.fn);
  if (owner && !isDefinition && isDefinedBelow(users, owner.instance, path)) return null;
  if (own) return { file, fn: own.fn };
  return owner?.base && method !== undefined ? find(context, file, { specifier: owner.base.specifier, path: [...owner.base.path, 'prototype', method] }, steps + 1) : null;
}

/** Whether what a file exports by these names is one function, and which. */
function isOnlyFunction(exports: ExportedValue, [name, ...rest]: readonly string[], fn: number): boolean {
  if (name === undefined) return exports.functions.length === 1 && exports.functions[0] === fn;
  const member = exports.members[name];
  return member !== undefined && isOnlyFunction(member, rest, fn);
}

/** Whether a file exports something of its own under a name, as a member of the value that it exports under the beginning of the name. */
function isDefinedBelow({ defined }: UserSummary, start: readonly string[], path: readonly string[]): boolean {
  return defined.some((each) => each.length > start.length && isPrefix(each, path));
}
