import { type CallbackSite, type Source, hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { variableAt } from './variables.js';

/**
 * Whether the evaluation of a call's callee or arguments may throw before the callee is called: `load(user.address.street)` where
 * there is no address. What the callee throws by itself is another matter.
 */
export function evaluationMayThrow(source: Source, call: CallbackSite['call'], callback: TSESTree.Node): boolean {
  return !isReached(source, call.callee) || call.arguments.some((argument) => argument !== callback && !isSafe(source, argument));
}

/** `load`, `db.load`: that the callee itself is missing is no matter of its arguments. */
function isReached(source: Source, callee: TSESTree.Node): boolean {
  // `(0, load.default)`, as compilers write it
  if (callee.type === T.SequenceExpression) return callee.expressions.every((each) => isReached(source, each));
  if (callee.type !== T.MemberExpression) return callee.type === T.Identifier || isSafe(source, callee);
  const { object, property, computed } = callee;
  return [T.Identifier, T.ThisExpression, T.Super].includes(object.type) && (!computed || isSafe(source, property));
}

/** Whether the value of an expression comes without a throw. */
function isSafe(source: Source, node: TSESTree.Node): boolean {
  switch (node.type) {
    case T.Literal:
    case T.ThisExpression:
    case T.ArrowFunctionExpression:
    case T.FunctionExpression:
      return true;
    case T.Identifier:
      return node.name === 'undefined' || hasRole(node.name, 'node-global') || variableAt(source, node) !== null;
    case T.TSAsExpression:
    case T.TSNonNullExpression:
      return isSafe(source, node.expression);
    case T.TemplateLiteral:
      return node.expressions.every(isText);
    case T.BinaryExpression:
      return /^[!=]==?$/.test(node.operator) ? isSafe(source, node.left) && isSafe(source, node.right) : isText(node);
    case T.LogicalExpression:
      return isSafe(source, node.left) && isSafe(source, node.right);
    case T.ConditionalExpression:
      return isSafe(source, node.test) && isSafe(source, node.consequent) && isSafe(source, node.alternate);
    case T.UnaryExpression:
      return node.operator !== 'delete' && node.operator !== '-' && node.operator !== '+' && node.operator !== '~' && isSafe(source, node.argument);
    case T.ArrayExpression:
      return node.elements.every((element) => element === null || isSafe(source, element));
    case T.ObjectExpression:
      return node.properties.every((property) => property.type === T.Property && !property.computed && isSafe(source, property.value));
    default:
      return false;
  }
}

/** A text that is put together from texts. A symbol, or an object without `toString`, can be no part of one. */
function isText(node: TSESTree.Node): boolean {
  if (node.type === T.BinaryExpression) return node.operator === '+' && isText(node.left) && isText(node.right);
  return node.type === T.Literal || (node.type === T.Identifier && hasRole(node.name, 'holds-path'));
}
