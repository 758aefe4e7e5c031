import type { TSESTree } from '@typescript-eslint/types';

import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { pushChildren } from '../syntax/walk.js';

/** Sets `parent` of every node in a program, and calls `visit` with each node, parents before children, in the order of the text. */
export function setParents(root: TSESTree.Program, keys: VisitorKeys, visit: (node: TSESTree.Node) => void): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    const first = stack.length;
    pushChildren(stack, node, keys);
    for (let i = first; i < stack.length; i++) stack[i]!.parent = node;
  }
}
