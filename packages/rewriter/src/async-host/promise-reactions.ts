// Recognizes promises made by hand whose callback only chooses a value, so that a promisified call with `.then` or `.catch` can replace them.

import { type Scope, type Source, contains, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchErrorTest } from '../callback/error-test.js';
import { variablesOf } from '../callback/result-form.js';
import { listOf } from '../error-forms/statements.js';
import { isReadInside } from '../error-forms/subject.js';
import type { Executor, PromiseReactions, Reaction, Rewrite } from '../plan/types.js';
import { expressionOf } from '../syntax/expressions.js';
import { settlersOf } from './executor.js';

/** The values of a callback with an error and of one without. */
interface Choice<Value> {
  readonly failed: Value;
  readonly done: Value;
}

/**
 * What the callback of a rewrite settles the promise with, where it tests for the error and does nothing else:
 *
 * - `if (err) return resolve(null); resolve(text);` becomes `.catch(() => null)`;
 * - `err ? reject(new Error('gone')) : resolve(info.size)` becomes `.then((info) => info.size, () => { throw new Error('gone'); })`;
 * - `(err) => resolve(!err)` becomes `.then(() => true, () => false)`.
 *
 * @returns null for another callback; where a value has several lines, or needs the error and a result; and for `resolve()`
 */
export function matchPromiseReactions(source: Source, executor: Executor, rewrite: Rewrite): PromiseReactions | null {
  const { site, results } = rewrite;
  const error = site.error?.variable ?? null;
  if (!error || results.form === 'all' || error.defs.length !== 1 || error.references.some((reference) => reference.isWrite())) return null;
  const settled = matchTested(site.callback.body, error) ?? both(site.callback.body);
  const failed = settled && matchSettled(settled.failed, executor, error, true);
  const done = settled && matchSettled(settled.done, executor, error, false);
  if (!failed || done?.kind !== 'return') return null;
  const isRead = (reaction: Reaction, variables: readonly Scope.Variable[]): boolean => typeof reaction.value !== 'string' && variables.some((variable) => isReadInside(variable, reaction.value as TSESTree.Expression));
  const given = site.results.flatMap((parameter) => variablesOf(source, site.callback, parameter));
  const settlers = settlersOf(executor);
  // `db.find({ resolve }, ...)` would pass on a function that is gone.
  const isOnlyCalled = settlers.every(({ references }) => references.every(({ identifier }) => contains(site.callback.body, identifier))) && ![done, failed].some((reaction) => isRead(reaction, settlers));
  const isShort = [failed, done].every(({ value }) => typeof value === 'string' || (!source.text.slice(...value.range).includes('\n') && !someNode(value, source.visitorKeys, ({ type }) => type === 'YieldExpression')));
  if (isRead(done, [error]) || isRead(failed, given) || !isShort || !isOnlyCalled) return null;
  const isPassedOn = results.form === 'first' && results.parameter.type === 'Identifier' && isMentionOf(done.value, results.parameter.name);
  const isRejection = failed.kind === 'throw' && isMentionOf(failed.value, error.name);
  const reactions = { fulfilled: isPassedOn ? null : done, rejected: isRejection ? null : { ...failed, error: isRead(failed, [error]) ? error : null } };
  return reactions.fulfilled || reactions.rejected ? reactions : null;
}

/** The parts of a body that is a test for the error: `if (err) return resolve(a); resolve(b);`, `err ? reject(err) : resolve(b)`. */
function matchTested(body: TSESTree.BlockStatement | TSESTree.Expression, error: Scope.Variable): Choice<TSESTree.Node> | null {
  const [first, ...rest] = body.type === 'BlockStatement' ? listOf(body) : [];
  if (first?.type === 'IfStatement') {
    const truth = matchErrorTest(first.test, error);
    const consequent = soleOf(listOf(first.consequent));
    const alternate = first.alternate ? (rest.length === 0 ? soleOf(listOf(first.alternate)) : null) : consequent?.leaves ? soleOf(rest) : null;
    if (truth === null || !consequent || !alternate) return null;
    return truth ? { failed: consequent.call, done: alternate.call } : { failed: alternate.call, done: consequent.call };
  }
  const only = body.type === 'BlockStatement' ? soleOf(listOf(body))?.call : body;
  const truth = only?.type === 'ConditionalExpression' ? matchErrorTest(only.test, error) : null;
  if (only?.type !== 'ConditionalExpression' || truth === null) return null;
  return truth ? { failed: only.consequent, done: only.alternate } : { failed: only.alternate, done: only.consequent };
}

/** The only statement of a body for both outcomes: `resolve(!err)`. */
function both(body: TSESTree.BlockStatement | TSESTree.Expression): Choice<TSESTree.Node> | null {
  const only = body.type === 'BlockStatement' ? soleOf(listOf(body))?.call : body;
  return only ? { failed: only, done: only } : null;
}

/** The expression that some statements consist of, `return resolve(a);` or `resolve(a); return;`, and whether they leave the function. */
function soleOf([first, ...rest]: readonly TSESTree.Statement[]): { readonly call: TSESTree.Expression; readonly leaves: boolean } | null {
  const call = expressionOf(first);
  const [last] = rest;
  const isBare = rest.length === 1 && last?.type === 'ReturnStatement' && last.argument === null;
  return call && (rest.length === 0 || isBare) ? { call, leaves: first?.type === 'ReturnStatement' || isBare } : null;
}

/** What a call of `resolve` or `reject` settles the promise with, with an error or without one. */
function matchSettled(node: TSESTree.Node, { resolve, reject }: Executor, error: Scope.Variable, hasError: boolean): Reaction | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return null;
  const [value] = node.arguments;
  const isCallOf = (variable: Scope.Variable | null): boolean => variable?.references.some(({ identifier }) => identifier === node.callee) === true;
  if (!value || value.type === 'SpreadElement' || (!isCallOf(resolve) && !isCallOf(reject))) return null;
  return { kind: isCallOf(resolve) ? 'return' : 'throw', value: valueOf(value, error, hasError) };
}

/** The value of an expression that tests for the error, `!err`, `err ? null : text`; else the expression itself. */
function valueOf(value: TSESTree.Expression, error: Scope.Variable, hasError: boolean): Reaction['value'] {
  if (value.type === 'ConditionalExpression') {
    const truth = matchErrorTest(value.test, error);
    if (truth !== null) return truth === hasError ? value.consequent : value.alternate;
  }
  const truth = value.type === 'Identifier' ? null : matchErrorTest(value, error);
  return truth === null ? value : truth === hasError ? 'true' : 'false';
}

function isMentionOf(value: Reaction['value'], name: string): boolean {
  return typeof value !== 'string' && value.type === 'Identifier' && value.name === name;
}
