import type { TSESTree } from '@typescript-eslint/types';

import { type FunctionNode, isFunction } from './function-node.js';

/** What a call runs in: the nearest function, or what initializes a class or the module. */
export type Host = FunctionNode | TSESTree.Program | TSESTree.StaticBlock | TSESTree.PropertyDefinition;

/** The nearest function, class initializer or program around a node. */
export function hostOf(node: TSESTree.Node): Host {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (isFunction(parent) || parent.type === 'StaticBlock' || parent.type === 'Program') return parent;
    if (parent.type === 'PropertyDefinition' && parent.value === child) return parent;
  }
  return child as TSESTree.Program;
}
