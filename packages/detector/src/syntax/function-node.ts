import type { TSESTree } from '@typescript-eslint/types';

/** A function with a body, which can be passed as a callback. */
export type FunctionNode = TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration;

/** Whether a node is a function with a body: a method's value is one, a signature of TypeScript is none. */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** The parameters that arguments are bound to: TypeScript's `this` parameter is none. */
export function parametersOf(fn: FunctionNode): readonly TSESTree.Parameter[] {
  const [first] = fn.params;
  return first?.type === 'Identifier' && first.name === 'this' ? fn.params.slice(1) : fn.params;
}

/** The nearest function around a node (not the node itself), or null at the top of the file. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  for (let current = node.parent; current; current = current.parent) if (isFunction(current)) return current;
  return null;
}
