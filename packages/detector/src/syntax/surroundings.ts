import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from './function-node.js';

/** Whether one range of the text lies inside another, or is equal to it. */
export function contains(outer: Pick<TSESTree.Node, 'range'>, inner: Pick<TSESTree.Node, 'range'>): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether a node is the callee of a call: `node(...)`. */
export function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

/** What a value can be a part of on its way into an argument. */
const passedThrough: ReadonlySet<string> = new Set(['Property', 'ObjectExpression', 'ArrayExpression', 'AssignmentExpression']);

/** Whether a value becomes an argument of a call, or a part of one: `f(node)`, `f([node])`, `f({ key: node })`. */
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

/** Whether a node is in the `try` block (not in `catch` or `finally`) of a statement of its own function. */
export function isInsideTry(node: TSESTree.Node): boolean {
  return isBelowTry(node, isFunction);
}

/** Whether a `try` block is around a node, be it outside of its function. */
export function isBelowTry(node: TSESTree.Node, isOutside: (node: TSESTree.Node) => boolean = () => false): boolean {
  let child = node;
  for (let parent = child.parent; parent && !isOutside(parent); child = parent, parent = child.parent) {
    if (parent.type === 'TryStatement' && parent.block === child) return true;
  }
  return false;
}

/** Whether a call is made for its effect, or for its caller's caller. */
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
