import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isCallbackCall, isLogging, neverReturns } from '../error-flow/error-calls.js';
import { calleeName } from '../syntax/names.js';
import { isFunction } from '../syntax/function-node.js';
import { unwrap } from '../syntax/unwrap.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { pushChildren } from '../syntax/walk.js';

/** Whether a call may be another end of the work than the callback: a parameter or another callback is called, or the program ends. */
export function endsElsewhere(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  bindings: Bindings,
  { visitorKeys }: Source,
): boolean {
  const variable = bindings.variableOf(unwrap(node.callee));
  if (variable?.defs.some(({ type }) => type === 'Parameter') || isCallbackCall(node)) return true;
  const isEnd = (inner: TSESTree.Node) =>
    inner.type === 'CallExpression' && (hasRole(calleeName(inner), 'may-end-program') || neverReturns(inner, bindings));
  return isEnd(node) || node.arguments.some((argument) => isFunction(argument) && hasNode(argument, visitorKeys, isEnd));
}

/** Whether a statement may be left in its middle. */
export function leaves(statement: TSESTree.Statement, bindings: Bindings, { visitorKeys }: Source): boolean {
  return hasNode(
    statement,
    visitorKeys,
    (node) =>
      /^(?:Return|Throw|Break|Continue)Statement$/.test(node.type) ||
      (node.type === 'CallExpression' && neverReturns(node, bindings)),
  );
}

/** Whether a returned value does not stand in for the callback: `return null`, `return console.error(err)`. */
export function tellsNothing(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  if (node.type === 'CallExpression') return isLogging(node);
  if (node.type === 'UnaryExpression') return node.operator === 'void';
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** Whether something in a node holds for a test. */
export function hasNode(
  root: TSESTree.Node,
  visitorKeys: Source['visitorKeys'],
  test: (node: TSESTree.Node) => boolean,
): boolean {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (test(node)) return true;
    pushChildren(stack, node, visitorKeys);
  }
  return false;
}
