import type { TSESTree } from '@typescript-eslint/types';

import { intersect, isSubset, noFacts, type Facts } from './path-facts.js';

/** The last test on a path: a condition with its outcome, or a `try` block that threw. */
export interface Branch {
  readonly node: TSESTree.Node;
  readonly outcome: 'truthy' | 'falsy' | 'thrown';
}

/** A place where the callback was called or forwarded. */
export interface Completion {
  /** The place in the function that is followed. If an inner function calls the callback, the place that calls the inner function. */
  readonly node: TSESTree.Node;
  /** The place itself, in an inner function perhaps. */
  readonly inner: TSESTree.Node;
  /** The number of the call of the inner function: two completions with one number are in the same call. */
  readonly activation: number;
}

/** What is known about one path through a function and its callback. */
export interface Path {
  /** Where the callback was first called or forwarded; null where it was not. */
  readonly completion: Completion | null;
  /** Whether the path continues from an exception that the callback threw when it was called. */
  readonly isThrown: boolean;
  /** Whether other code may have called the callback, or a test asked whether it was called. Nothing is reported for such a path. */
  readonly isUnknown: boolean;
  /** Whether the callback may be left out on purpose on this path, or the path may never be taken. */
  readonly mayBeIntentional: boolean;
  /** The answers of the conditions on the path. */
  readonly facts: Facts;
  readonly branch: Branch | null;
}

/** The paths that lead to one point; an empty list where none does. */
export type Paths = readonly Path[];

/** No path: the point cannot be reached. */
export const unreachable: Paths = [];

const first: Path = {
  completion: null,
  isThrown: false,
  isUnknown: false,
  mayBeIntentional: false,
  facts: noFacts,
  branch: null,
};

/** The paths at the start of a function. */
export const start: Paths = [first];

/** How many paths are kept apart that differ only in their facts; where there are more, they are merged. */
const maxAlike = 8;

/** The paths where two lists of paths meet. A path whose facts contain those of an equal one is dropped, as the other covers it. */
export function join(a: Paths, b: Paths): Paths {
  if (a.length === 0) return b;
  const joined = [...a];
  for (const path of b) {
    const alike = joined.filter((known) => isAlike(known, path));
    if (alike.some((known) => isSubset(known.facts, path.facts))) continue;
    const rest = joined.filter((known) => !(alike.includes(known) && isSubset(path.facts, known.facts)));
    const others = alike.filter((known) => rest.includes(known));
    const merged = others.length < maxAlike ? null : merge([...others, path]);
    joined.splice(0, joined.length, ...(merged ? [...rest.filter((each) => !others.includes(each)), merged] : [...rest, path]));
  }
  return joined;
}

/** Whether each path of `found` is covered by one of `known`. */
export function includes(known: Paths, found: Paths): boolean {
  return found.every((path) => known.some((each) => isAlike(each, path) && isSubset(each.facts, path.facts)));
}

/** One path for several that differ only in their facts; it has the facts that hold on all of them. Null for an empty list. */
export function merge(paths: readonly Path[]): Path | null {
  const [head, ...rest] = paths;
  return head ? rest.reduce((a, b) => ({ ...a, facts: intersect(a.facts, b.facts) }), head) : null;
}

/** Whether two paths differ only in their facts and their last tests. */
function isAlike(a: Path, b: Path): boolean {
  return (
    a.completion?.node === b.completion?.node && a.isThrown === b.isThrown && a.isUnknown === b.isUnknown && a.mayBeIntentional === b.mayBeIntentional
  );
}

/** One unknown path in the place of all: for code that may do anything with the callback. */
export function widen(paths: Paths): Paths {
  return paths.length === 0 ? unreachable : [{ ...first, isUnknown: true }];
}

/** The paths, those without a completion marked as possibly intentional. */
export function markIntentional(paths: Paths): Paths {
  return paths.map((path) => (path.completion ? path : { ...path, mayBeIntentional: true }));
}
