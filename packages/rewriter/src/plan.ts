import type { CallbackSite, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { isIgnored, movesIn } from './error-forms/questions.js';
import { calleeName } from './callee.js';
import { carrierOf } from './carrier.js';
import { draftRewrite, isFileSystem } from './draft.js';
import { groupByHost } from './group-by-host.js';
import { isExpectedToThrow } from './function-shape.js';
import { Hosts } from './host.js';
import { useOutcomes } from './outcome.js';
import type { Draft, Plan, Refusal, RewriteOptions } from './plan/types.js';
import { isBeforeFinally, isLastInFunction, returnsFrom } from './position.js';
import type { RefusalCode } from './refusals.js';
import { definitionsOf, returnsFunction } from './own-definitions.js';
import { returnsHandle } from './returned-values.js';
import { onlySettles } from './settling.js';
import { type FunctionNode, hostOf, isFunction, someNode } from './tree.js';

/**
 * Decides for each error-first site whether and how it is rewritten.
 *
 * @param sites all sites of the file, as `detectCallbacks` gives them
 * @returns a plan for each error-first site, outer sites before inner ones
 */
export function planRewrites(
  source: Source,
  sites: readonly CallbackSite[],
  options: RewriteOptions = {},
): ReadonlyMap<CallbackSite, Plan> {
  const errorFirst = sites.filter((site) => site.kind === 'error-first');
  const made = new Set<TSESTree.Node>(errorFirst.map(carrierOf));
  const drafts = new Map<CallbackSite, Draft | Refusal>(errorFirst.map((site) => [site, draftRewrite(source, site, made, options)]));

  refuseShared(drafts);

  const hosts = new Hosts(source, sites);
  const nesting = new Set<CallbackSite>();
  for (const draft of drafts.values()) {
    if (draft.action === 'refuse' || !draft.site.outer) continue;
    if (movesIn(draft) || hostOf(draft.call) === draft.site.outer.callback) nesting.add(draft.site.outer);
  }

  const plans = new Map<CallbackSite, Plan>();
  const rewritten = new Set<TSESTree.Node>();
  const started = new Set<CallbackSite>();
  const byCallback = new Map<TSESTree.Node, Draft | Refusal>([...drafts.values()].map((draft) => [draft.site.callback, draft]));
  // What becomes of a call depends on what becomes of the callback that it stands in.
  const place = (draft: Draft | Refusal): void => {
    if (started.has(draft.site)) return;
    started.add(draft.site);
    const outer = byCallback.get(hostOf(draft.site.call));
    if (outer) place(outer);
    const plan = draft.action === 'refuse' ? draft : placeRewrite(source, draft, hosts, rewritten);
    plans.set(draft.site, plan);
    if (plan.action === 'rewrite' && movesIn(plan)) rewritten.add(plan.site.callback);
  };
  for (const draft of drafts.values()) place(draft);
  for (const plan of useOutcomes(source, plans, hosts, options)) plans.set(plan.site, plan);
  refuseGrowing(plans, hosts, nesting, options.idiomatic !== true);
  if (options.veto) refuseVetoed(plans, source, options.veto);
  return plans;
}

/**
 * One call holds both callbacks: `step(first, second)`, of which neither is made, or `a(first).b(second)`, where the second is.
 * What is called for each item, `each(sql, onRow, onEnd)`, does not settle the call.
 */
function refuseShared(drafts: Map<CallbackSite, Draft | Refusal>): void {
  const made: TSESTree.Node[] = [];
  const held: TSESTree.Node[] = [];
  for (const draft of drafts.values()) {
    if (draft.action === 'refuse' && draft.reason === 'may-call-repeatedly') continue;
    held.push(draft.site.call);
    made.push(draft.action === 'rewrite' ? draft.call : draft.site.call);
  }
  const isHeldTwice = repeated(held);
  const isMadeTwice = repeated(made);
  for (const draft of [...drafts.values()]) {
    if (draft.action === 'refuse') continue;
    const { site, call } = draft;
    if (isHeldTwice.has(site.call)) drafts.set(site, { action: 'refuse', site, reason: 'several-callbacks' });
    else if (call !== site.call && isMadeTwice.has(call)) drafts.set(site, { action: 'refuse', site, reason: 'result-used' });
  }
}

/** Those that are in a list more than once. */
function repeated<Item>(items: readonly Item[]): ReadonlySet<Item> {
  const seen = new Set<Item>();
  return new Set(items.filter((item) => seen.has(item) || !seen.add(item)));
}

function refuseVetoed(plans: Map<CallbackSite, Plan>, source: Source, veto: NonNullable<RewriteOptions['veto']>): void {
  for (const rewrites of groupByHost(plans)) {
    const reason = veto(rewrites, source);
    if (reason === null) continue;
    for (const { site } of rewrites) plans.set(site, { action: 'refuse', site, reason });
  }
}

/**
 * A flat callback in a function that keeps its own callback only grows when it is detached, and one that only settles a promise
 * is no better off.
 */
function refuseGrowing(plans: Map<CallbackSite, Plan>, hosts: Hosts, nesting: ReadonlySet<CallbackSite>, isExact: boolean): void {
  for (const [site, plan] of plans) {
    if (plan.action === 'refuse' || plan.form !== 'detached') continue;
    const { takesCallback, callbacks, isExecutor } = hosts.factsOf(hostOf(plan.call));
    const grows = isExact && !nesting.has(site);
    // An executor is no step of the nest around it.
    if (isExecutor && (grows || onlySettles(site.callback, callbacks))) plans.set(site, { action: 'refuse', site, reason: 'promise-executor' });
    else if (grows && takesCallback && site.outer === null) plans.set(site, { action: 'refuse', site, reason: 'keeps-callback-api' });
  }
}

/** What a rewrite has whose function keeps its callback, and stays what it is. */
const WITHOUT_OUTCOME = { asyncHost: null, completions: [], rethrowing: [], executor: null } as const;

/** Where the rewritten call goes: flat into its function, or into a block of its own. */
function placeRewrite(
  source: Source,
  draft: Draft,
  hosts: Hosts,
  rewritten: ReadonlySet<TSESTree.Node>,
): Plan {
  const { site, position } = draft;
  const refuse = (reason: RefusalCode): Refusal => ({ action: 'refuse', site, reason });
  const host = hostOf(draft.call);
  const isContinuation = rewritten.has(host);
  if (isFunction(host) && isExpectedToThrow(host)) return refuse('inside-try');
  const facts = hosts.factsOf(host);
  const hasNoReader = isContinuation || facts.result === 'ignored' || (!givesItsCaller(source, site) && hosts.hasNoReader(host));
  // Functions of the file system return nothing when they are given a callback; a condition in front of them has a value.
  const returnsNothing = isFileSystem(site.api) && position.form !== 'branch';
  if ((returnsFrom(position) || position.form === 'arrow') && !hasNoReader && !returnsNothing) {
    return refuse('result-used');
  }
  if (isForgotten(draft)) return { ...draft, form: 'forgotten', ...WITHOUT_OUTCOME };
  const isTail =
    position.form === 'arrow' ||
    isLastInFunction(position.statement) ||
    (returnsFrom(position) && !isBeforeFinally(position.statement));
  // Where there is no type, the parsers have undefined or null.
  const isTyped = isFunction(host) && Boolean(host.returnType) && returnsValue(source, site.callback);
  // Anywhere but flat in a continuation, the call would only grow.
  if (!movesIn(draft) && !(isTail && isContinuation)) return refuse('named-callback');
  if (isTail && (isContinuation || (facts.mayBecomeAsync && !isTyped))) {
    const asyncHost = !isContinuation && isFunction(host) && !host.async ? host : null;
    return { ...draft, form: 'await', ...WITHOUT_OUTCOME, asyncHost };
  }
  return { ...draft, form: 'detached', ...WITHOUT_OUTCOME };
}

/** Whether a callee returns something to go on with beside its callback: what is known of the API, or a function, by its definition. */
function givesItsCaller(source: Source, { api, call }: CallbackSite): boolean {
  return returnsHandle(api, calleeName(call.callee)) || definitionsOf(source, call.callee).some((definition) => returnsFunction(source, definition));
}

/** `fs.unlink(path, function () {});` */
function isForgotten({ site, position, callee, error, results }: Draft): boolean {
  const { body } = site.callback;
  return (
    position.form === 'statement' &&
    body.type === T.BlockStatement &&
    body.body.length === 0 &&
    isIgnored(error) &&
    results.form === 'none' &&
    callee !== null &&
    (callee.form !== 'method' || callee.isPure)
  );
}

/** TypeScript: a value that the callback returns must not become one of a `Promise<void>`. */
function returnsValue(source: Source, callback: FunctionNode): boolean {
  return someNode(callback, source.visitorKeys, (node) => node.type === T.ReturnStatement && node.argument !== null);
}
