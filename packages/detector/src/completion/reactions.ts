import type { TSESTree } from '@typescript-eslint/types';

import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';

/** One step of a promise chain: the functions that run when the promise before it is fulfilled or rejected, if there are any. */
export interface Reaction {
  readonly fulfilled: TSESTree.Node | null;
  readonly rejected: TSESTree.Node | null;
}

/**
 * Splits a promise chain: `load().then(a, b).catch(c)` is the promise `load()` with the reactions `{ fulfilled: a, rejected: b }` and
 * `{ fulfilled: null, rejected: c }`. Recognized by the names of the methods only; those of Q and bluebird are included.
 *
 * @returns null where the call is no such method
 */
export function matchReactions(
  call: TSESTree.CallExpression,
): { readonly promise: TSESTree.Node; readonly reactions: readonly Reaction[] } | null {
  const callee = unwrap(call.callee);
  const reaction = callee.type === 'MemberExpression' && matchReaction(matchPropertyName(callee) ?? '', call.arguments);
  if (!reaction || callee.type !== 'MemberExpression') return null;
  const promise = unwrap(callee.object);
  const before = promise.type === 'CallExpression' ? matchReactions(promise) : null;
  return before
    ? { promise: before.promise, reactions: [...before.reactions, reaction] }
    : { promise, reactions: [reaction] };
}

function matchReaction(name: string, args: readonly TSESTree.CallExpressionArgument[]): Reaction | null {
  const [first = null, second = null] = args;
  const last = args.at(-1) ?? null;
  switch (name) {
    case 'then':
    case 'spread':
    case 'done':
      return args.length > 0 && args.length < 4 ? { fulfilled: first, rejected: second } : null;
    case 'catch':
    case 'fail':
      return args.length > 0 ? { fulfilled: null, rejected: last } : null;
    case 'finally':
    case 'fin':
      return args.length === 1 ? { fulfilled: last, rejected: last } : null;
    default:
      return null;
  }
}
