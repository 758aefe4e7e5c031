import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import type { CallbackSite } from '../site.js';
import { hostOf } from '../syntax/host-of.js';
import { type FunctionNode, isFunction, onlyExpression } from '../syntax/function-node.js';
import { calleeName } from '../syntax/names.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * Whether a function only hands all results of a call on to the promise around it, as a list: `(...results) => resolve(results)`,
 * `(err, ...results) => (err ? reject(err) : resolve(results))`, or `resolve([this, ...results])`. A promise has one value, so that there is no plainer way to await such a
 * call, and nothing is left to do with the callback.
 */
export function handsOnToPromise(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings): boolean {
  const rest = callback.params.at(-1);
  if (rest?.type !== 'RestElement' || rest.argument.type !== 'Identifier' || callback.params.length > 2) return false;
  const executor = executorAround(call);
  if (!executor) return false;
  const [resolve, reject] = executor.params;
  const list = rest.argument;
  const [error] = callback.params.length === 2 ? callback.params : [];
  const isSettled = (node: TSESTree.Node, settle: TSESTree.Node | undefined, value: TSESTree.Node): boolean =>
    node.type === 'CallExpression' && node.arguments.length === 1 && isNamed(node.callee, settle, bindings) && isNamed(withoutThis(node.arguments[0]!), value, bindings);
  const body = onlyExpression(callback);
  if (!error) return body !== null && isSettled(body, resolve, list);
  return body?.type === 'ConditionalExpression' && isNamed(body.test, error, bindings) && isSettled(body.consequent, reject, error) && isSettled(body.alternate, resolve, list);
}

/**
 * Whether a function hands the last of its arguments on to the promise around the call, which is awaited or has a name, and ignores the error: `(err, text) => resolve(text)`.
 * Where the callee may pass a result beside its error, nothing plainer does the same.
 */
export function handsResultOnToPromise(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings): boolean {
  const executor = executorAround(call);
  const taker = executor?.parent.parent?.type;
  if (executor?.params.length !== 1 || (taker !== 'AwaitExpression' && taker !== 'VariableDeclarator')) return false;
  const { params } = callback;
  const body = onlyExpression(callback);
  if (params.length < 2 || !params.every(({ type }) => type === 'Identifier') || body?.type !== 'CallExpression' || body.arguments.length !== 1) return false;
  return isNamed(body.callee, executor.params[0], bindings) && isNamed(body.arguments[0]!, params.at(-1), bindings);
}

/** The executor that a call is in, `(resolve) => {}` of `new Promise((resolve) => {})`; null for another function. */
function executorAround(call: CallbackSite['call']): FunctionNode | null {
  const executor = hostOf(call);
  return isFunction(executor) && executor.parent.type === 'NewExpression' && hasRole(calleeName(executor.parent), 'makes-promise') ? executor : null;
}

/** The list `results` of `[this, ...results]`. */
function withoutThis(node: TSESTree.Node): TSESTree.Node {
  if (node.type !== 'ArrayExpression' || node.elements.length !== 2) return node;
  const [self, rest] = node.elements;
  return self?.type === 'ThisExpression' && rest?.type === 'SpreadElement' ? rest.argument : node;
}

/** Whether an expression is the variable of a parameter. */
function isNamed(node: TSESTree.Node, parameter: TSESTree.Node | undefined, bindings: Bindings): boolean {
  return node.type === 'Identifier' && parameter !== undefined && bindings.variableOf(node)?.identifiers[0] === parameter;
}
