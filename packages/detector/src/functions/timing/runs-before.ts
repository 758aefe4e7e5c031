import type { TSESTree } from '@typescript-eslint/types';

import { exits } from '../../syntax/exits.js';
import { contains } from '../../syntax/surroundings.js';

/**
 * Whether a node of a function runs on some path to a later one: not where it is in another branch of an `if` than the later one, or in a
 * branch that leaves the function, `if (file) { await stat(file); return; } done();`.
 *
 * Limit: of the statements that branch, only `if` is looked at, and in a loop the first round counts.
 */
export function mayRunBefore(node: TSESTree.Node, later: TSESTree.Node): boolean {
  if (node.range[0] >= later.range[1]) return false;
  let child = node;
  for (let parent = node.parent; parent && !contains(child, later); child = parent, parent = parent.parent) {
    if (parent.type !== 'IfStatement' || parent.test === child) continue;
    if (contains(parent, later) || exits(child)) return false;
  }
  return true;
}
