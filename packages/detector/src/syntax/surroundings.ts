import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from './function-node.js';

/** Whether the range of one node includes the range of another; two equal ranges include each other. */
export function contains(outer: Pick<TSESTree.Node, 'range'>, inner: Pick<TSESTree.Node, 'range'>): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether a node is the callee of a call: `node(...)`. */
export function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

/** The expressions between a value and the argument that contains it: `{ key: value }`, `[value]`, `a = value`. */
const passedThrough: ReadonlySet<string> = new Set(['Property', 'ObjectExpression', 'ArrayExpression', 'AssignmentExpression']);

/** Whether a value is an argument of a call or a part of one: `f(node)`, `f([node])`, `f({ key: node })`, `f(a = node)`. */
export function reachesArgument(node: TSESTree.Node): boolean {
  let child = node;
  for (let { parent } = child; parent; child = parent, parent = child.parent) {
    if (parent.type === 'CallExpression' || parent.type === 'NewExpression') {
      return (parent.arguments as TSESTree.Node[]).includes(child);
    }
    if (!passedThrough.has(parent.type)) return false;
  }
  return false;
}

/** Whether a node is in a `try` block, not in `catch` or `finally`, and the `try` is in the same function as the node. */
export function isInsideTry(node: TSESTree.Node): boolean {
  return isBelowTry(node, isFunction);
}

/**
 * Whether a node is in a `try` block, in its own function or in one around it.
 *
 * @param isOutside whether a node is where the search upwards ends; by default it ends at the program
 */
export function isBelowTry(node: TSESTree.Node, isOutside: (node: TSESTree.Node) => boolean = () => false): boolean {
  let child = node;
  for (let parent = child.parent; parent && !isOutside(parent); child = parent, parent = child.parent) {
    if (parent.type === 'TryStatement' && parent.block === child) return true;
  }
  return false;
}

/**
 * Whether the function around an expression does not use its value itself: the expression is a statement or the last part of one,
 * `f();`, `ok && f();`, `await f();`, or its value is returned, `return f();`, `() => f()`.
 */
export function isStatement(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'UnaryExpression':
      return isStatement(parent);
    case 'LogicalExpression':
      return parent.right === node && isStatement(parent);
    case 'ConditionalExpression':
      return parent.test !== node && isStatement(parent);
    default:
      return false;
  }
}
