import type { TSESTree } from '@typescript-eslint/types';

import { isFunction, verbOf } from '../nodes.js';
import type * as Scope from '../scope.js';
import type { CallbackSite } from '../site.js';
import type { Source } from '../source.js';
import { type Host, contains, hostOf } from '../tree.js';
import { isGivenToRepeater } from './repeaters.js';

/**
 * Whether the code behind a call reads what its callback writes, without waiting for it: then the callee must be one that calls back
 * before it returns.
 */
export function isReadAtOnce(source: Source, { call, callback }: CallbackSite): boolean {
  return isReadBehind(source, call, source.scopeManager.acquire(callback, true));
}

/** Whether what the callback writes is read behind a call: its own, or one of the same callee, or for each item, that it is made from. */
function isReadBehind(source: Source, call: CallbackSite['call'], callback: Scope.Scope | null): boolean {
  const host = synchronousHostOf(call);
  const outer = host.parent;
  const isMadeFrom =
    outer?.type === 'CallExpression' &&
    outer.callee !== host &&
    (isGivenToRepeater(host) || source.text.slice(...outer.callee.range) === source.text.slice(...call.callee.range));
  if (isMadeFrom && isReadBehind(source, outer, callback)) return true;
  return (callback?.through ?? []).some(
    (reference) =>
      reference.isWrite() &&
      !isCount(reference.identifier) &&
      reference.resolved !== null &&
      reference.resolved.references.some(
        (read) =>
          read.isRead() &&
          read.identifier.range[0] > call.range[1] &&
          synchronousHostOf(read.identifier) === host &&
          !isOtherBranch(call, read.identifier),
      ),
  );
}

/** `pending--`, `pending -= 1`: what others have counted is read, too. */
function isCount({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== 'AssignmentExpression') return parent?.type === 'UpdateExpression';
  const isNumber = parent.right.type === 'Literal' ? typeof parent.right.value === 'number' : parent.right.type === 'UnaryExpression';
  return /^[+-]=$/.test(parent.operator) && isNumber;
}

/** The function that a node runs with: one that is called in its place is part of the one around it. */
function synchronousHostOf(node: TSESTree.Node): Host {
  const host = hostOf(node);
  const { parent } = host;
  if (!isFunction(host) || parent?.type !== 'CallExpression') return host;
  return parent.callee === host || verbOf(parent.callee) === 'callbackify' ? synchronousHostOf(parent) : host;
}

/** Whether two nodes are in branches of which only one runs. */
function isOtherBranch(call: TSESTree.Node, other: TSESTree.Node): boolean {
  for (let node: TSESTree.Node | undefined = call; node && !isFunction(node); node = node.parent) {
    if (node.parent?.type === 'IfStatement' && contains(node.parent, other) && !contains(node, other)) return true;
  }
  return false;
}
