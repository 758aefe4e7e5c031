// The edge in a function that keeps its parameters: `function (id, cb) { check(id); callbackify(async () => { ... })(cb); }`.

import { type Scope, type Source, contains, hostOf, insideSameFunction, isInsideTry, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { KeptReason } from './kept-reasons.js';
import { isTestOf } from './prologue.js';
import type { Candidate, Conversion, Edge, Step } from './types.js';

/**
 * The candidate of a function that keeps its parameters. Its prologue are all own statements in front of the first one that may call the
 * callback: they stay as they are, whatever they do with it: `if (typeof options === 'function') cb = options;`, `cb = once(cb);`.
 *
 * @param reason why its parameters may not change
 */
export function staysOutside(candidate: Omit<Candidate, 'place' | 'ownCalls'>, reason: KeptReason): Candidate {
  const { fn: { body }, callback, steps, prologue: { alias } } = candidate;
  const own = body.body.filter(({ type }) => type !== 'FunctionDeclaration');
  const first = own.findIndex((statement) => !isPreparation(statement, callback, steps));
  const statements = first === -1 ? own : own.slice(0, first);
  const isTested = callback.references.some(({ identifier }) => isTestOf(identifier, callback) && !statements.some((statement) => contains(statement, identifier)));
  return {
    ...candidate,
    prologue: { statements, alias, optional: isTested, tested: isTested, silent: true, defaults: new Map() },
    place: { form: 'inside', reason },
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
  const isThrown = [...statements, ...steps.map(({ fn }) => fn.body)].some((statement) => someNode(statement, source.visitorKeys, (node) => node.type === 'ThrowStatement' && !isInsideTry(node), insideSameFunction));
  return first === -1 || isThrown || isUsedOutside(source, body, statements) ? null : { form: 'inside', statements };
}

/** Whether a variable that some statements of a function declare is mentioned in its other statements. */
function isUsedOutside({ scopeManager }: Source, body: TSESTree.BlockStatement, statements: readonly TSESTree.Statement[]): boolean {
  const outside = body.body.filter((statement) => !statements.includes(statement));
  const scopes = scopeManager.scopes.filter(({ block }) => block === body || block === body.parent);
  return scopes.some(({ variables }) =>
    variables.some(({ defs, references }) =>
      defs.some(({ name }) => statements.some((statement) => contains(statement, name))) &&
      references.some(({ identifier }) => outside.some((statement) => contains(statement, identifier))),
    ),
  );
}
