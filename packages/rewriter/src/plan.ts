import { type ApiFacts, type CallbackSite, type Dependencies, type DetectOptions, type Source, hasRole } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { movesIn } from './adapted.js';
import { type CalleeForm, calleeName } from './callee.js';
import { carrierOf } from './carrier.js';
import type { Completion } from './completion.js';
import { type Draft, draftRewrite } from './draft.js';
import type { ErrorForm } from './error-form.js';
import type { ExecutorForm } from './executor.js';
import { groupByHost } from './group-by-host.js';
import { isExpectedToThrow } from './function-shape.js';
import { Hosts } from './host.js';
import { useOutcomes } from './outcome.js';
import { type Position, isBeforeFinally, isLastInFunction, returnsFrom } from './position.js';
import type { RefusalCode } from './refusals.js';
import type { ResultForm } from './result-form.js';
import { definitionsOf, returnsFunction } from './own-definitions.js';
import { onlySettles } from './settling.js';
import { type FunctionNode, hostOf, isFunction, someNode } from './tree.js';

export interface RewriteOptions {
  /** Accept the documented small changes of docs/semantics.md for plainer output. */
  readonly idiomatic?: boolean;
  /**
   * How a callee becomes a promise: `inline`, the default, promisifies it in its place. `hoisted` does so once below the imports,
   * `const readFile = promisify(fs.readFile);`, where the function is known to be there and the same. `native` calls
   * `fs.promises.readFile` and its like where they give the same. A test that replaces `fs.readFile` later does not see either.
   */
  readonly promisify?: 'inline' | 'hoisted' | 'native';
  /** What the project depends on: an old `bcrypt` returns no promise, and is promisified. */
  readonly dependencies?: Dependencies;
  /** What the sites were detected with: `rewrite` detects them anew in its own result. */
  readonly detect?: DetectOptions;
  /**
   * Is asked about the rewrites of each function, which are made together: the reason why they are not made, or null.
   * Without it all are made.
   */
  readonly veto?: (rewrites: readonly Rewrite[], source: Source) => RefusalCode | null;
}

/** The site stays as it is, for this reason. */
export interface Refusal {
  readonly action: 'refuse';
  readonly site: CallbackSite;
  readonly reason: RefusalCode;
}

/** The site is rewritten, in this way. */
export interface Rewrite {
  readonly action: 'rewrite';
  readonly site: CallbackSite;
  /** What is known of the callee; null where it is not catalogued. */
  readonly facts: ApiFacts | null;
  readonly call: CallbackSite['call'];
  /**
   * `await`: flat in its function. `detached`: in an async function of its own that is called in its place. `bridge`: in
   * an async function whose outcome `callbackify` hands to the host's callback. `forgotten`: nobody waits, and a failure
   * is ignored: `promisify(fs.unlink)(path).catch(() => {})`. `promise`: in place of a promise made by hand.
   */
  readonly form: 'await' | 'detached' | 'bridge' | 'forgotten' | 'promise';
  readonly position: Position;
  /** How the callee is promisified; null where it cannot be, and the call stays as it is inside of a promise. */
  readonly callee: CalleeForm | null;
  readonly error: ErrorForm;
  readonly results: ResultForm;
  /** The callback uses the `this` that the callee gives it, which comes with the results. */
  readonly usesThis: boolean;
  /** The declaration of a named callback, which goes away since its body moves. */
  readonly declaration: TSESTree.Statement | null;
  /** The function that becomes `async` with this rewrite; null if none has to. */
  readonly asyncHost: FunctionNode | null;
  /** What the calls of the host's callback become, where the outcome of an async function takes their place. */
  readonly completions: readonly Completion[];
  /** `try` statements around them that only hand on what they catch, and so go away. */
  readonly rethrowing: readonly TSESTree.TryStatement[];
  /** What takes the place of the promise that was made by hand around the call, if that goes away. */
  readonly executor: ExecutorForm | null;
}

export type Plan = Rewrite | Refusal;

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
  const hasNoReader = isContinuation || facts.result === 'ignored' || (!givesItsCaller(source, draft) && hosts.hasNoReader(host));
  // A condition in front of a function that returns nothing has a value all the same.
  const returnsNothing = draft.facts?.returns === 'nothing' && position.form !== 'branch';
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

/** Whether a callee returns something to go on with beside its callback: by what is known of it, its name (`uploadStream`) or its definition. */
function givesItsCaller(source: Source, { facts, site: { call } }: Draft): boolean {
  const isNamedSo = hasRole(calleeName(call.callee) ?? '', 'returns-handle');
  return facts?.returns === 'handle' || isNamedSo || definitionsOf(source, call.callee).some((definition) => returnsFunction(source, definition));
}

/** `fs.unlink(path, function () {});` */
function isForgotten({ site, position, callee, error, results }: Draft): boolean {
  const { body } = site.callback;
  return (
    position.form === 'statement' &&
    body.type === T.BlockStatement &&
    body.body.length === 0 &&
    error.form === 'ignore' &&
    results.form === 'none' &&
    callee !== null &&
    (callee.form !== 'method' || callee.isPure)
  );
}

/** TypeScript: a value that the callback returns must not become one of a `Promise<void>`. */
function returnsValue(source: Source, callback: FunctionNode): boolean {
  return someNode(callback, source.visitorKeys, (node) => node.type === T.ReturnStatement && node.argument !== null);
}
