import type { TSESTree } from '@typescript-eslint/types';

/** The nearest node around an expression that only groups or asserts it is skipped: `(x)`, `x as T`, `x!`, `a?.b` chains. */
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

/** The expression that a statement is, or returns: `call();`, `return call();`; null for any other. */
export function expressionOf(statement: TSESTree.Node | undefined): TSESTree.Expression | null {
  if (statement?.type === 'ExpressionStatement') return statement.expression;
  return statement?.type === 'ReturnStatement' ? statement.argument : null;
}
