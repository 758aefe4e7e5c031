import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from './function-node.js';
import type { VisitorKeys } from './visitor-keys.js';
import { pushChildren } from './walk.js';

/**
 * Looks for a node in a subtree, in the order of the text.
 *
 * @param into decides whether the children of a node are searched too; those of the root always are
 */
export function someNode(
  root: TSESTree.Node,
  keys: VisitorKeys,
  test: (node: TSESTree.Node) => boolean,
  into?: (node: TSESTree.Node) => boolean,
): boolean {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (test(node)) return true;
    if (!into || node === root || into(node)) pushChildren(stack, node, keys);
  }
  return false;
}

/** For `someNode`: does not go into functions that have their own `this` and `arguments`. */
export const insideSameThis = (node: TSESTree.Node): boolean =>
  node.type !== 'FunctionExpression' && node.type !== 'FunctionDeclaration' && node.type !== 'ClassBody';

/** For `someNode`: does not go into any function. */
export const insideSameFunction = (node: TSESTree.Node): boolean => !isFunction(node) && node.type !== 'ClassBody';
