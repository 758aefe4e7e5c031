import { type FunctionIndex, type Source, functionIndexOf, hasRole, isFunction, matchKeyName, matchPropertyName, nodesOf, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';

/**
 * The names of members that a file may replace on objects of other files, so that a call of the member calls another function then:
 * `store.get = fake`, `stub(store, 'get')`, `['get', 'put'].forEach(wrap)`, `mock('./store', { get() {} })`.
 */
export function readReplacedNames(source: Source): readonly string[] {
  const index = functionIndexOf(source);
  const { definitions, literals } = nodesOf(source);
  const names = new Set<string>();
  for (const node of definitions) {
    if (node.type === 'AssignmentExpression') {
      const name = node.left.type === 'MemberExpression' ? matchPropertyName(node.left) : null;
      if (node.left.type === 'MemberExpression' && name !== null && !isOwn(node.left.object, index)) names.add(name);
    } else if (node.type === 'Property' && node.parent.type === 'ObjectExpression' && (isFurtherArgument(node.parent) || isCopied(node.parent))) {
      const name = matchKeyName(node);
      if (name !== null && (isFunction(node.value) || node.value.type === 'Identifier' || node.value.type === 'CallExpression')) names.add(name);
    }
  }
  for (const literal of literals) {
    const isGiven = isFurtherArgument(literal) || literal.parent.type === 'ArrayExpression';
    if (isGiven && literal.type === 'Literal' && typeof literal.value === 'string' && /^[\w$]+$/.test(literal.value)) names.add(literal.value);
  }
  return [...names];
}

/** Whether a node is an argument behind the first one of a call: `'get'` of `stub(store, 'get')`. */
function isFurtherArgument(node: TSESTree.Node): boolean {
  const { parent } = node;
  return parent?.type === 'CallExpression' && (parent.arguments as TSESTree.Node[]).indexOf(node) > 0;
}

/** Whether the members of an object are copied to another one: `Store.extend({ get() {} })`. */
function isCopied({ parent }: TSESTree.ObjectExpression): boolean {
  return parent.type === 'CallExpression' && hasRole(verbOf(parent.callee) ?? '', 'copies-members');
}

/** Whether an object is the file's own: what it exports, a class or its prototype, an object literal, `this` in a class that extends none of another file. */
function isOwn(object: TSESTree.Node, index: FunctionIndex): boolean {
  const { bindings, classes, imports } = index;
  const node = unwrap(object);
  if (isExports(node, index)) return true;
  if (node.type === 'MemberExpression') return matchPropertyName(node) === 'prototype' && isOwn(node.object, index);
  const variable = node.type === 'Identifier' ? bindings.variableOf(node) : null;
  const only = variable && bindings.onlyValueOf(variable);
  if (bindings.isThis(node)) {
    const owner = classes.classOfInstance(node);
    const base = owner && classes.baseOf(owner);
    return !base || imports.nameOf(base) === null;
  }
  if (only?.type === 'MemberExpression') return isOwn(only, index);
  if (variable && classes.classOf(node)) return true;
  let value: TSESTree.Node | null = only;
  while (value?.type === 'AssignmentExpression') value = value.right;
  return value?.type === 'ObjectExpression' || (value !== null && (isFunction(value) || value.type === 'ClassExpression'));
}
