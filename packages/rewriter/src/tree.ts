import { type VisitorKeys, pushChildren } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

export type FunctionNode =
  | TSESTree.ArrowFunctionExpression
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression;

/** What a call stands in: the nearest function, or the module. */
export type Host = FunctionNode | TSESTree.Program | TSESTree.StaticBlock | TSESTree.PropertyDefinition;

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === T.FunctionExpression ||
    node?.type === T.ArrowFunctionExpression ||
    node?.type === T.FunctionDeclaration
  );
}

/** The nearest function, class initializer or program around a node. */
export function hostOf(node: TSESTree.Node): Host {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (isFunction(parent) || parent.type === T.StaticBlock || parent.type === T.Program) return parent;
    if (parent.type === T.PropertyDefinition && parent.value === child) return parent;
  }
  return child as TSESTree.Program;
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

export function contains(outer: Pick<TSESTree.Node, 'range'>, inner: Pick<TSESTree.Node, 'range'>): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/**
 * Looks for a node in a subtree, in the order of the text.
 *
 * @param into decides whether the children of a node are searched too
 */
export function someNode(
  root: TSESTree.Node,
  keys: VisitorKeys,
  test: (node: TSESTree.Node) => boolean,
  into?: (node: TSESTree.Node) => boolean,
): boolean {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (test(node)) return true;
    if (!into || node === root || into(node)) pushChildren(stack, node, keys);
  }
  return false;
}

const LOOPS: ReadonlySet<string> = new Set([T.ForStatement, T.ForInStatement, T.ForOfStatement, T.WhileStatement, T.DoWhileStatement]);

export function isLoop({ type }: TSESTree.Node): boolean {
  return LOOPS.has(type);
}

/** Does not go into functions that have their own `this` and `arguments`. */
export const insideSameThis = (node: TSESTree.Node): boolean =>
  node.type !== T.FunctionExpression &&
  node.type !== T.FunctionDeclaration &&
  node.type !== T.ClassBody;

/** Does not go into any function. */
export const insideSameFunction = (node: TSESTree.Node): boolean =>
  !isFunction(node) && node.type !== T.ClassBody;

/** `node(...)` */
export function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === T.CallExpression && node.parent.callee === node;
}

/** `null` or `undefined` */
export function isNullish(node: TSESTree.Node): boolean {
  return (node.type === T.Literal && node.raw === 'null') || (node.type === T.Identifier && node.name === 'undefined');
}
