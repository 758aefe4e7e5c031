import { type CallbackSite, hostOf } from '@uncallback/detector';

import { inlinesCallback } from '../error-forms/questions.js';
import type { HostFacts } from '../host/host-facts.js';
import type { Hosts } from '../host/hosts.js';
import { onlySettles } from '../callback/only-settles.js';
import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { Draft, Plan, Refusal } from './types.js';

interface Growth {
  readonly site: CallbackSite;
  readonly host: HostFacts;
  /** Exact, and there is no callback in the callback: nothing gets flatter. */
  readonly growsOnly: boolean;
}

/** Why an async function in place of the call is not worth it. */
export const growthRules: readonly RefusalRule<Growth>[] = [
  {
    // An executor is no step of the nest around it.
    code: 'promise-executor',
    where: 'the host is the executor of a promise that stays, and nothing is nested in the callback, or it does nothing but settle the promise; with `idiomatic`, only the latter',
    when: ({ site, host, growsOnly }) => host.isExecutor && (growsOnly || onlySettles(site.callback, host.callbacks)),
  },
  {
    code: 'keeps-callback-api',
    where: 'the host keeps its own callback, and the call neither is nested nor has anything nested in it; not with `idiomatic`',
    when: ({ site, host, growsOnly }) => growsOnly && host.takesCallback && site.outer === null,
  },
];

/**
 * Refuses the detached rewrites that would only be longer: a flat callback in a function that keeps its own callback, or in a
 * promise made by hand.
 *
 * @param drafts what was planned before the sites had a place
 */
export function refuseGrowing(plans: readonly Plan[], drafts: readonly (Draft | Refusal)[], hosts: Hosts, isExact: boolean): readonly Plan[] {
  const nesting = new Set(drafts.map(outerOf));
  return plans.map((plan) => {
    if (plan.action === 'refuse' || plan.form !== 'async-iife') return plan;
    const { site, call } = plan;
    return refuseBy(growthRules, { site, host: hosts.factsOf(hostOf(call)), growsOnly: isExact && !nesting.has(site) }) ?? plan;
  });
}

/** The site that a draft is nested in, if it moves along or its call is directly in the other's callback. */
function outerOf(draft: Draft | Refusal): CallbackSite | null {
  const { outer } = draft.site;
  if (draft.action === 'refuse' || !outer) return null;
  return inlinesCallback(draft) || hostOf(draft.call) === outer.callback ? outer : null;
}
