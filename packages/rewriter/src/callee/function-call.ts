import { type Source, functionIndexOf, hasRole, isNullish } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { assignsThis, variableAt } from '../syntax/variables.js';

/**
 * What `target.call(first, ...)` is: the `call` of every function, which is given a receiver first, or a method of an object
 * that has one of that name, as `rpc.call('sum', [1, 2], callback)`.
 *
 * @returns 'unknown' where it may be either
 */
export function matchFunctionCall(
  source: Source,
  target: TSESTree.Expression,
  first: TSESTree.Expression,
): 'function' | 'method' | 'unknown' {
  if (isReceiver(source, first) || functionIndexOf(source).definitionsOf(target).length > 0) return 'function';
  if (isValue(first)) return 'method';
  if (target.type !== 'MemberExpression') return 'unknown';
  // `Store.prototype.load.call(store, callback)`, `store.load.call(store, callback)`
  const { object } = target;
  const isPrototype = object.type === 'MemberExpression' && object.property.type === 'Identifier' && object.property.name === 'prototype';
  return isPrototype || source.text.slice(...object.range) === source.text.slice(...first.range) ? 'function' : 'unknown';
}

function isReceiver(source: Source, node: TSESTree.Expression): boolean {
  if (node.type === 'ThisExpression' || isNullish(node)) return true;
  if (node.type !== 'Identifier') return false;
  return hasRole(node.name, 'receiver') || (variableAt(source, node)?.references.some(assignsThis) ?? false);
}

/** What nobody uses as a receiver. */
function isValue({ type }: TSESTree.Expression): boolean {
  return type === 'Literal' || type === 'TemplateLiteral' || type === 'ArrayExpression' || type === 'BinaryExpression';
}
