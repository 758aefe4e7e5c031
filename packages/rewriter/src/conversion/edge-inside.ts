// The edge in a function that keeps its parameters: `function (id, cb) { check(id); callbackify(async () => { ... })(cb); }`.

import { type Scope, type Source, contains, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isDeclaredFor } from '../syntax/declared-for.js';
import { leavesByThrow } from '../syntax/throws-at-once.js';
import type { KeptReason } from './kept-reasons.js';
import { isTestOf, isTestedOutside } from './prologue.js';
import type { Candidate, Conversion, Edge, Step } from './types.js';

/**
 * The candidate of a function that keeps its parameters. Its prologue are all own statements in front of the first one that may call the
 * callback: they stay as they are, whatever they do with it: `if (typeof options === 'function') cb = options;`, `cb = once(cb);`.
 *
 * @param reason why its parameters may not change
 */
export function staysOutside(candidate: Omit<Candidate, 'place' | 'closed' | 'ownCalls'>, reason: KeptReason): Candidate {
  const { fn: { body }, callback, steps, prologue: { alias } } = candidate;
  const own = body.body.filter(({ type }) => type !== 'FunctionDeclaration');
  const first = own.findIndex((statement) => !isPreparation(statement, callback, steps));
  const statements = first === -1 ? own : own.slice(0, first);
  const isTested = isTestedOutside(callback, statements);
  return {
    ...candidate,
    prologue: { statements, alias, optional: isTested, tested: isTested, silent: true, defaults: new Map() },
    place: { form: 'inside', reason },
    closed: null,
    ownCalls: [],
  };
}

/** Whether a statement does nothing with a callback, or only assigns to its variable and tests it, and calls no step. */
function isPreparation(statement: TSESTree.Statement, callback: Scope.Variable, steps: readonly Step[]): boolean {
  return !steps.some(({ uses }) => uses.some((use) => contains(statement, use))) && callback.references.every((reference) => {
    const { identifier } = reference;
    if (!contains(statement, identifier) || reference.isWrite()) return true;
    if (hostOf(identifier) !== hostOf(statement)) return false;
    return isTestOf(identifier, callback) || callback.references.some(({ writeExpr }) => writeExpr && contains(statement, writeExpr) && contains(writeExpr, identifier));
  });
}

/**
 * The statements of a function that go into the async function: those behind its prologue, without function declarations at the end.
 *
 * @returns null where a name would be declared in the async function and used outside of it, or a `throw` would become a rejection
 */
export function edgeInside(source: Source, { fn: { body }, prologue, steps }: Conversion): Edge | null {
  const isOwn = (statement: TSESTree.Statement): boolean => statement.type !== 'FunctionDeclaration' && !prologue.statements.includes(statement);
  const first = body.body.findIndex(isOwn);
  const statements = first === -1 ? [] : body.body.slice(first, body.body.findLastIndex(isOwn) + 1);
  const isThrown = [...statements, ...steps.map(({ fn }) => fn.body)].some((part) => leavesByThrow(source, part));
  return first === -1 || isThrown || !isDeclaredFor(source, statements) ? null : { form: 'inside', statements };
}
