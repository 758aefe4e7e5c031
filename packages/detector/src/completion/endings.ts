import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isCallbackCall, isLogging, neverReturns } from '../error-flow/error-calls.js';
import { calleeName } from '../syntax/names.js';
import { isFunction } from '../syntax/function-node.js';
import { someNode } from '../syntax/search.js';
import { unwrap } from '../syntax/unwrap.js';
import type { Source } from '../source/source.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * Whether a call may complete the work without the callback: it calls a parameter, `fail(err)`, or another callback, or it may end the
 * program, `process.exit()`, also in a function that is its argument.
 */
export function endsElsewhere(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  bindings: Bindings,
  { visitorKeys }: Source,
): boolean {
  const variable = bindings.variableOf(unwrap(node.callee));
  if (variable?.defs.some(({ type }) => type === 'Parameter') || isCallbackCall(node)) return true;
  const isEnd = (inner: TSESTree.Node) =>
    inner.type === 'CallExpression' && (hasRole(calleeName(inner), 'may-end-program') || neverReturns(inner, bindings));
  return isEnd(node) || node.arguments.some((argument) => isFunction(argument) && someNode(argument, visitorKeys, isEnd));
}

/** Whether a statement contains a `return`, `throw`, `break`, `continue` or a call that never returns. */
export function mayExitEarly(statement: TSESTree.Statement, bindings: Bindings, { visitorKeys }: Source): boolean {
  return someNode(
    statement,
    visitorKeys,
    (node) =>
      /^(?:Return|Throw|Break|Continue)Statement$/.test(node.type) ||
      (node.type === 'CallExpression' && neverReturns(node, bindings)),
  );
}

/** Whether a returned value carries no result, so that the function did not choose to return it instead of calling back: `return null`, `return console.error(err)`. */
export function returnsNoValue(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  if (node.type === 'CallExpression') return isLogging(node);
  if (node.type === 'UnaryExpression') return node.operator === 'void';
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}
