import { type CallbackSite, type Source, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from './variables.js';

/**
 * Whether the evaluation of a call's callee or arguments may throw before the callee is called: `load(user.address.street)` throws
 * where `user.address` is missing. Exceptions of the callee itself are not meant.
 *
 * @param callback the argument that the rewrite removes
 */
export function evaluationMayThrow(source: Source, call: CallbackSite['call'], callback: TSESTree.Node): boolean {
  return !isReached(source, call.callee) || call.arguments.some((argument) => argument !== callback && !isSafe(source, argument));
}

/** `load`, `db.load`. If `db` or `load` is missing, the call itself throws, which is not meant here either. */
function isReached(source: Source, callee: TSESTree.Node): boolean {
  // `(0, load.default)(...)`, as compilers write a call without a receiver
  if (callee.type === 'SequenceExpression') return callee.expressions.every((each) => isReached(source, each));
  if (callee.type !== 'MemberExpression') return callee.type === 'Identifier' || isSafe(source, callee);
  const { object, property, computed } = callee;
  return ['Identifier', 'ThisExpression', 'Super'].includes(object.type) && (!computed || isSafe(source, property));
}

/** Whether the evaluation of an expression never throws. */
function isSafe(source: Source, node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
    case 'ThisExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'Identifier':
      return node.name === 'undefined' || hasRole(node.name, 'node-global') || variableAt(source, node) !== null;
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return isSafe(source, node.expression);
    case 'TemplateLiteral':
      return node.expressions.every(isText);
    case 'BinaryExpression':
      return /^[!=]==?$/.test(node.operator) ? isSafe(source, node.left) && isSafe(source, node.right) : isText(node);
    case 'LogicalExpression':
      return isSafe(source, node.left) && isSafe(source, node.right);
    case 'ConditionalExpression':
      return isSafe(source, node.test) && isSafe(source, node.consequent) && isSafe(source, node.alternate);
    case 'UnaryExpression':
      return node.operator !== 'delete' && node.operator !== '-' && node.operator !== '+' && node.operator !== '~' && isSafe(source, node.argument);
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isSafe(source, element));
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && !property.computed && isSafe(source, property.value));
    default:
      return false;
  }
}

/** Whether an expression is a string made of strings: `'a' + path`. Any other value may throw when it is converted: a symbol, an object without `toString`. */
function isText(node: TSESTree.Node): boolean {
  if (node.type === 'BinaryExpression') return node.operator === '+' && isText(node.left) && isText(node.right);
  return node.type === 'Literal' || (node.type === 'Identifier' && hasRole(node.name, 'holds-path'));
}
