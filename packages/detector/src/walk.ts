import type { TSESTree } from '@typescript-eslint/types';

import type { VisitorKeys } from './source.js';

/** Visits a node and every node inside once, parents first, in the order of the text. */
export function walk(
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
  visit: (node: TSESTree.Node) => void,
): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    const keys = visitorKeys[node.type] ?? [];
    for (let i = keys.length - 1; i >= 0; i--) {
      const value = (node as unknown as Record<string, unknown>)[keys[i]!];
      if (Array.isArray(value)) {
        for (let j = value.length - 1; j >= 0; j--) if (value[j]) stack.push(value[j] as TSESTree.Node);
      } else if (value && typeof value === 'object') stack.push(value as TSESTree.Node);
    }
  }
}

/**
 * Visits a node and every node inside but names and literals, which are more than half of all; parents first, in no certain
 * order, as long as `visit` returns true.
 */
export function walkInner(root: TSESTree.Node, visitorKeys: VisitorKeys, visit: (node: TSESTree.Node) => boolean): void {
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!visit(node)) return;
    for (const key of visitorKeys[node.type] ?? []) {
      const value = (node as unknown as Record<string, unknown>)[key] as TSESTree.Node | null | undefined | (TSESTree.Node | null)[];
      if (!value) continue;
      if (Array.isArray(value)) {
        for (const child of value) if (child && !isLeaf(child)) stack.push(child);
      } else if (!isLeaf(value)) stack.push(value);
    }
  }
}

function isLeaf({ type }: TSESTree.Node): boolean {
  return type === 'Identifier' || type === 'Literal';
}
