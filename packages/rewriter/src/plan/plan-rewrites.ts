// Runs the stages of planning in their order: each callback, shared calls, placement, outcomes, async blocks, functions.

import { type CallbackSite, type FunctionNode, type Host, type Source, detectRemovedCallbacks, functionsOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { Candidates, type Surveyed, noCandidates, surveyFunctions } from '../conversion/candidates.js';
import { flowsOf } from '../conversion/flows.js';
import type { ImportedAsync, User } from '../conversion/types.js';
import type { KeptReason } from '../conversion/kept-reasons.js';
import { type Planned, planConversions } from '../conversion/plan-conversions.js';
import { tasksOnly } from '../conversion/tasks-only.js';
import { outermostCallOf } from '../callee/outermost-call.js';
import { Hosts } from '../host/hosts.js';
import { planSite } from './plan-site.js';
import type { Outcome } from './function-outcome.js';
import { type DecideFunction, refuseLeftOut, surveyChosen } from './choice.js';
import { groupByFunction, refuseFunctions, withRestored } from './function-plans.js';
import { guardedHandlersOf } from './guarded-handlers.js';
import { refuseNeedlessBlocks } from './async-block-rules.js';
import { placeEdges } from './edges-around-calls.js';
import { findOutcomes } from './find-outcomes.js';
import { placeRewrites } from './placement.js';
import { restoreCallbacks } from './restored-callbacks.js';
import { refuseShared } from './shared-call-rules.js';
import { SiteFacts } from './site-facts.js';
import type { Callbackified, FunctionPlan, Plan, RewriteOptions } from './types.js';

/**
 * Decides for each error-first site whether and how it is rewritten, and so what becomes of each function.
 *
 * @param sites all sites of the file, as `detectCallbacks` returns them
 * @returns a plan for each function that has an error-first site. `plansOf` lists the plans of the sites; `refuseFunctions` leaves out
 *   functions before the plans are rendered
 */
export function planRewrites(source: Source, sites: readonly CallbackSite[], options: RewriteOptions = {}): readonly FunctionPlan[] {
  return planFile(source, sites, options).functions;
}

/** The plans of a file that is one of a project. */
export interface FilePlan {
  readonly functions: readonly FunctionPlan[];
  /** The functions of `options.project.imported` that a user in the file could not call without a callback. */
  readonly dropped: readonly ImportedAsync[];
}

/**
 * Plans a file as `planRewrites` does.
 *
 * @param decide leaves out functions; by default none
 */
export function planFile(source: Source, sites: readonly CallbackSite[], chosen: RewriteOptions = {}, decide: DecideFunction | null = null): FilePlan {
  const options = chosen.functions ? { ...chosen, idiomatic: true } : chosen;
  const errorFirst = sites.filter((site) => site.kind === 'error-first');
  const callsWithCallback = new Set<TSESTree.Node>(errorFirst.filter(isProven).map(outermostCallOf));
  const functions = functionsOf(source, options.detect);
  const proven = sites.map((site): CallbackSite => (isProven(site) ? site : { ...site, kind: 'other', evidence: 'name' }));
  const hosts = new Hosts(source, proven, functions, options.dependencies ?? {}, options.idiomatic === true, options.project);
  // Whole functions change with `functions`; without, only those that are written in control-flow calls.
  const isWhole = options.functions === true || (options.idiomatic === true && options.straight !== false && flowsOf(source, options).length > 0);
  const tier = options.functions ? 'functions' : options.idiomatic ? 'idiomatic' : 'exact';
  const planWith = (candidates: Candidates): Planned => {
    const unplaced = refuseShared(errorFirst.map((site) => planSite(new SiteFacts(source, site, callsWithCallback, options, candidates))));
    const placed = placeRewrites(source, unplaced, hosts, candidates);
    const outcomes = findOutcomes(source, placed, hosts, options, candidates);
    const plans = withOutcomes(placed, outcomes);
    // A call that keeps its callback in the end is a user with a callback: its callee may lose it only if `callbackify` can give it back.
    return { unplaced, outcomes, plans: isWhole ? refuseNeedlessBlocks(plans, unplaced, hosts, tier) : plans };
  };
  const planChosen = (candidates: Candidates): Planned => (decide ? refuseLeftOut(source, planWith(candidates), candidates, decide) : planWith(candidates));
  const survey = (): Surveyed => {
    const all = surveyFunctions(source, hosts, functions, options);
    const surveyed = options.functions ? all : tasksOnly(source, all);
    return decide ? surveyChosen(source, surveyed, planWith(new Candidates(surveyed.candidates, surveyed.imported, surveyed.flows)), decide) : surveyed;
  };
  const { unplaced, plans, outcomes, kept, left, importedUsers, dropped } = isWhole
    ? planConversions(source, survey(), planChosen)
    : { ...planWith(noCandidates), kept: new Map<FunctionNode, KeptReason>(), left: noCandidates, importedUsers: [], dropped: [] };
  const edged = options.functions ? placeEdges(source, plans, hosts, functions, left, options) : { plans, edges: new Map() };
  const settled = refuseNeedlessBlocks(edged.plans, unplaced, hosts, tier);
  const forwards = forwardsIn(edged.edges);
  const isUser = (user: User): boolean => user.form !== 'callbackified' || !forwards.has(user.call);
  const served = new Set<TSESTree.Node>([...outcomes.flatMap(({ signature }) => (signature.form === 'converted' ? signature.conversion.users : [])), ...importedUsers.map(({ user }) => user)].map((user) => (user.form === 'value' ? user.mention : user.call)));
  // No caller may go on to pass a callback to a function that has lost it. Should a later stage have refused its rewrite, all functions keep theirs.
  if (settled.some((plan) => plan.action === 'refuse' && left.hasLost(plan.site.call) && !served.has(plan.site.call))) {
    return { ...planFile(source, sites, lessThan(options), decide), dropped: options.project?.imported ?? [] };
  }
  const replaced = new Set<TSESTree.Node>([...settled.flatMap((plan) => (plan.action === 'rewrite' && plan.callee?.form === 'flow' ? [plan.call] : [])), ...outcomes.flatMap(({ body }) => body.completions.map(({ call }) => call))]);
  if (left.flows.some(({ flow }) => !replaced.has(flow.call))) {
    return { ...planFile(source, sites, lessThan(options), decide), dropped: options.project?.imported ?? [] };
  }
  const grouped = groupByFunction(source, settled, {
    outcomes: outcomes.map((outcome) => withUsers(outcome, isUser)),
    edges: edged.edges,
    kept,
    guarded: guardedHandlersOf(source, settled, hosts),
    importedUsers: importedUsers.filter(({ user }) => isUser(user)),
  });
  const removed = detectRemovedCallbacks(source, options.detect ?? {}, options.dependencies ?? {});
  const all = withRestored(grouped, source, restoreCallbacks(source, removed, grouped, options));
  // What is rewritten in whole functions is decided above, together with their users.
  const isOpen = ({ sites: { length } }: FunctionPlan): boolean => !isWhole || length === 0;
  return { functions: decide ? refuseFunctions(all, (fn) => (isOpen(fn) ? decide(fn, source) : null)) : all, dropped };
}

/** The options for a file of which the parts do not fit together: no function loses its callback, and then none that is written in a control-flow call either. */
export function lessThan(options: RewriteOptions): RewriteOptions {
  return options.functions ? { ...options, functions: false, idiomatic: true } : { ...options, straight: false };
}

/** Whether more than the name of its callee shows the kind of a site. Another site has no influence on what becomes of its host. */
function isProven({ evidence }: CallbackSite): boolean {
  return evidence !== 'convention';
}

/** The calls in edges that forward the callback: `load(id, cb)` becomes `return load(id)` there, and needs no callback form. */
function forwardsIn(edges: ReadonlyMap<Host, readonly Callbackified[]>): ReadonlySet<TSESTree.Node> {
  const completions = [...edges.values()].flat().flatMap((edge) => edge.completions);
  return new Set(completions.filter(({ kind }) => kind === 'forward').map(({ call }) => call));
}

/** An outcome with some of the users of its function only. */
function withUsers(outcome: Outcome, isOpen: (user: User) => boolean): Outcome {
  const { signature } = outcome;
  if (signature.form !== 'converted') return outcome;
  return { ...outcome, signature: { ...signature, conversion: { ...signature.conversion, users: signature.conversion.users.filter(isOpen) } } };
}

/** The plans of all sites, with the rewrites that an outcome changes replaced by their new versions. */
function withOutcomes(plans: readonly Plan[], outcomes: readonly Outcome[]): readonly Plan[] {
  const changed = new Map<CallbackSite, Plan>(outcomes.flatMap(({ sites }) => sites).map((plan) => [plan.site, plan]));
  return plans.map((plan) => changed.get(plan.site) ?? plan);
}
