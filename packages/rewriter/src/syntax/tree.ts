import { type CallbackFunction } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

export {
  type Host,
  contains,
  hostOf,
  insideSameFunction,
  insideSameThis,
  isCalled,
  isNullish,
  someNode,
} from '@uncallback/detector';

export type FunctionNode = CallbackFunction;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === T.FunctionExpression ||
    node?.type === T.ArrowFunctionExpression ||
    node?.type === T.FunctionDeclaration
  );
}

/** The nearest node around an expression that only groups or asserts it is skipped: `(x)`, `x as T`, `x!`, `a?.b` chains. */
export function outerExpression(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (
    outer.parent &&
    (outer.parent.type === T.ChainExpression ||
      outer.parent.type === T.TSNonNullExpression ||
      outer.parent.type === T.TSAsExpression)
  ) {
    outer = outer.parent;
  }
  return outer;
}

/** The expression that a statement is, or returns: `call();`, `return call();`; null for any other. */
export function expressionOf(statement: TSESTree.Node | undefined): TSESTree.Expression | null {
  if (statement?.type === T.ExpressionStatement) return statement.expression;
  return statement?.type === T.ReturnStatement ? statement.argument : null;
}
