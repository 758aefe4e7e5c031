import type { TSESTree } from '@typescript-eslint/types';

/** The outermost node that is only a wrapper around an expression: `x as T` or `x!` for `x`, the chain node for `a?.b`; else the expression itself. */
export function outerExpression(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (
    outer.parent &&
    (outer.parent.type === 'ChainExpression' ||
      outer.parent.type === 'TSNonNullExpression' ||
      outer.parent.type === 'TSAsExpression')
  ) {
    outer = outer.parent;
  }
  return outer;
}

/** The expression of an expression statement or `return`: `call()` for `call();` and `return call();`. Null for any other statement. */
export function expressionOf(statement: TSESTree.Node | undefined): TSESTree.Expression | null {
  if (statement?.type === 'ExpressionStatement') return statement.expression;
  return statement?.type === 'ReturnStatement' ? statement.argument : null;
}
