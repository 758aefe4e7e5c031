import type { TSESTree } from '@typescript-eslint/types';

import { isErrorName } from './parameter-names.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from './vocabulary.js';

/**
 * Whether an expression evaluates to an error, judged by names: `err`, `new Error()`, `createError()`, `Error[404]()`, `self.error`,
 * `err || new Error()`.
 */
export function isErrorLike(expression: TSESTree.Node): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier':
      return isErrorName(node.name);
    case 'NewExpression':
    case 'CallExpression':
      return hasRole(calleeName(node), 'error-class') || isFactoryOf(node.callee);
    case 'MemberExpression':
      return isErrorName(matchPropertyName(node) ?? '');
    case 'LogicalExpression':
      return isErrorLike(node.left) || isErrorLike(node.right);
    case 'ConditionalExpression':
      return isErrorLike(node.consequent) || isErrorLike(node.alternate);
    default:
      return false;
  }
}

/** `Error[404]`: a function that is a property of a class of errors. */
function isFactoryOf(callee: TSESTree.Node): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && hasRole(callee.object.name, 'error-class');
}
