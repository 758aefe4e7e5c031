import type { HostUse } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import { isSame } from '../users/offers.js';
import { Doubts } from './doubts.js';
import type { ResolveFile } from './export-finder.js';
import type { Outside } from './outside.js';
import { type GivenParameter, GivenPaths } from './given-paths.js';
import { type User, hides, usersByFile } from './users.js';

/** An exported function that other files pass to frameworks, `app.use(require('./auth'))`, or one that returns such a function, `app.use(auth(options))`. */
export interface RegisteredFunction {
  readonly file: string;
  /** Its index in the summary of the file. */
  readonly fn: number;
  /** The frameworks get what it returns. */
  readonly isFactory: boolean;
  readonly hosts: readonly HostUse[];
  /** Nobody else can use it. */
  readonly isClosed: boolean;
}

/** What a project's files and frameworks get from each other. */
export interface FrameworkFunctions {
  readonly registered: readonly RegisteredFunction[];
  readonly given: readonly GivenParameter[];
}

/**
 * Finds such functions as `findRegistered` does, where nothing else is asked of the project. Code outside of the run is not looked at, so that no function
 * counts as closed.
 *
 * @param summaries the summaries of the files of the project, with their users
 */
export function findHandlers(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile, outside: Omit<Outside, 'uses' | 'replaces' | 'isExtended' | 'mentions'>): FrameworkFunctions {
  const users = usersByFile(summaries, resolve);
  const unseen: Outside = { ...outside, uses: () => true, replaces: () => true, isExtended: () => true, mentions: () => true };
  return findRegistered(summaries, users, unseen, new Doubts(summaries, users, unseen));
}

/**
 * Finds the exported functions that all other files of the project which use them pass to frameworks. Code outside of the run, such as a test, may
 * call such a function, but a package, or a module that is required by a computed name, may do anything with it.
 */
export function findRegistered(summaries: ReadonlyMap<string, FileSummary>, users: ReadonlyMap<string, readonly User[]>, outside: Outside, doubts: Doubts): FrameworkFunctions {
  const given = new GivenPaths(summaries, users, doubts, (file) => outside.isPublic(file));
  const registered = [...summaries].flatMap(([file, { users: own }]) => {
    const all = users.get(file) ?? [];
    if (!own || !all.some(({ hosts }) => hosts !== null) || outside.isPublic(file)) return [];
    return own.offers.flatMap(({ fn, path, isCalled }): readonly RegisteredFunction[] => {
      const ownUsers = all.filter((user) => isSame(user.path, path));
      const found = ownUsers.map((user) => given.hostsOf(user));
      const hosts = found.flatMap((each) => each ?? []);
      const [role, ...otherRoles] = new Set(ownUsers.map((user) => user.role));
      const isRegistered = hosts.length > 0 && otherRoles.length === 0 && !found.includes(null);
      if (!isRegistered || isCalled || all.some((user) => hides(user, path))) return [];
      const doubt = doubts.of(file, path);
      return doubt === 'computed-require' ? [] : [{ file, fn, isFactory: role === 'called', hosts, isClosed: doubt === null }];
    });
  });
  return { registered, given: given.all() };
}
