import type { TSESTree } from '@typescript-eslint/types';

import type { VisitorKeys } from './visitor-keys.js';

/** Visits a node and every node inside it once, parents before children, in the order of the text. */
export function walk(
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
  visit: (node: TSESTree.Node) => void,
): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    pushChildren(stack, node, visitorKeys);
  }
}

/**
 * Pushes the children of a node onto a stack, the last child first, so that `pop` returns them in the order of the text.
 * The loops count instead of using `for...of`, which is slower until the code is optimized: it creates an object for each child.
 */
export function pushChildren(stack: TSESTree.Node[], node: TSESTree.Node, visitorKeys: VisitorKeys): void {
  const keys = visitorKeys[node.type];
  if (!keys) return;
  for (let i = keys.length - 1; i >= 0; i--) {
    const value = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null | undefined>)[keys[i]!];
    if (!value) continue;
    if (!Array.isArray(value)) {
      stack.push(value);
      continue;
    }
    for (let j = value.length - 1; j >= 0; j--) {
      const child = value[j];
      if (child) stack.push(child);
    }
  }
}
