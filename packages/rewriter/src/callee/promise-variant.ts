// Finds the promise variant of a callee, the function beside it that returns a promise: `fs.promises.readFile` for `fs.readFile`.

import { type ApiFacts, type CallbackSite, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * The promise variant of a callee, by its path from the object of the callee.
 *
 * @returns `promises.readFile` for `fs.readFile`; null where there is none, or none for these arguments: `fs.promises` takes a path where
 *   `fs` takes a file descriptor as well
 */
export function promiseVariantOf({ api, call }: CallbackSite, { variant, variantFor }: ApiFacts): string | null {
  const [first] = call.arguments;
  const object = api?.slice(0, api.lastIndexOf('.') + 1);
  if (variant === undefined || !object || !variant.startsWith(object)) return null;
  return variantFor !== 'paths' || (first !== undefined && isPath(first)) ? variant.slice(object.length) : null;
}

/** An expression that is certainly a path and no file descriptor: a string, a name like `filename`, or `path.join(...)`. */
function isPath(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string';
    case 'TemplateLiteral':
      return true;
    case 'Identifier':
      return hasRole(node.name, 'holds-path');
    case 'BinaryExpression':
      return node.operator === '+' && (isPath(node.left) || isPath(node.right));
    case 'CallExpression':
      return (
        node.callee.type === 'MemberExpression' &&
        node.callee.object.type === 'Identifier' &&
        node.callee.object.name === 'path' &&
        node.callee.property.type === 'Identifier' &&
        hasRole(node.callee.property.name, 'returns-path')
      );
    default:
      return false;
  }
}
