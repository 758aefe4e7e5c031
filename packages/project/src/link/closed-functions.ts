import type { ImportedName } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import type { MentionRole } from '../users/mention.js';
import { isPrefix, isSame } from '../users/offers.js';
import { type ResolveFile, pathIn } from './export-finder.js';
import type { Outside } from './outside.js';
import { type SharedFunction, findClosedMethods, findSealedMethods, findSharedFunctions, resolveMemberCalls } from './shared-functions.js';

/** An exported function of which all users are in the project. */
export interface ClosedFunction {
  readonly file: string;
  /** Its index in the summary of the file. */
  readonly fn: number;
  /** Its name in each file that uses it. A file may have several names for it, by several specifiers. */
  readonly users: readonly { readonly file: string; readonly name: ImportedName }[];
  /** Users of the package call it as well, and get a promise. */
  readonly isPublic: boolean;
  /** It is a method of instances. */
  readonly isMethod: boolean;
}

/** Why the users of an exported function are not all known. */
export type OpenReason =
  /** `package.json` names its file. */
  | 'public'
  /** A file that is not part of the run mentions it, or loads its file. */
  | 'used-outside'
  /** Its file may be loaded by a computed name. */
  | 'computed-require'
  /** A file passes it on in a way that does not show who calls it. */
  | 'passed-on'
  /** No file calls it. */
  | 'no-user'
  /** A user in another file can neither await it nor be given a callback form. */
  | 'user-without-form';

/** An exported function of which the users are not all known, or cannot all change. */
export interface OpenFunction {
  readonly file: string;
  readonly fn: number;
  readonly reason: OpenReason;
}

/** How often the files of the project call an exported function, apart from its own. */
export interface CallCount {
  readonly file: string;
  readonly fn: number;
  readonly calls: number;
  /** The number of files with such calls. */
  readonly files: number;
}

/** The exported functions of a project, by whether each of their users is known. */
export interface FoundFunctions {
  readonly closed: readonly ClosedFunction[];
  readonly open: readonly OpenFunction[];
  /** The functions that keep a callback form for others and that other files certainly call. */
  readonly shared: readonly SharedFunction[];
  /** The methods that `this.get(...)` in their class certainly calls. */
  readonly sealed: readonly { readonly file: string; readonly fn: number }[];
  readonly counts: readonly CallCount[];
  /** The names like `getAsync` that a file of the project mentions, sorted. */
  readonly asyncNames: readonly string[];
}

interface User {
  readonly times: number;
  readonly file: string;
  readonly name: ImportedName;
  /** The names that lead to the value in the file that exports it. */
  readonly path: readonly string[];
  readonly role: MentionRole;
}

/**
 * Finds the exported functions of which each user is known, so that they and their users can change together. A user that is not seen would
 * call a function without a callback that it needs, so each doubt leaves a function out.
 *
 * @param summaries the summaries of the files of the project, with their users
 * @param isPromised whether users of the package get promises, so that nobody needs a callback form of what is only public
 * @returns the functions, and why the other offered ones are left out, by file and index, with the calls of all of them
 */
export function findClosedFunctions(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, outside: Outside, isPromised = false): FoundFunctions {
  const users = usersByFile(summaries, resolve);
  const folders = [...summaries].flatMap(([from, { users: own }]) => (own?.computed ?? []).map((folder) => ({ from, folder })));
  const names = new Set(folders.length > 0 ? [...summaries.values()].flatMap(({ users: own }) => own?.names ?? []) : []);
  // A package of the project may be loaded by its name.
  const inPackages = new Set([...summaries.values()].flatMap(({ users: own }) => own?.inPackages ?? []));
  const closed: ClosedFunction[] = [];
  const open: OpenFunction[] = [];
  const counts: CallCount[] = [];
  for (const [file, { users: own }] of summaries) {
    const offers = own?.offers ?? [];
    if (offers.length === 0) continue;
    const all = users.get(file) ?? [];
    const isInFolder = folders.some(({ from, folder }) => folder !== null && outside.isInFolder(file, from, folder));
    const isComputed = isInFolder || folders.some(({ folder }) => folder === null);
    /** Whether a module that is required by a computed name may be this one, and its user may call the function. */
    const isChosen = ([name, ...rest]: readonly string[]): boolean => {
      if (!isComputed) return false;
      return name === undefined ? isInFolder || names.has(outside.nameOf(file)) : [name, ...rest].every((each) => names.has(each));
    };
    const reasonOf = (path: readonly string[], isCalled: boolean): OpenReason | null => {
      const isPublic = outside.isPublic(file);
      if (isPublic && !isPromised) return 'public';
      if (isChosen(path)) return 'computed-require';
      if (inPackages.has(outside.nameOf(file)) || outside.uses(file, path.at(-1) ?? null)) return 'used-outside';
      if (all.some((user) => hides(user, path))) return 'passed-on';
      return isPublic || isCalled || all.some((user) => user.role === 'called' && isSame(user.path, path)) ? null : 'no-user';
    };
    for (const { fn, path, isCalled } of offers) {
      const callers = all.filter((user) => user.role === 'called' && isSame(user.path, path));
      counts.push({ file, fn, calls: callers.reduce((sum, { times }) => sum + times, 0), files: new Set(callers.map((user) => user.file)).size });
      const reason = reasonOf(path, isCalled);
      if (reason) open.push({ file, fn, reason });
      else closed.push({ file, fn, users: all.filter((user) => isSame(user.path, path)).map(({ file: from, name }) => ({ file: from, name })), isPublic: outside.isPublic(file), isMethod: false });
    }
  }
  const asyncNames = new Set([...summaries.values()].flatMap(({ users: own }) => own?.asyncNames ?? []));
  const memberCalls = resolveMemberCalls(summaries, resolve, outside);
  const shared = findSharedFunctions(memberCalls).filter(({ file, fn }) => !closed.some((each) => each.file === file && each.fn === fn));
  const isComputed = folders.length > 0;
  const sealed = isComputed ? [] : findSealedMethods(summaries, outside, (file) => (users.get(file) ?? []).flatMap(({ path, role }) => (role === 'value' ? [path] : [])));
  for (const { file, fn, users: callers } of findClosedMethods(summaries, resolve, outside, sealed, memberCalls, shared)) {
    closed.push({ file, fn, users: callers, isPublic: false, isMethod: true });
  }
  return { closed, open, shared, sealed, counts, asyncNames: [...asyncNames].sort() };
}

/** Whether a user may reach a function in a way that is not seen: it passes on an object that has the function, calls it by other means, or asks how many parameters it has. */
function hides({ path, role }: User, offered: readonly string[]): boolean {
  if (isSame(path, offered)) return role === 'opaque';
  if (isPrefix(offered, path) && path[offered.length] === 'length') return true;
  return isPrefix(path, offered) && role !== 'called';
}

/** The users of each file's exports. */
function usersByFile(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  for (const [file, { users: own }] of summaries) {
    for (const { name, role, times } of own?.imports ?? []) {
      const target = resolve(file, name.specifier);
      const exports = target === null ? null : summaries.get(target)?.exports;
      if (target === null || !exports) continue;
      const list = users.get(target) ?? [];
      list.push({ file, name, path: pathIn(exports, name.path), role, times });
      users.set(target, list);
    }
  }
  return users;
}
