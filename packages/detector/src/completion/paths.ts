import type { TSESTree } from '@typescript-eslint/types';

import { intersect, isSubset, noFacts, type Facts } from './path-facts.js';

/** The test that a path passed last: a condition with its outcome, or a failed `try`. */
export interface Branch {
  readonly node: TSESTree.Node;
  readonly outcome: 'truthy' | 'falsy' | 'thrown';
}

/** Where a callback was called or handed on. */
export interface Completion {
  /** The place in the function that is followed, or where it calls a function of its own that does so. */
  readonly node: TSESTree.Node;
  /** The place itself. */
  readonly inner: TSESTree.Node;
  /** Tells the calls of a function apart. */
  readonly activation: number;
}

/** One way through a function, as far as it matters to the function's callback. */
export interface Path {
  readonly completion: Completion | null;
  /** The path came here by an exception that the callback threw when it was called. */
  readonly isThrown: boolean;
  /** Nothing more can be told: somebody else may call the callback, or a test asks whether somebody did. */
  readonly isUnknown: boolean;
  /** The path may be left out on purpose, or may never be taken. */
  readonly isUnsure: boolean;
  readonly facts: Facts;
  readonly branch: Branch | null;
}

/** The paths that lead to one point. */
export type Paths = readonly Path[];

export const unreachable: Paths = [];

const first: Path = {
  completion: null,
  isThrown: false,
  isUnknown: false,
  isUnsure: false,
  facts: noFacts,
  branch: null,
};

/** Where a function begins. */
export const start: Paths = [first];

/** The most paths that differ in nothing but what is known on them. */
const maxAlike = 8;

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

/** Whether nothing is new in `found`. */
export function includes(known: Paths, found: Paths): boolean {
  return found.every((path) => known.some((each) => isAlike(each, path) && isSubset(each.facts, path.facts)));
}

/** The path that stands for all of these, which differ in nothing but their facts. */
export function merge(paths: readonly Path[]): Path | null {
  const [head, ...rest] = paths;
  return head ? rest.reduce((a, b) => ({ ...a, facts: intersect(a.facts, b.facts) }), head) : null;
}

function isAlike(a: Path, b: Path): boolean {
  return (
    a.completion?.node === b.completion?.node && a.isThrown === b.isThrown && a.isUnknown === b.isUnknown && a.isUnsure === b.isUnsure
  );
}

/** What becomes of paths of which nothing more can be told. */
export function widen(paths: Paths): Paths {
  return paths.length === 0 ? unreachable : [{ ...first, isUnknown: true }];
}

/** The same paths; those that do not complete may have their reason. */
export function markIntentional(paths: Paths): Paths {
  return paths.map((path) => (path.completion ? path : { ...path, isUnsure: true }));
}
