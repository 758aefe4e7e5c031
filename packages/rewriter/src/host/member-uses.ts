// How the methods of a file are used, by their names alone: `store.load` and `cache.load` count as one method.

import { type Source, nodesOf, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { matchPosition } from '../syntax/position.js';

/** The names of the file's methods, by their use. */
export interface MemberUses {
  /** Methods of which a call uses the value: `size(store.load(path))`. */
  readonly read: ReadonlySet<string>;
  /** Members that are used as classes: `new models.User()`, `models.User.prototype`. */
  readonly constructed: ReadonlySet<string>;
}

const known = new WeakMap<TSESTree.Program, MemberUses>();

/** The uses of methods in a file. They are found once for each file. */
export function memberUsesOf(source: Source): MemberUses {
  const uses = known.get(source.ast) ?? findMemberUses(source);
  known.set(source.ast, uses);
  return uses;
}

function findMemberUses(source: Source): MemberUses {
  const read = new Set<string>();
  const constructed = new Set<string>();
  for (const node of nodesOf(source).members) {
    if (node.property.type !== 'Identifier') continue;
    const { parent } = node;
    if (parent.type === 'CallExpression' && parent.callee === node && matchPosition(parent) === null) {
      read.add(node.property.name);
    }
    const isClass =
      (parent.type === 'NewExpression' && parent.callee === node) ||
      (parent.type === 'MemberExpression' && verbOf(parent) === 'prototype');
    if (isClass) constructed.add(node.property.name);
  }
  return { read, constructed };
}
