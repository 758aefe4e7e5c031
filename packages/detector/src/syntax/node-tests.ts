import type { TSESTree } from '@typescript-eslint/types';

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

export function isLoop({ type }: TSESTree.Node): boolean {
  return loops.has(type);
}

/** `null` or `undefined` */
export function isNullish(node: TSESTree.Node): boolean {
  return (node.type === 'Literal' && node.raw === 'null') || (node.type === 'Identifier' && node.name === 'undefined');
}
