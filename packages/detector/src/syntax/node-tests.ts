import type { TSESTree } from '@typescript-eslint/types';

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** Whether a node is a `for`, `for...in`, `for...of`, `while` or `do...while` statement. */
export function isLoop({ type }: TSESTree.Node): boolean {
  return loops.has(type);
}

/** Whether an expression is the literal `null` or the name `undefined`; `void 0` does not count. */
export function isNullish(node: TSESTree.Node): boolean {
  return (node.type === 'Literal' && node.raw === 'null') || (node.type === 'Identifier' && node.name === 'undefined');
}
