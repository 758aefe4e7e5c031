// The promise form: what is not flat in a function that loses its callback, `return new Promise((resolve, reject) => { ... })`.

import { type Scope, type Source, contains, hasRole, hostOf, insideSameFunction, isFunction, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isDeclaredFor } from '../syntax/declared-for.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import type { Completion, PromiseForm, Rewrite } from '../plan/types.js';
import { statementOf } from '../error-forms/statements.js';
import { isMentionOf } from '../syntax/variables.js';
import { matchCompletion } from './match-completion.js';

type RewriteOf = (callback: TSESTree.Node) => Rewrite | null;
type IsError = (node: TSESTree.Expression) => boolean;

/**
 * The promise that some statements at the end of a function become, which store the callback, pass it on or call it in functions of their
 * own: `this.waiting.push(cb);`, `child.once('close', () => cb());`.
 *
 * @param statements the last statements that run on a path of the function
 * @param callback the callback that goes away
 * @param rewriteOf the rewrite whose callback a function is
 * @param isError whether an expression is certainly an error: `e` of `var e = new Error('gone');`, `notFound(id)`
 * @returns null where they only call the callback themselves, a name that they declare is used elsewhere, a name of the promise is taken, the
 *   callback is replaced, something is returned that has nothing to do with it, or code of a function runs behind a call of it: the promise would go on later than the callback did
 */
export function matchPromiseForm(source: Source, statements: readonly TSESTree.Statement[], callback: Scope.Variable, rewriteOf: RewriteOf, isError: IsError): PromiseForm | null {
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last || !isEndOfBlock(statements) || !isSeparable(source, statements, source.text.slice(first.range[0], last.range[1]))) return null;
  const references = callback.references.filter(({ identifier }) => statements.some((statement) => contains(statement, identifier)));
  if (references.some((reference) => reference.isWrite())) return null;
  // A path that never calls the callback back, `if (row) cb(null, row);`, is no reason for a promise.
  if (!references.some(({ identifier }) => hostOf(identifier) !== hostOf(first) || isValue(identifier as TSESTree.Identifier))) return null;
  const mentions = references.map(({ identifier }) => identifier as TSESTree.Identifier);
  // `return this;` gives the caller something beside the callback.
  const returnsOther = (node: TSESTree.Node): boolean => node.type === 'ReturnStatement' && node.argument !== null && !mentions.some((mention) => contains(node, mention));
  if (statements.some((statement) => someNode(statement, source.visitorKeys, returnsOther, insideSameFunction))) return null;
  const settlements = mentions.flatMap((mention) => matchCall(mention, callback, rewriteOf, isError) ?? []);
  const others = mentions.filter((mention) => !settlements.some(({ whole, call }) => call.callee === mention || (whole !== call && contains(whole, mention))));
  if (others.length === 0) return { statements, settlements, adapter: null };
  const isTested = settlements.some(({ whole, call }) => whole !== call);
  return isTested || !others.every(isValue) ? null : { statements, settlements: [], adapter: callback.name };
}

/** Whether statements follow each other in a block, and only functions are declared behind them. */
function isEndOfBlock(statements: readonly TSESTree.Statement[]): boolean {
  const block = statements[0]?.parent;
  if (block?.type !== 'BlockStatement') return false;
  const rest = block.body.slice(block.body.indexOf(statements[0] as TSESTree.Statement));
  return rest.every((statement, index) => statement === statements[index] || (index >= statements.length && statement.type === 'FunctionDeclaration'));
}

/** Whether statements can move into a function of their own. */
function isSeparable(source: Source, statements: readonly TSESTree.Statement[], text: string): boolean {
  const leaves = (node: TSESTree.Node): boolean => node.type === 'AwaitExpression' || node.type === 'YieldExpression';
  const isAsync = (node: TSESTree.Node): boolean => isFunction(node) && node.async;
  return (
    !/\b(?:resolve|reject)\b/.test(text) &&
    !statements.some((statement) => someNode(statement, source.visitorKeys, leaves, insideSameFunction) || someNode(statement, source.visitorKeys, isAsync)) &&
    isDeclaredFor(source, statements)
  );
}

/** How a call of the callback settles the promise; null for another mention, and for a call behind which code runs. */
function matchCall(mention: TSESTree.Identifier, callback: Scope.Variable, rewriteOf: RewriteOf, isError: IsError): Completion | null {
  const call = mention.parent;
  if (call.type !== 'CallExpression' || call.callee !== mention) return null;
  const whole = withTest(call, callback);
  if (!isLast(whole)) return null;
  const certain = matchCompletion(call, rewriteOf) ?? matchListened(call);
  const [error, value = null, ...others] = call.arguments;
  if (certain) return { ...certain, whole };
  if (error && error.type !== 'SpreadElement' && call.arguments.length === 1 && isError(error)) return { call, passed: call.arguments, whole, kind: 'throw', value: error, forwarded: null };
  if (error?.type !== 'Identifier' || others.length > 0 || value?.type === 'SpreadElement') return null;
  return { call, passed: call.arguments, whole, kind: 'either', value, forwarded: null };
}

/** `emitter.on('error', (err) => cb(err))`: an event that is called `error` passes one. */
function matchListened(call: TSESTree.CallExpression): Completion | null {
  const [error, ...others] = call.arguments;
  if (error?.type !== 'Identifier' || others.length > 0) return null;
  for (let node: TSESTree.Node | undefined = call.parent; node; node = node.parent) {
    if (!isFunction(node)) continue;
    const [parameter] = node.params;
    const { parent } = node;
    const event = parent.type === 'CallExpression' && parent.arguments[1] === node ? parent.arguments[0] : null;
    const isError = parameter?.type === 'Identifier' && parameter.name === error.name && event?.type === 'Literal' && event.value === 'error';
    return isError ? { call, passed: call.arguments, whole: call, kind: 'throw', value: error, forwarded: null } : null;
  }
  return null;
}

/** The test for the callback around a call, `cb && cb(err)`, `if (cb) cb(err);`; the call where there is none. */
function withTest(call: TSESTree.CallExpression, callback: Scope.Variable): TSESTree.Node {
  const { parent } = call;
  if (parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === call && isMentionOf(parent.left, callback)) return parent;
  const statement = statementOf({ whole: call });
  const test = statement?.parent;
  return test?.type === 'IfStatement' && test.consequent === statement && !test.alternate && isMentionOf(test.test, callback) ? test : call;
}

/** Whether nothing runs behind a call in its function. */
function isLast(whole: TSESTree.Node): boolean {
  const statement = statementOf({ whole });
  if (!statement) return whole.parent?.type === 'ArrowFunctionExpression' && whole.parent.body === whole;
  return statement.type === 'ReturnStatement' || isLastInFunction(statement);
}

/** Whether a mention is stored, `this.done = cb`, `{ cb }`, or passed to what keeps it: `waiting.push(cb)`, `child.once('close', cb)`. */
function isValue(mention: TSESTree.Identifier): boolean {
  const { parent } = mention;
  switch (parent.type) {
    case 'CallExpression':
      // Any other callee may take it for its completion, so that the call can be awaited as it is, or not at all.
      return parent.callee !== mention && keepers.some((role) => hasRole(verbOf(parent.callee) ?? '', role));
    case 'AssignmentExpression':
      return parent.right === mention && parent.operator === '=';
    case 'Property':
      return parent.value === mention;
    case 'ArrayExpression':
      return true;
    default:
      return false;
  }
}

/** The roles of names whose functions keep a callback that they are given. */
const keepers = ['appends', 'subscribes', 'stores-argument', 'timer', 'defers'] as const;
