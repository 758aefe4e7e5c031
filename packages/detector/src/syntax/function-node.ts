import type { TSESTree } from '@typescript-eslint/types';

/** A function with a body, which can be passed as a callback. */
export type FunctionNode = TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration;

/**
 * Whether a node is a function with a body. The value of a method, `{ a() {} }`, is a function expression and counts; a method
 * signature or an overload of TypeScript has no body and does not.
 */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** The parameters that receive arguments. A TypeScript `this` parameter is left out: `(this: Foo, err)` has the parameter `err`. */
export function parametersOf(fn: FunctionNode): readonly TSESTree.Parameter[] {
  const [first] = fn.params;
  return first?.type === 'Identifier' && first.name === 'this' ? fn.params.slice(1) : fn.params;
}

/** The nearest function around a node, never the node itself; null at the top level of the file. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  for (let current = node.parent; current; current = current.parent) if (isFunction(current)) return current;
  return null;
}

/** The only expression of a function: `f(x)` of `() => f(x)` and of `function () { return f(x); }`; null where there is more. */
export function onlyExpression({ body }: FunctionNode): TSESTree.Node | null {
  if (body.type !== 'BlockStatement') return body;
  const [only, ...others] = body.body;
  if (!only || others.length > 0) return null;
  return only.type === 'ExpressionStatement' ? only.expression : only.type === 'ReturnStatement' ? only.argument : null;
}
