// Decides what a single call of a host's error-first callback becomes in an async function: `return value`, `throw err`, or nothing.

import { contains, isFunction, isInBranchWith, isNullish } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { forwardingCallOf, handlerOf, isKnownNull } from '../error-forms/questions.js';
import { statementOf } from '../error-forms/statements.js';
import type { Completion, Rewrite } from '../plan/types.js';

/** The rewrite whose callback a function is; null for another function. */
type RewriteOf = (callback: TSESTree.Node) => Rewrite | null;

/**
 * The completion that a call of the host's callback is. `cb()`, `cb(null, value)` and `cb(err, value)` that forwards both become
 * `return`; `cb(err)` becomes `throw` where `err` is certainly an error.
 *
 * @returns null where the call passes more than one result, or may pass an error or none
 */
export function matchCompletion(call: TSESTree.CallExpression, rewriteOf: RewriteOf): Completion | null {
  return matchArguments(call, call.arguments, rewriteOf);
}

/**
 * The completion by the arguments that the host's callback gets.
 *
 * @param call the call that passes them: `cb(null, value)`, or a timer's `process.nextTick(cb, null, value)`
 */
export function matchArguments(call: TSESTree.CallExpression, passed: readonly TSESTree.CallExpressionArgument[], rewriteOf: RewriteOf): Completion | null {
  const [first, second, ...others] = passed;
  if (others.length > 0 || first?.type === 'SpreadElement' || second?.type === 'SpreadElement') return null;
  const returns = (value: TSESTree.Expression | null): Completion => ({ call, passed, whole: call, kind: 'return', value, forwarded: null, ...(first?.type === 'Identifier' && !isNullish(first) && { isErrorNull: true }) });
  if (!first || isNullish(first)) return returns(second ?? null);
  if (first.type === 'Identifier' && isNullBehindGuard(first, rewriteOf)) return returns(second ?? null);
  if (second && !isNullish(second)) return isForward(call, second, rewriteOf) ? returns(second) : null;
  if (isForward(call, null, rewriteOf)) return returns(null);
  return isCertainlyError(first, rewriteOf) ? { call, passed, whole: call, kind: 'throw', value: first, forwarded: null } : null;
}

/**
 * `cb(err)` and `cb(err, value)` where the error may be unset, in a host that loses its callback: `if (err) throw err;`. Another expression,
 * `cb(wrap(err))`, is evaluated first. Only as a statement of its own in a block or a branch, since several statements replace it.
 *
 * @param whole the node that is replaced: the call, or `if (cb) cb(err);`
 * @returns null for another call
 */
export function matchEither(call: TSESTree.CallExpression, whole: TSESTree.Node): Completion | null {
  const [error, value = null, ...others] = call.arguments;
  if (!error || others.length > 0 || error.type === 'SpreadElement' || value?.type === 'SpreadElement' || !isReplaceable(statementOf({ whole }))) return null;
  // The value would be evaluated behind the error, and not at all where there is one.
  if (error.type !== 'Identifier' && value !== null) return null;
  return { call, passed: call.arguments, whole: call, kind: 'either', value, forwarded: null };
}

/** Whether several statements can take the place of one: in a block, or as a branch of an `if`. */
function isReplaceable(statement: TSESTree.Statement | null): boolean {
  return statement?.parent.type === 'BlockStatement' || statement?.parent.type === 'IfStatement';
}

/** `cb(err, value)` behind `if (err) return cb(err);`: the error is null there. */
export function isNullBehindGuard(identifier: TSESTree.Identifier, rewriteOf: RewriteOf): boolean {
  const error = rewriteWithError(identifier, rewriteOf)?.error;
  return error !== undefined && isKnownNull(error, identifier);
}

/**
 * Whether a call is all that the callback around it does, and forwards its error and result: `cb(err, value)`. An error is a rejection
 * of the awaited call then and does not reach this place.
 */
function isForward(call: TSESTree.CallExpression, value: TSESTree.Expression | null, rewriteOf: RewriteOf): boolean {
  const [first] = call.arguments;
  const rewrite = first?.type === 'Identifier' ? rewriteWithError(first, rewriteOf) : null;
  if (!rewrite || forwardingCallOf(rewrite.error) !== call) return false;
  // A value that is no result of the awaited call would reach the host's callback beside an error.
  return value === null || (value.type === 'Identifier' && rewrite.site.results.some((result) => result.type === 'Identifier' && result.name === value.name));
}

/** The rewrite whose callback has this mention of its error parameter; null where the name is another variable. */
function rewriteWithError(identifier: TSESTree.Identifier, rewriteOf: RewriteOf): Rewrite | null {
  for (let node: TSESTree.Node | undefined = identifier.parent; node; node = node.parent) {
    const rewrite = isFunction(node) ? rewriteOf(node) : null;
    const references = rewrite?.site.error?.variable?.references;
    if (references?.some((reference) => reference.identifier === identifier)) return rewrite;
  }
  return null;
}

/** `new Error(...)`, a text, or a variable that is known to hold an error. */
function isCertainlyError(node: TSESTree.Expression, rewriteOf: RewriteOf): boolean {
  if (node.type === 'Identifier') return isInErrorHandler(node, rewriteOf) || isCaughtOrTested(node);
  if (node.type === 'LogicalExpression' && node.operator === '||') return isCertainlyError(node.right, rewriteOf);
  return node.type === 'NewExpression' || node.type === 'ObjectExpression' || isText(node);
}

/** Whether an expression is certainly a text with characters in it: `'gone'`, `` `no ${name}` ``, `'no ' + name`. */
function isText(node: TSESTree.Expression | TSESTree.PrivateIdentifier): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string' && node.value !== '';
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => value.cooked !== '');
  return node.type === 'BinaryExpression' && node.operator === '+' && (isText(node.left) || isText(node.right));
}

/** Whether an error is mentioned where its callback handles it, as in `if (err) { log(err); cb(err); }`. */
function isInErrorHandler(identifier: TSESTree.Identifier, rewriteOf: RewriteOf): boolean {
  const error = rewriteWithError(identifier, rewriteOf)?.error;
  const handler = error ? handlerOf(error) : null;
  return handler !== null && contains(handler, identifier);
}

/** `catch (e) { cb(e); }`, `if (e && !e.isKnown) cb(e);` */
function isCaughtOrTested(identifier: TSESTree.Identifier): boolean {
  return isInBranchWith(identifier, identifier.name) || isCaughtAround(identifier);
}

/** Whether a mention is in the `catch` that declares it. */
function isCaughtAround(identifier: TSESTree.Identifier): boolean {
  for (let node = identifier.parent; !isFunction(node) && node.parent; node = node.parent) {
    if (node.type === 'CatchClause' && node.param?.type === 'Identifier' && node.param.name === identifier.name) return true;
  }
  return false;
}
