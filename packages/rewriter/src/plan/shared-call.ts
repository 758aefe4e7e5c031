import type { TSESTree } from '@typescript-eslint/types';

import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { Draft, Refusal } from './types.js';

interface SharedCall extends Pick<Draft, 'site' | 'call'> {
  /** The calls that are given several callbacks, and those that have to be made for several. */
  readonly heldTwice: ReadonlySet<TSESTree.Node>;
  readonly madeTwice: ReadonlySet<TSESTree.Node>;
}

/** Why a site is refused for another one that has a part in its call. */
export const sharedCallRules: readonly RefusalRule<SharedCall>[] = [
  {
    code: 'several-callbacks',
    where: 'the call is given another error-first callback: `step(first, second)`',
    when: ({ site, heldTwice }) => heldTwice.has(site.call),
  },
  {
    code: 'result-used',
    where: 'another call with a callback goes on with what this call returns: `a(first).b(second)`',
    when: ({ site, call, madeTwice }) => call !== site.call && madeTwice.has(call),
  },
];

/**
 * Refuses the drafts that share a call.
 * What is called for each item, `each(sql, onRow, onEnd)`, does not capture the call, and so does not count.
 */
export function refuseShared(drafts: readonly (Draft | Refusal)[]): readonly (Draft | Refusal)[] {
  const settling = drafts.filter((draft) => draft.action === 'rewrite' || draft.reason !== 'may-call-repeatedly');
  const heldTwice = repeated(settling.map(({ site }) => site.call));
  const madeTwice = repeated(settling.map((draft) => (draft.action === 'rewrite' ? draft.call : draft.site.call)));
  return drafts.map((draft) => {
    if (draft.action === 'refuse') return draft;
    return refuseBy(sharedCallRules, { site: draft.site, call: draft.call, heldTwice, madeTwice }) ?? draft;
  });
}

/** Those that are in a list more than once. */
function repeated<Item>(items: readonly Item[]): ReadonlySet<Item> {
  const seen = new Set<Item>();
  return new Set(items.filter((item) => seen.has(item) || !seen.add(item)));
}
