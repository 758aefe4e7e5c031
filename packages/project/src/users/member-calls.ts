import { type FunctionIndex, type Source, functionIndexOf, matchKeyName, matchPropertyName, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';
import type { MemberCall, UncertainMembers } from './reached.js';

/** Lists the calls of functions of other files by members, as far as the file shows for certain which function is called. */
export function readMemberCalls(source: Source): readonly MemberCall[] {
  const index = functionIndexOf(source);
  return nodesOf(source).calls.flatMap(({ type, callee, ...call }): readonly MemberCall[] => {
    if (type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.computed || callee.optional || ('optional' in call && call.optional)) return [];
    const name = index.importedCalleeOf(callee);
    const holders = name && index.imports.holdersOf(callee);
    return holders ? [{ callee, name, holders }] : [];
  });
}

/**
 * Lists the names by which a file may reach methods in a way that does not show which one is called: `options.store.get(id, cb)`,
 * `const { get } = store`, `'get'`. Not those of `readMemberCalls`, nor `this.get(id, cb)` in a file that has a method of the name.
 */
export function readUncertainMembers(source: Source): UncertainMembers {
  const index = functionIndexOf(source);
  const { members, literals, definitions } = nodesOf(source);
  const known = new Set<TSESTree.Node>(readMemberCalls(source).map(({ callee }) => callee));
  const names = new Set<string>();
  const own = new Set<string>();
  let isComputed = false;
  for (const member of members) {
    const name = matchPropertyName(member);
    if (name === null) isComputed ||= isOfProject(member.object, index);
    else if (isOwnCall(member, name, index)) own.add(name);
    else if (!known.has(member) && !isDefinition(member, index)) names.add(name);
  }
  for (const node of definitions) {
    const name = node.type === 'Property' && node.parent.type === 'ObjectPattern' ? matchKeyName(node) : null;
    if (name !== null) names.add(name);
  }
  for (const literal of literals) if (literal.type === 'Literal' && typeof literal.value === 'string' && /^[\w$]+$/.test(literal.value)) names.add(literal.value);
  return { names: [...names], isComputed, own: [...own] };
}

/** `this.get(id, cb)` and `self.get(id, cb)` in a file that has a method `get`. */
function isOwnCall(member: TSESTree.MemberExpression, name: string, index: FunctionIndex): boolean {
  const isCalled = member.parent.type === 'CallExpression' && member.parent.callee === member;
  return isCalled && index.bindings.isThis(member.object) && index.methodsNamed(name).length > 0;
}

function isOfProject(object: TSESTree.Node, index: FunctionIndex): boolean {
  return index.bindings.isThis(object) || index.imports.nameOf(object) !== null || index.classes.classOfInstance(object) !== null;
}

/** `exports.get = ...`, `Store.prototype.get = ...` */
function isDefinition(member: TSESTree.MemberExpression, index: FunctionIndex): boolean {
  if (member.parent.type !== 'AssignmentExpression' || member.parent.left !== member) return false;
  return isExports(member.object, index) || (member.object.type === 'MemberExpression' && matchPropertyName(member.object) === 'prototype');
}
