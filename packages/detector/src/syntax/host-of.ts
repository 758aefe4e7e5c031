import type { TSESTree } from '@typescript-eslint/types';

import { type FunctionNode, isFunction } from './function-node.js';

/**
 * The code that a call belongs to and runs with: the nearest function, a `static {}` block, a class property with its initial value,
 * or the program.
 */
export type Host = FunctionNode | TSESTree.Program | TSESTree.StaticBlock | TSESTree.PropertyDefinition;

/**
 * The host of a node: the nearest function, class initializer or program around it. In `class A { b = f(); [g()] = 1; }` the host of
 * `f()` is the property, but the host of the computed name `g()` is outside the class.
 */
export function hostOf(node: TSESTree.Node): Host {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (isFunction(parent) || parent.type === 'StaticBlock' || parent.type === 'Program') return parent;
    if (parent.type === 'PropertyDefinition' && parent.value === child) return parent;
  }
  return child as TSESTree.Program;
}
