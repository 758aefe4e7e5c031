import type { TSESTree } from '@typescript-eslint/types';

import type { Mentions } from './mentions.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * Whether an expression only copies, converts or compares the results that it mentions, and so works even if they are undefined:
 * `data`, `!!data`, `{ data }`, `String(data)`, but not `data.name` or `parse(data)`. False where it mentions no result.
 */
export function copiesResults(expression: TSESTree.Node, results: Mentions): boolean {
  const node = unwrap(expression);
  if (!results.isIn(node)) return false;
  return isHarmless(node, results);
}

/** Whether an expression works even if the results that it mentions, if any, are undefined. */
function isHarmless(expression: TSESTree.Node, results: Mentions): boolean {
  const node = unwrap(expression);
  if (results.isName(node) || !results.isIn(node)) return true;
  return partsOf(node)?.every((part) => isHarmless(part, results)) ?? false;
}

/** The operands of an operation that works with any values, such as `a + b` or `[a, b]`; null for any other expression. */
function partsOf(node: TSESTree.Node): readonly TSESTree.Node[] | null {
  switch (node.type) {
    case 'UnaryExpression':
      return [node.argument];
    case 'BinaryExpression':
      return node.operator === 'in' ? null : [node.left, node.right];
    case 'LogicalExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.test, node.consequent, node.alternate];
    case 'ArrayExpression':
      return node.elements.filter((element) => element !== null);
    case 'ObjectExpression':
      return node.properties.map((property) => (property.type === 'Property' ? property.value : property));
    case 'TemplateLiteral':
      return node.expressions;
    case 'CallExpression':
      return isConversion(node) ? node.arguments : null;
    default:
      return null;
  }
}

/** Whether an expression has another value where a result is missing: `data || {}`, `data ?? ''`, `data ? data.id : 0`. */
export function hasDefault(expression: TSESTree.Node, results: Mentions): boolean {
  const node = unwrap(expression);
  if (node.type === 'ConditionalExpression') return results.isName(unwrap(node.test));
  return node.type === 'LogicalExpression' && node.operator !== '&&' && results.isName(unwrap(node.left)) && !results.isIn(node.right);
}

/** Whether a call only puts its arguments into a list: `list.push(data)`. */
export function appendsArguments({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return callee.type === 'MemberExpression' && hasRole(matchPropertyName(callee) ?? '', 'appends');
}

/** Whether a call converts any value without throwing: `String(data)`, `Math.round(data)`, `Array.isArray(data)`. */
function isConversion({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type === 'Identifier') return hasRole(callee.name, 'converts');
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  const name = matchPropertyName(callee);
  return callee.object.name === 'Math' || (callee.object.name === 'Array' && name === 'isArray');
}
