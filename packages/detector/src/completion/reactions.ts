import type { TSESTree } from '@typescript-eslint/types';

import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';

/** One step of a promise chain: what runs when the promise before is fulfilled, and when it is rejected. */
export interface Reaction {
  readonly fulfilled: TSESTree.Node | null;
  readonly rejected: TSESTree.Node | null;
}

/** Takes `load().then(a, b).catch(c)` apart; null where a call is no reaction to a promise. */
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
