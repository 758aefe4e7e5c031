// What exported functions are given by all files that call them: `express()` for `app` of `module.exports = function (app) {}`.

import { type HostUse, hostPathOf, lookupHost } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import { isSame } from '../users/offers.js';
import type { Doubts } from './doubts.js';
import { type User, hides } from './users.js';

/** A parameter of an exported function that all its users give values of the same framework. */
export interface GivenParameter {
  readonly file: string;
  /** The index of the function in the summary of the file. */
  readonly fn: number;
  /** The index of the parameter. */
  readonly position: number;
  /** The path of the value: `express()`. */
  readonly path: string;
}

/**
 * Follows the values that frameworks make through calls of exported functions. A function that the code of the project does not only call, or that a
 * module chosen by a computed name may call, may be given anything; that tests call it as well does not matter.
 */
export class GivenPaths {
  readonly #summaries: ReadonlyMap<string, FileSummary>;
  readonly #users: ReadonlyMap<string, readonly User[]>;
  readonly #doubts: Doubts;
  readonly #isPublic: (file: string) => boolean;
  readonly #known = new Map<string, string | null>();

  constructor(summaries: ReadonlyMap<string, FileSummary>, users: ReadonlyMap<string, readonly User[]>, doubts: Doubts, isPublic: (file: string) => boolean) {
    this.#summaries = summaries;
    this.#users = users;
    this.#doubts = doubts;
    this.#isPublic = isPublic;
  }

  /** All parameters that are given something known. */
  all(): readonly GivenParameter[] {
    return [...this.#summaries].flatMap(([file, { users }]) =>
      (users?.offers ?? []).flatMap(({ fn, path }) => {
        const count = Math.max(0, ...(this.#users.get(file) ?? []).flatMap((user) => (isSame(user.path, path) ? [user.given.length] : [])));
        return Array.from({ length: count }, (_, position) => position).flatMap((position) => {
          const found = this.#pathOf(file, fn, position);
          return found === null ? [] : [{ file, fn, position, path: found }];
        });
      }),
    );
  }

  /** The frameworks that get a value in a file, with what its parameters are given; null where one of them is no framework. */
  hostsOf({ file, hosts }: Pick<User, 'file' | 'hosts'>): readonly HostUse[] | null {
    const found = hosts?.map((host) => {
      const path = this.#resolve(file, host.path);
      const own = path === null ? null : hostPathOf(path);
      return own !== null && lookupHost(own) ? { ...host, path: own } : null;
    });
    return !found || found.includes(null) ? null : (found as HostUse[]);
  }

  /** A path in which the parameter that it begins with, `#3:0.get`, is replaced by what it is given; null where that is not known. */
  #resolve(file: string, path: string): string | null {
    const [start, fn, position] = /^#(\d+):(\d+)/.exec(path) ?? [];
    if (start === undefined) return path;
    const given = this.#pathOf(file, Number(fn), Number(position));
    return given === null ? null : given + path.slice(start.length);
  }

  #pathOf(file: string, fn: number, position: number): string | null {
    const key = JSON.stringify([file, fn, position]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, null); // ends the recursion where functions call each other
    const path = this.#find(file, fn, position);
    this.#known.set(key, path);
    return path;
  }

  #find(file: string, fn: number, position: number): string | null {
    const offer = this.#summaries.get(file)?.users?.offers.find((each) => each.fn === fn);
    const all = this.#users.get(file) ?? [];
    if (!offer || offer.isCalled || this.#isPublic(file) || all.some((user) => hides(user, offer.path)) || this.#doubts.of(file, offer.path) === 'computed-require') return null;
    const users = all.filter((user) => isSame(user.path, offer.path));
    const paths = new Set(users.map(({ file: from, role, given }) => (role === 'called' && given[position] ? this.#resolve(from, given[position]) : null)));
    const [path = null, ...others] = paths;
    return others.length > 0 ? null : path;
  }
}
