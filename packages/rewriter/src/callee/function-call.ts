// Distinguishes `load.call(this, callback)`, the call of a function, from `rpc.call('sum', callback)`, a method that is named `call`.

import { type Source, functionIndexOf, hasRole, isNullish } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { assignsThis, variableAt } from '../syntax/variables.js';

/**
 * Which `call` is meant by `target.call(first, ...)`: that of a function, whose first argument is the receiver, `load.call(this, cb)`; or a
 * method with this name of some other object, `rpc.call('sum', [1, 2], cb)`.
 *
 * @returns `unknown` where it may be either
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

/** `this`, `null`, or a variable that holds a receiver, by its name or by `self = this`. */
function isReceiver(source: Source, node: TSESTree.Expression): boolean {
  if (node.type === 'ThisExpression' || isNullish(node)) return true;
  if (node.type !== 'Identifier') return false;
  return hasRole(node.name, 'receiver') || (variableAt(source, node)?.references.some(assignsThis) ?? false);
}

/** A value that is hardly ever a receiver: a literal, a list, a computed value. */
function isValue({ type }: TSESTree.Expression): boolean {
  return type === 'Literal' || type === 'TemplateLiteral' || type === 'ArrayExpression' || type === 'BinaryExpression';
}
