import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { isCalledAnywhere, isReachedOnlyWith } from '../../bindings/parameter-uses.js';
import type * as Scope from '../../scope/scope.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import { calleeName, matchParameterName } from '../../syntax/names.js';
import { isErrorLike } from '../../vocabulary/error-values.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/**
 * Whether a parameter of a function is a callback for failures only: `function get(url, ok, fail)`, which calls `fail(err)` if there is
 * an error and `ok(page)` otherwise. Such a callback is never called on success, so that no `await` can replace it.
 *
 * Limit: every mention has to be a call with an error or a test. A function that forwards the parameter is not recognized.
 */
export function isForFailures(fn: FunctionNode, variable: Scope.Variable, bindings: Bindings): boolean {
  const isOtherCalled = parametersOf(fn).some((parameter) => {
    const name = matchParameterName(parameter);
    return name !== null && bindings.variableOf(name) !== variable && isCalledAnywhere(name, bindings);
  });
  return isOtherCalled && variable.references.every(({ identifier }) => isForFailure(identifier, bindings));
}

/** Whether a variable is the one of a `catch` clause: `e` of `catch (e)`. False for null. */
export function isCaught(variable: Scope.Variable | null): boolean {
  return variable?.defs[0]?.type === 'CatchClause';
}

/** `fail(new Error())`, `if (err) fail(err)`, `stream.on('error', (err) => fail(err, stream))`, `catch (e) { fail(e); }`, `loading.catch(fail)`; or a test for `fail` itself. */
function isForFailure(name: TSESTree.Node, bindings: Bindings): boolean {
  const { parent } = name;
  if (!parent) return false;
  if (parent.type !== 'CallExpression') return isPresenceTest(name);
  const [first] = parent.arguments;
  if (parent.callee === name) return first !== undefined && (isErrorOfListener(first, bindings) || (parent.arguments.length === 1 && isCertainError(first, bindings)));
  const index = parent.arguments.indexOf(name as TSESTree.Expression);
  const callee = calleeName(parent);
  return (callee === 'then' && index === 1) || (index === 0 && hasRole(callee, 'reacts'));
}

/** Whether an argument is what a listener for an `error` event gets: `err` of `stream.on('error', (err) => fail(err, stream))`. */
function isErrorOfListener(argument: TSESTree.Node, bindings: Bindings): boolean {
  const [definition] = bindings.variableOf(argument)?.defs ?? [];
  const call = definition?.type === 'Parameter' ? definition.node.parent : null;
  if (call?.type !== 'CallExpression' || !hasRole(calleeName(call), 'subscribes-to-emitter')) return false;
  const [event] = call.arguments;
  return event?.type === 'Literal' && hasRole(String(event.value), 'listens-to-error-event');
}

/** `if (err && fail)`, `if (typeof fail === 'function')`, `fail && fail(err);`. Not `end = fail || none`, which makes an alias. */
function isPresenceTest(name: TSESTree.Node): boolean {
  let node = name;
  while (/^(?:Unary|Binary|Logical)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
  const { parent } = node;
  if (parent?.type === 'ExpressionStatement') return node !== name;
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;
}

/** Whether a value is certainly an error: one that is made there, caught, or tested to be set. */
export function isCertainError(argument: TSESTree.Node, bindings: Bindings): boolean {
  if (argument.type !== 'Identifier') return (argument.type === 'NewExpression' || argument.type === 'CallExpression') && isErrorLike(argument);
  return isCaught(bindings.variableOf(argument)) || isReachedOnlyWith(argument, argument.name);
}
