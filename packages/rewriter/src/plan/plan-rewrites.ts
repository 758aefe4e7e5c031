// Runs the stages of planning in their order: each callback, shared calls, placement, outcomes, async blocks, functions.

import { type CallbackSite, type Source, functionsOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { outermostCallOf } from '../callee/outermost-call.js';
import { Hosts } from '../host/hosts.js';
import { planSite } from './plan-site.js';
import type { Outcome } from './function-outcome.js';
import { groupByFunction } from './function-plans.js';
import { refuseNeedlessBlocks } from './async-block-rules.js';
import { findOutcomes } from './find-outcomes.js';
import { placeRewrites } from './placement.js';
import { refuseShared } from './shared-call-rules.js';
import { SiteFacts } from './site-facts.js';
import type { FunctionPlan, Plan, RewriteOptions } from './types.js';

/**
 * Decides for each error-first site whether and how it is rewritten, and so what becomes of each function.
 *
 * @param sites all sites of the file, as `detectCallbacks` returns them
 * @returns a plan for each function that has an error-first site. `plansOf` lists the plans of the sites; `refuseFunctions` leaves out
 *   functions before the plans are rendered
 */
export function planRewrites(source: Source, sites: readonly CallbackSite[], options: RewriteOptions = {}): readonly FunctionPlan[] {
  const errorFirst = sites.filter((site) => site.kind === 'error-first');
  const callsWithCallback = new Set<TSESTree.Node>(errorFirst.map(outermostCallOf));
  const hosts = new Hosts(source, sites, functionsOf(source, options.detect));
  const unplaced = refuseShared(errorFirst.map((site) => planSite(new SiteFacts(source, site, callsWithCallback, options))));
  const placed = placeRewrites(source, unplaced, hosts);
  const outcomes = findOutcomes(source, placed, hosts, options);
  const plans = refuseNeedlessBlocks(withOutcomes(placed, outcomes), unplaced, hosts, options.idiomatic !== true);
  return groupByFunction(source, plans, outcomes);
}

/** The plans of all sites, with the rewrites that an outcome changes replaced by their new versions. */
function withOutcomes(plans: readonly Plan[], outcomes: readonly Outcome[]): readonly Plan[] {
  const changed = new Map<CallbackSite, Plan>(outcomes.flatMap(({ sites }) => sites).map((plan) => [plan.site, plan]));
  return plans.map((plan) => changed.get(plan.site) ?? plan);
}
