import { type FunctionIndex, type Source, functionIndexOf, isNodeModule, matchKeyName, matchPropertyName, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isEmitterClass } from './class-reader.js';

/**
 * The names of members of classes that extend one of which the file does not show where it comes from, `class Cache extends options.Store { get() {} }`: it may
 * be a class of the project. Where that is known, the class counts as passed on.
 */
export function readOverriddenNames(source: Source): readonly string[] {
  const index = functionIndexOf(source);
  const names = new Set<string>();
  for (const node of nodesOf(source).definitions) {
    const [name, owner] = memberOf(node, index);
    const base = owner && index.classes.baseOf(owner);
    if (name !== null && base && !isKnown(base, index)) names.add(name);
  }
  return [...names];
}

type Definition = ReturnType<typeof nodesOf>['definitions'][number];

/** The name of a member that a class or its prototype gets, and the class. */
function memberOf(node: Definition, { classes }: FunctionIndex): readonly [string | null, ReturnType<FunctionIndex['classes']['classOf']>] {
  if (node.type === 'AssignmentExpression') {
    const { left } = node;
    const prototype = left.type === 'MemberExpression' && left.object.type === 'MemberExpression' && matchPropertyName(left.object) === 'prototype' ? left.object : null;
    return [left.type === 'MemberExpression' ? matchPropertyName(left) : null, prototype && classes.classOf(prototype.object)];
  }
  return node.type === 'Property' ? [null, null] : [matchKeyName(node), node.parent.parent];
}

/** A class of the file, of another file of the project, or of Node. */
function isKnown(base: TSESTree.Node, index: FunctionIndex): boolean {
  if (index.classes.classOf(base) !== null || index.imports.nameOf(base) !== null || isEmitterClass(base, index)) return true;
  const path = index.paths.pathOf(base);
  return path !== null && isNodeModule(path.split('.')[0]!);
}
