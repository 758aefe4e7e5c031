import type { Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { NodeReport } from './protocol.js';

interface KeyedNode {
  readonly key: string;
  readonly node: TSESTree.Node;
}

/** The nodes around a place of a file, outer ones first. */
export function nodesAt({ ast, visitorKeys }: Source, offset: number): readonly NodeReport[] {
  const found: NodeReport[] = [];
  let next: KeyedNode | undefined = { key: '', node: ast };
  while (next) {
    const { key, node }: KeyedNode = next;
    found.push({ type: node.type, key, range: node.range });
    next = children(node, visitorKeys[node.type] ?? []).find(({ node: { range } }) => range[0] <= offset && offset <= range[1]);
  }
  return found;
}

function children(node: TSESTree.Node, keys: readonly string[]): readonly KeyedNode[] {
  return keys.flatMap((key) => {
    const value = (node as unknown as Readonly<Record<string, unknown>>)[key];
    if (Array.isArray(value)) return value.flatMap((item: TSESTree.Node | null, index) => (item ? [{ key: `${key}[${index}]`, node: item }] : []));
    return value ? [{ key, node: value as TSESTree.Node }] : [];
  });
}
