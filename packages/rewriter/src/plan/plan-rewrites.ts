import { type CallbackSite, type Source, functionsOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { outermostCallOf } from '../callee/outermost-call.js';
import { Hosts } from '../host/hosts.js';
import { draftRewrite } from './draft.js';
import type { Outcome } from './function-outcome.js';
import { groupByFunction } from './function-plans.js';
import { refuseGrowing } from './growth.js';
import { findOutcomes } from './outcome.js';
import { placeDrafts } from './placement.js';
import { refuseShared } from './shared-call.js';
import { SiteFacts } from './site-facts.js';
import type { FunctionPlan, Plan, RewriteOptions } from './types.js';

/**
 * Decides for each error-first site whether and how it is rewritten, and with that what becomes of each function.
 *
 * @param sites all sites of the file, as `detectCallbacks` returns them
 * @returns a plan for each function that an error-first site is in. A host may leave out functions, see `refuseFunctions`; see
 *   `plansOf` for the plan of a site
 */
export function planRewrites(source: Source, sites: readonly CallbackSite[], options: RewriteOptions = {}): readonly FunctionPlan[] {
  const errorFirst = sites.filter((site) => site.kind === 'error-first');
  const callsWithCallback = new Set<TSESTree.Node>(errorFirst.map(outermostCallOf));
  const hosts = new Hosts(source, sites, functionsOf(source, options.detect));
  const drafts = refuseShared(errorFirst.map((site) => draftRewrite(new SiteFacts(source, site, callsWithCallback, options))));
  const placed = placeDrafts(source, drafts, hosts);
  const outcomes = findOutcomes(source, placed, hosts, options);
  const plans = refuseGrowing(withOutcomes(placed, outcomes), drafts, hosts, options.idiomatic !== true);
  return groupByFunction(source, plans, outcomes);
}

function withOutcomes(plans: readonly Plan[], outcomes: readonly Outcome[]): readonly Plan[] {
  const changed = new Map<CallbackSite, Plan>(outcomes.flatMap(({ sites }) => sites).map((plan) => [plan.site, plan]));
  return plans.map((plan) => changed.get(plan.site) ?? plan);
}
