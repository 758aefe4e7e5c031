import { type ApiFacts, type CallbackSite, hasRole } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Where the object of a callee has the function that does the same and returns a promise.
 *
 * @returns `promises.readFile` for `fs.readFile`; null where there is none for these arguments
 */
export function promiseVariantOf({ api, call }: CallbackSite, { variant, variantFor }: ApiFacts): string | null {
  const [first] = call.arguments;
  const object = api?.slice(0, api.lastIndexOf('.') + 1);
  if (variant === undefined || !object || !variant.startsWith(object)) return null;
  return variantFor !== 'paths' || (first !== undefined && isPath(first)) ? variant.slice(object.length) : null;
}

/** An expression that is surely no number: a text, or put together from one. */
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
