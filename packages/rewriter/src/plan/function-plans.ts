// Last stage of planning: one plan for each function, and what callers of the package do with these plans.

import { type CallbackSite, type FunctionNode, type Host, type Source, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { inlinesCallback } from '../error-forms/questions.js';
import { writtenIn } from '../conversion/flows.js';
import type { ImportedUser } from '../conversion/types.js';
import type { KeptReason } from '../conversion/kept-reasons.js';
import type { RefusalCode } from '../refusals.js';
import type { GuardedHandler } from './guarded-handlers.js';
import { keepsSignature, type Outcome, unchangedBody } from './function-outcome.js';
import { outerFirst } from './outer-first.js';
import type { BodyPlan, Callbackified, FunctionPlan, Plan, Refusal, RestoredCall, Rewrite, Signature } from './types.js';

/** What becomes of functions beside their rewritten calls. */
interface Changes {
  /** The functions whose signature or body changes, see `find-outcomes.ts`. */
  readonly outcomes: readonly Outcome[];
  /** The calls with an edge around them, by the function or module that has them. */
  readonly edges: ReadonlyMap<Host, readonly Callbackified[]>;
  /** Why functions keep their callback, where whole functions are planned. */
  readonly kept: ReadonlyMap<FunctionNode, KeptReason>;
  /** What becomes of the uses of functions of other files, where whole functions are planned. */
  readonly importedUsers: readonly ImportedUser[];
  /** The handlers with code that goes into a `try`. */
  readonly guarded: ReadonlyMap<Host, GuardedHandler>;
}

/**
 * Groups the plans of all sites by the function or module in which their calls are after the rewrite.
 *
 * @returns a plan for each function, functions with a rewrite first
 */
export function groupByFunction(source: Source, plans: readonly Plan[], { outcomes, edges, kept, importedUsers, guarded }: Changes): readonly FunctionPlan[] {
  const rewrites = plans.filter((plan) => plan.action === 'rewrite');
  const refusals = plans.filter((plan) => plan.action === 'refuse');
  const byCallback = new Map<TSESTree.Node, Rewrite>(rewrites.filter(inlinesCallback).map((rewrite) => [rewrite.site.callback, rewrite]));
  // The steps of a function belong to its plan, since they change with it or not at all.
  const byStep = new Map<Host, FunctionNode>(outcomes.flatMap(({ signature }) => (signature.form === 'converted' ? signature.conversion.steps.map((step) => [step.fn, signature.fn] as const) : [])));
  const hostAfter = (call: TSESTree.Node): Host => {
    const host = hostOf(call);
    const outer = byCallback.get(host)?.call;
    return outer ? hostAfter(outer) : (byStep.get(host) ?? host);
  };
  const groups = new Map<Host, { readonly sites: Rewrite[]; readonly refused: Refusal[]; readonly importedUsers: ImportedUser[] }>();
  const groupOf = (call: TSESTree.Node) => {
    const host = hostAfter(call);
    const group = groups.get(host) ?? { sites: [], refused: [], importedUsers: [] };
    groups.set(host, group);
    return group;
  };
  for (const rewrite of rewrites) groupOf(rewrite.call).sites.push(rewrite);
  for (const refusal of refusals) groupOf(refusal.site.call).refused.push(refusal);
  for (const each of importedUsers) groupOf(each.user.form === 'value' ? each.user.mention : each.user.call).importedUsers.push(each);
  for (const host of [...outcomes.map((outcome) => outcome.host), ...kept.keys()]) if (!groups.has(host)) groups.set(host, { sites: [], refused: [], importedUsers: [] });
  const byHost = new Map<Host, Outcome>(outcomes.map((outcome) => [outcome.host, outcome]));
  return [...groups].map(([host, { sites, refused, importedUsers: users }]) => ({
    id: identify(source, host, sites.length > 0 ? sites : refused),
    host,
    signature: byHost.get(host)?.signature ?? signatureFor(host, sites, guarded.get(host)?.added ?? null),
    kept: (isFunction(host) && kept.get(host)) || null,
    body: { ...withEdges(byHost.get(host)?.body ?? unchangedBody, edges.get(host) ?? []), guarded: guarded.get(host)?.code ?? [], receivers: guarded.get(host)?.receivers ?? [] },
    sites,
    refused,
    importedUsers: users,
  }));
}

/** Adds the calls that are made to call their callback again to the plans of the functions around them. */
export function withRestored(plans: readonly FunctionPlan[], source: Source, restored: readonly RestoredCall[]): readonly FunctionPlan[] {
  if (restored.length === 0) return plans;
  const planned = new Set(plans.map(({ host }) => host));
  const inlined = new Map<TSESTree.Node, Host>(plans.flatMap(({ host, sites }) => sites.filter(inlinesCallback).map(({ site }) => [site.callback, host] as const)));
  const byHost = new Map<Host, RestoredCall[]>();
  for (const each of restored) {
    const own = hostOf(each.call);
    const host = inlined.get(own) ?? own;
    byHost.set(host, [...(byHost.get(host) ?? []), each]);
  }
  const added = [...byHost.keys()].filter((host) => !planned.has(host)).map((host): FunctionPlan => ({ id: identify(source, host, []), host, signature: keepsSignature, kept: null, body: unchangedBody, sites: [], refused: [], importedUsers: [] }));
  return [...plans, ...added].map((plan) => ({ ...plan, body: { ...plan.body, restored: byHost.get(plan.host) ?? [] } }));
}

function withEdges(body: BodyPlan, edges: readonly Callbackified[]): BodyPlan {
  return edges.length > 0 ? { ...body, callbackified: [...body.callbackified, ...edges] } : body;
}

/** A function becomes `async` where one of its own calls is awaited. */
function signatureFor(host: Host, sites: readonly Rewrite[], added: string | null): Signature {
  const awaits = sites.some(({ form, call }) => form === 'await' && hostOf(call) === host);
  return awaits && isFunction(host) && !host.async ? { form: 'becomes-async', fn: host, dropped: [], ...(added !== null && { added }) } : keepsSignature;
}

/** The id of a function's plan: the text of its outermost calls; of the whole function where it has none. */
function identify(source: Source, host: Host, plans: readonly Plan[]): string {
  if (plans.length === 0) return source.text.slice(...host.range).replace(/\s+/g, ' ');
  const inner = new Set(plans.map(({ site }) => site));
  const hasOuter = ({ outer }: CallbackSite): boolean => outer !== null && (inner.has(outer) || hasOuter(outer));
  return plans
    .filter(({ site }) => !hasOuter(site))
    .map((plan) => source.text.slice(...(plan.action === 'rewrite' ? plan : plan.site).call.range).replace(/\s+/g, ' '))
    .join('\n');
}

/** The plan of each site, in the order of the text, except that outer sites precede the ones in their callbacks. */
export function plansOf(functions: readonly FunctionPlan[]): ReadonlyMap<CallbackSite, Plan> {
  const plans = functions.flatMap(({ sites, refused }): readonly Plan[] => [...sites, ...refused]);
  plans.sort((a, b) => a.site.argument.range[0] - b.site.argument.range[0]);
  return new Map(outerFirst(plans).map((plan) => [plan.site, plan]));
}

/** The rewrites of some functions, outer ones before inner ones: names are assigned in this order. */
export function rewritesOf(functions: readonly FunctionPlan[]): readonly Rewrite[] {
  const [only, ...others] = functions;
  // The callback around a rewrite may belong to another function of the list, so that all are sorted together.
  if (only && others.length === 0) return only.sites;
  return [...plansOf(functions).values()].filter((plan) => plan.action === 'rewrite');
}

/** A plan with those of the functions that its control-flow calls call, which can only be rendered together. */
export function unitOf(fn: FunctionPlan, functions: readonly FunctionPlan[]): readonly FunctionPlan[] {
  const callees = [...fn.sites.map(({ callee }) => callee), ...fn.body.completions.map(({ forwarded }) => forwarded?.callee)];
  const tasks = new Set<Host>(callees.flatMap((callee) => (callee?.form === 'flow' ? writtenIn(callee.flow) : [])));
  return [fn, ...functions.filter(({ host }) => tasks.has(host)).flatMap((task) => unitOf(task, functions))];
}

/**
 * Refuses all rewrites of some functions, for example of the ones that a user has not selected.
 *
 * @param decide the reason why a function with rewrites keeps its callbacks; null where it is rewritten
 * @returns the plans with these functions unchanged
 */
export function refuseFunctions(functions: readonly FunctionPlan[], decide: (fn: FunctionPlan) => RefusalCode | null): readonly FunctionPlan[] {
  return functions.map((fn) => {
    const reason = fn.sites.length + fn.body.restored.length > 0 ? decide(fn) : null;
    if (reason === null) return fn;
    const refused = fn.sites.map(({ site }): Refusal => ({ action: 'refuse', site, reason }));
    return { ...fn, signature: keepsSignature, body: unchangedBody, sites: [], refused: [...refused, ...fn.refused] };
  });
}
