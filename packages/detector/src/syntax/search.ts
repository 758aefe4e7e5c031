import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from './function-node.js';
import type { VisitorKeys } from './visitor-keys.js';
import { pushChildren } from './walk.js';

/**
 * Whether a node, or any node inside it, passes a test. Nodes are tested in the order of the text, until one passes.
 *
 * @param into whether the children of a node are searched, too; by default all are, and the children of the root always are
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

/** An argument for `someNode`: search arrow functions, but not functions and classes, which have a `this` and `arguments` of their own. */
export const insideSameThis = (node: TSESTree.Node): boolean =>
  node.type !== 'FunctionExpression' && node.type !== 'FunctionDeclaration' && node.type !== 'ClassBody';

/** An argument for `someNode`: search no function and no class inside, only code that runs with the root. */
export const insideSameFunction = (node: TSESTree.Node): boolean => !isFunction(node) && node.type !== 'ClassBody';
