// Finds the outermost call around a call with a callback: both are moved together.

import { type CallbackSite, hasRole, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { outerExpression } from '../syntax/expressions.js';

/**
 * The outermost call that a rewrite must keep in one piece: `exec('ls', callback).stdin.end()` for the call of `exec`, and
 * `load(path, once(callback))` for the call of `once`.
 *
 * @returns the call of the site itself where no such call is around it
 */
export function outermostCallOf({ call, argument }: CallbackSite): CallbackSite['call'] {
  const wrapper = call.arguments.length === 1 && call.arguments[0] === argument ? matchWrapped(call) : null;
  return matchChain(wrapper ?? call) ?? wrapper ?? call;
}

/** `load(path, once(callback))` of `once(callback)` */
function matchWrapped(call: TSESTree.Node): TSESTree.CallExpression | null {
  const { parent } = call;
  if (parent?.type !== 'CallExpression' || parent.arguments.length < 2 || parent.arguments.at(-1) !== call) return null;
  return hasRole(verbOf(parent.callee) ?? '', 'stores-argument') ? null : parent;
}

/** `exec('ls', callback).stdin.end()` of `exec('ls', callback)` */
function matchChain(call: TSESTree.Node): TSESTree.CallExpression | null {
  let last: TSESTree.CallExpression | null = null;
  for (let node = outerExpression(call); ; node = outerExpression(node)) {
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.object === node) node = parent;
    else if (parent?.type === 'CallExpression' && parent.callee === node && node.type === 'MemberExpression') node = last = parent;
    else return node === last || (last && outerExpression(last) === node) ? last : null;
  }
}
