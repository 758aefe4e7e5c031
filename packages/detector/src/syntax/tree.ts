import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from './nodes.js';
import type { CallbackFunction } from '../site.js';
import type { VisitorKeys } from '../source/source.js';
import { pushChildren } from './walk.js';

/** What a call runs in: the nearest function, or what initializes a class or the module. */
export type Host = CallbackFunction | TSESTree.Program | TSESTree.StaticBlock | TSESTree.PropertyDefinition;

/** The nearest function, class initializer or program around a node. */
export function hostOf(node: TSESTree.Node): Host {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (isFunction(parent) || parent.type === 'StaticBlock' || parent.type === 'Program') return parent;
    if (parent.type === 'PropertyDefinition' && parent.value === child) return parent;
  }
  return child as TSESTree.Program;
}

/** Whether one range of the text lies inside another, or is equal to it. */
export function contains(outer: Pick<TSESTree.Node, 'range'>, inner: Pick<TSESTree.Node, 'range'>): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/**
 * Looks for a node in a subtree, in the order of the text.
 *
 * @param into decides whether the children of a node are searched too; those of the root always are
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

const loops: ReadonlySet<string> = new Set(['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

export function isLoop({ type }: TSESTree.Node): boolean {
  return loops.has(type);
}

/** For `someNode`: does not go into functions that have their own `this` and `arguments`. */
export const insideSameThis = (node: TSESTree.Node): boolean =>
  node.type !== 'FunctionExpression' && node.type !== 'FunctionDeclaration' && node.type !== 'ClassBody';

/** For `someNode`: does not go into any function. */
export const insideSameFunction = (node: TSESTree.Node): boolean => !isFunction(node) && node.type !== 'ClassBody';

/** Whether a node is the callee of a call: `node(...)`. */
export function isCalled(node: TSESTree.Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

/** `null` or `undefined` */
export function isNullish(node: TSESTree.Node): boolean {
  return (node.type === 'Literal' && node.raw === 'null') || (node.type === 'Identifier' && node.name === 'undefined');
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

/**
 * Whether a statement never completes normally: it returns, throws, or ends the process.
 *
 * @param leaves decides of an expression statement that looks harmless whether it does so all the same
 */
export function exits(
  statement: TSESTree.Node | null | undefined,
  leaves: (statement: TSESTree.ExpressionStatement) => boolean = () => false,
): boolean {
  const ends = (part: TSESTree.Node | null | undefined): boolean => exits(part, leaves);
  switch (statement?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(ends);
    case 'IfStatement':
      return ends(statement.consequent) && ends(statement.alternate);
    case 'TryStatement':
      return ends(statement.finalizer) || (ends(statement.block) && (!statement.handler || ends(statement.handler.body)));
    case 'ExpressionStatement':
      return isProcessExit(statement.expression) || leaves(statement);
    default:
      return false;
  }
}

function isProcessExit(node: TSESTree.Expression): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    node.callee.object.name === 'process' &&
    node.callee.property.type === 'Identifier' &&
    (node.callee.property.name === 'exit' || node.callee.property.name === 'abort')
  );
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
