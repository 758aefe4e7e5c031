// Leaves out functions while whole functions are planned: what is left out changes what can become of those that call it or are called by it.

import type { CallbackSite, FunctionNode, Host, Source } from '@uncallback/detector';

import type { Candidates, Surveyed } from '../conversion/candidates.js';
import type { KeptReason } from '../conversion/kept-reasons.js';
import type { Planned } from '../conversion/plan-conversions.js';
import { groupByFunction } from './function-plans.js';
import type { FunctionPlan, Refusal } from './types.js';

/** Why a caller of the package leaves out a function. */
export type LeftOutReason = 'not-selected' | 'test-failed';

/** Decides about each function of a file: null for one that is to be rewritten. */
export type DecideFunction = (fn: FunctionPlan, source: Source) => LeftOutReason | null;

/**
 * Takes the functions that are left out from those that may lose their callback.
 *
 * @param trial the plans with all of them
 */
export function surveyChosen(source: Source, surveyed: Surveyed, trial: Planned, decide: DecideFunction): Surveyed {
  const reasons = new Map<Host, KeptReason>(
    groupsOf(source, trial).flatMap((fn) => {
      // What a control-flow call calls changes with the function around the call.
      const reason = fn.signature.form === 'converted' && fn.signature.conversion.place.form !== 'task' ? decide(fn, source) : null;
      return reason ? [[fn.host, reason] as const] : [];
    }),
  );
  const left = surveyed.candidates.filter(({ fn }) => !reasons.has(fn));
  const kept = new Map(surveyed.kept);
  for (const { fn } of surveyed.candidates) if (reasons.has(fn)) kept.set(fn, reasons.get(fn)!);
  return { ...surveyed, candidates: left, kept };
}

/**
 * Refuses the rewrites of functions that are left out. A function that is only not selected is rewritten all the same where it calls one
 * that loses its callback: its call would go without.
 */
export function refuseLeftOut(source: Source, planned: Planned, candidates: Candidates, decide: DecideFunction): Planned {
  const refused = new Map<CallbackSite, Refusal>();
  const hosts = new Set<FunctionNode | Host>();
  for (const fn of groupsOf(source, planned)) {
    if (fn.sites.length === 0 || fn.signature.form === 'converted') continue;
    const reason = decide(fn, source);
    if (reason === null || (reason === 'not-selected' && fn.sites.some(({ call, site }) => candidates.isAsync(call) || candidates.isAsync(site.call)))) continue;
    hosts.add(fn.host);
    for (const { site } of fn.sites) refused.set(site, { action: 'refuse', site, reason });
  }
  if (hosts.size === 0) return planned;
  return {
    unplaced: planned.unplaced.map((plan) => refused.get(plan.site) ?? plan),
    outcomes: planned.outcomes.filter(({ host }) => !hosts.has(host)),
    plans: planned.plans.map((plan) => refused.get(plan.site) ?? plan),
  };
}

function groupsOf(source: Source, { plans, outcomes }: Planned): readonly FunctionPlan[] {
  return groupByFunction(source, plans, { outcomes, edges: new Map(), kept: new Map(), importedUsers: [], guarded: new Map() });
}
