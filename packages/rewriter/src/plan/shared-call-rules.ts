// Second stage of planning: callbacks that share a call, of which a promise can replace one at most.

import type { TSESTree } from '@typescript-eslint/types';

import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { UnplacedPlan, UnplacedRewrite } from './types.js';

/** A site, with the calls of the file that several callbacks share. */
interface SharedCall extends Pick<UnplacedRewrite, 'site' | 'call'> {
  /** The calls that several error-first callbacks are passed to: `step(first, second)`. */
  readonly callsOfSeveral: ReadonlySet<TSESTree.Node>;
  /** The outermost calls of several sites: `a(first).b(second)`. */
  readonly outermostOfSeveral: ReadonlySet<TSESTree.Node>;
}

/** Why a site is refused because another site shares its call. */
export const sharedCallRules: readonly RefusalRule<SharedCall>[] = [
  {
    code: 'several-callbacks',
    where: 'another error-first callback is passed to the call: `step(first, second)`',
    when: ({ site, callsOfSeveral }) => callsOfSeveral.has(site.call),
  },
  {
    code: 'result-used',
    where: 'another call with a callback is a method of what this call returns: `a(first).b(second)`',
    when: ({ site, call, outermostOfSeveral }) => call !== site.call && outermostOfSeveral.has(call),
  },
];

/**
 * Refuses the rewrites that share a call. A callback that is called for each item, `onRow` of `each(sql, onRow, onEnd)`, is no obstacle
 * for the other one, since it does not end the call.
 */
export function refuseShared(plans: readonly UnplacedPlan[]): readonly UnplacedPlan[] {
  const ending = plans.filter((plan) => plan.action === 'rewrite' || plan.reason !== 'may-call-repeatedly');
  const callsOfSeveral = repeated(ending.map(({ site }) => site.call));
  const outermostOfSeveral = repeated(ending.map((plan) => (plan.action === 'rewrite' ? plan.call : plan.site.call)));
  return plans.map((plan) => {
    if (plan.action === 'refuse') return plan;
    return refuseBy(sharedCallRules, { site: plan.site, call: plan.call, callsOfSeveral, outermostOfSeveral }) ?? plan;
  });
}

/** The items that a list has more than once. */
function repeated<Item>(items: readonly Item[]): ReadonlySet<Item> {
  const seen = new Set<Item>();
  return new Set(items.filter((item) => seen.has(item) || !seen.add(item)));
}
