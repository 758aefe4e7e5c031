import type { TSESTree } from '@typescript-eslint/types';

import type { VisitorKeys } from './source.js';

/** Sets the parent of every node inside of a program, and hands each node to `visit`, parents first. */
export function setParents(root: TSESTree.Program, keys: VisitorKeys, visit: (node: TSESTree.Node) => void): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    for (const key of keys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(value)) {
        for (const child of value) if (child) adopt(child as TSESTree.Node, node, stack);
      } else if (value && typeof value === 'object') adopt(value as TSESTree.Node, node, stack);
    }
  }
}

function adopt(child: TSESTree.Node, parent: TSESTree.Node, stack: TSESTree.Node[]): void {
  child.parent = parent;
  stack.push(child);
}
