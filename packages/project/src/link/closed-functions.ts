import type { ImportedName } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import { isSame } from '../users/offers.js';
import type { ResolveFile } from './export-finder.js';
import { type Doubt, Doubts } from './doubts.js';
import type { Outside } from './outside.js';
import { type FrameworkFunctions, findRegistered } from './registered-functions.js';
import { type SealedMethod, findSealedMethods } from './sealed-methods.js';
import { type SharedFunction, findClosedMethods, findSharedFunctions, resolveMemberCalls } from './shared-functions.js';
import { usersByFile } from './users.js';

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

/** Why not all users of an exported function change with it. */
export type OpenReason =
  | Doubt
  /** `package.json` names its file. */
  | 'public'
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
export interface FoundFunctions extends FrameworkFunctions {
  readonly closed: readonly ClosedFunction[];
  readonly open: readonly OpenFunction[];
  /** The functions that keep a callback form for others and that other files certainly call. */
  readonly shared: readonly SharedFunction[];
  /** The methods that `this.get(...)` in their class certainly calls. */
  readonly sealed: readonly SealedMethod[];
  readonly counts: readonly CallCount[];
  /** The names like `getAsync` that a file of the project mentions, sorted. */
  readonly asyncNames: readonly string[];
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
  const doubts = new Doubts(summaries, users, outside);
  const closed: ClosedFunction[] = [];
  const open: OpenFunction[] = [];
  const counts: CallCount[] = [];
  for (const [file, { users: own }] of summaries) {
    const offers = own?.offers ?? [];
    if (offers.length === 0) continue;
    const all = users.get(file) ?? [];
    const isPublic = outside.isPublic(file);
    const reasonOf = (path: readonly string[], isCalled: boolean): OpenReason | null => {
      if (isPublic && !isPromised) return 'public';
      return doubts.of(file, path) ?? (isPublic || isCalled || all.some((user) => user.role === 'called' && isSame(user.path, path)) ? null : 'no-user');
    };
    for (const { fn, path, isCalled } of offers) {
      const callers = all.filter((user) => user.role === 'called' && isSame(user.path, path));
      counts.push({ file, fn, calls: callers.reduce((sum, { times }) => sum + times, 0), files: new Set(callers.map((user) => user.file)).size });
      const reason = reasonOf(path, isCalled);
      if (reason) open.push({ file, fn, reason });
      else closed.push({ file, fn, users: all.filter((user) => isSame(user.path, path)).map(({ file: from, name }) => ({ file: from, name })), isPublic, isMethod: false });
    }
  }
  const asyncNames = new Set([...summaries.values()].flatMap(({ users: own }) => own?.asyncNames ?? []));
  const memberCalls = resolveMemberCalls(summaries, resolve, outside);
  const shared = findSharedFunctions(memberCalls).filter(({ file, fn }) => !closed.some((each) => each.file === file && each.fn === fn));
  const sealed = findSealedMethods({ summaries, resolve, users, doubts, outside });
  for (const { file, fn, users: callers } of doubts.mayLoadAny ? [] : findClosedMethods(summaries, resolve, outside, sealed, memberCalls, shared)) {
    closed.push({ file, fn, users: callers, isPublic: false, isMethod: true });
  }
  return { closed, open, shared, sealed, ...findRegistered(summaries, users, outside, doubts), counts, asyncNames: [...asyncNames].sort() };
}
