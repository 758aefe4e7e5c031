// Stage of planning after the outcomes: refuses the async blocks, `(async () => { ... })();`, that would not make the code flatter.

import { type CallbackSite, hostOf } from '@uncallback/detector';

import { inlinesCallback, takesArguments } from '../error-forms/questions.js';
import type { HostFacts } from '../host/host-facts.js';
import type { Hosts } from '../host/hosts.js';
import { onlySettles } from '../callback/only-settles.js';
import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { Plan, UnplacedPlan } from './types.js';

/** A site whose call would go into an async block. */
interface AsyncBlock {
  readonly site: CallbackSite;
  readonly host: HostFacts;
  /** No callback is nested in this one, so that the block would not make the code flatter. Not where nobody calls the callback. */
  readonly savesNoNesting: boolean;
  readonly tier: Tier;
  /** The callback reads its `arguments`, which the awaited promise would give as a list: `cb.apply(null, args)`. */
  readonly takesAll: boolean;
}

/** What may change: with `functions`, the blocks that are left are few, and the next step of a migration. */
type Tier = 'exact' | 'idiomatic' | 'functions';

/** Why a call is not put into an async block. */
export const asyncBlockRules: readonly RefusalRule<AsyncBlock>[] = [
  {
    // Unlike below, a site around the executor does not count: the promise stays between them.
    code: 'promise-executor',
    where: 'the host is the executor of a promise that stays, and the callback has no other callback in it or only settles the promise; with `idiomatic`, only in the second case',
    when: ({ site, host, savesNoNesting, tier }) => host.isExecutor && ((savesNoNesting && tier === 'exact') || onlySettles(site.callback, host.callbacks)),
  },
  {
    code: 'keeps-callback-api',
    where: 'the host keeps its own callback, and the callback neither is nested in another one nor has another one in it, except in the executor of a promise; with `functions`, only where the callback reads its `arguments`',
    when: ({ site, host, savesNoNesting, tier, takesAll }) => (tier !== 'functions' || takesAll) && savesNoNesting && host.takesCallback && site.outer === null,
  },
];

/**
 * Refuses the async blocks that would only make the code longer: for a flat callback in a function that keeps its own callback, or in a
 * promise made by hand.
 *
 * @param plans the plans of all sites, with their form
 * @param unplaced the plans before the stages in between refused some: a callback that stays nested still counts as nesting
 */
export function refuseNeedlessBlocks(plans: readonly Plan[], unplaced: readonly UnplacedPlan[], hosts: Hosts, tier: Tier): readonly Plan[] {
  // A promise, or what replaces it, stays between the callback in its executor and the one around it.
  const nesting = new Set(unplaced.filter(({ site }) => !hosts.factsOf(hostOf(site.call)).isExecutor).map(outerOf));
  return plans.map((plan) => {
    if (plan.action === 'refuse' || !(plan.form === 'async-iife' || (tier === 'functions' && plan.form === 'callbackify'))) return plan;
    const { site, call } = plan;
    return refuseBy(asyncBlockRules, { site, host: hosts.factsOf(hostOf(call)), savesNoNesting: !nesting.has(site) && !plan.facts?.removed, tier, takesAll: takesArguments(plan.error) }) ?? plan;
  });
}

/** The site whose callback a rewrite is nested in; null where only a function that stays is nested there. */
function outerOf(plan: UnplacedPlan): CallbackSite | null {
  const { outer } = plan.site;
  if (plan.action === 'refuse' || !outer) return null;
  return inlinesCallback(plan) || hostOf(plan.call) === outer.callback ? outer : null;
}
