// Recognizes expressions that can be evaluated earlier, later or not at all without a difference.

import type { TSESTree } from '@typescript-eslint/types';

/** Whether evaluating an expression neither throws nor has an effect, as for `text`, `[]` and `err === null`, but not for `a.b`. */
export function isSimple(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'ObjectExpression':
      return node.properties.every((property) => property.type === 'Property' && !property.computed && isSimple(property.value));
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isSimple(element));
    case 'UnaryExpression':
      return node.operator === '!' && isSimple(node.argument);
    case 'LogicalExpression':
      return isSimple(node.left) && isSimple(node.right);
    case 'BinaryExpression':
      return /^[!=]==?$/.test(node.operator) && [node.left, node.right].every(isSimple) && [node.left, node.right].some(({ type }) => type === 'Literal');
    default:
      return false;
  }
}
