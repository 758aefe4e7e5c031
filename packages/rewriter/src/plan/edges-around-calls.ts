// Last stage of planning whole functions: where a function keeps its callback and async blocks would stay in it, `callbackify` passes the outcome of
// a block to the callback: `callbackify(async () => { ... })((err) => cb(err));`.

import { type CallbackSite, type CompletionHandler, type FunctionNode, type Functions, type Host, type Scope, type Source, contains, hostOf, isFunction, isNullish, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { CompletionMatcher } from '../async-host/completion-paths.js';
import { DroppedCallback } from '../async-host/dropped-callback.js';
import type { Candidates } from '../conversion/candidates.js';
import { isHandedToFlow } from '../conversion/flows.js';
import { forwardedCallee } from '../conversion/forwarded-callee.js';
import { handedOnOf, returnsForCall } from '../conversion/handed-on.js';
import { missingCallbackOf } from '../conversion/missing-callback.js';
import { isCountable } from '../conversion/counts.js';
import { PassedCounts } from '../conversion/passed-counts.js';
import type { Handover } from '../conversion/types.js';
import { isTestedOutside, prologueOf } from '../conversion/prologue.js';
import { forwardingCallOf, inlinesCallback, isIgnored, withOutcome } from '../error-forms/questions.js';
import { hasCallbackify } from '../file/browser-file.js';
import type { Hosts } from '../host/hosts.js';
import { evaluationMayThrow } from '../syntax/evaluation.js';
import { isAssignedBehind } from '../syntax/variables.js';
import { isOnlyError } from './errors-only.js';
import { takesAnyError, wouldBeLate } from './callbackify-outcome.js';
import type { Callbackified, Completion, Plan, Rewrite, RewriteOptions } from './types.js';

/** The plans of all sites with the edges around calls, by the function or module that has these calls after the rewrite. */
export interface Edged {
  readonly plans: readonly Plan[];
  readonly edges: ReadonlyMap<Host, readonly Callbackified[]>;
}

/**
 * Puts an edge around each call that would be in an async block, and whose callback ends with one call of the callback of a function around it.
 *
 * @param plans the plans of all sites, with the outcomes of whole functions
 * @param candidates the functions that lose their callback
 * @returns the plans with these calls changed
 */
export function placeEdges(source: Source, plans: readonly Plan[], hosts: Hosts, functions: Functions, candidates: Candidates, options: RewriteOptions): Edged {
  if (source.isTypeScript === true || nodesOf(source).hasTypes || !hasCallbackify(source, options.target)) return { plans, edges: new Map() };
  return new EdgeFinder(source, plans, hosts, functions, candidates, options).place();
}

/** An edge around one call. */
interface Found {
  readonly host: Host;
  readonly callbackified: Callbackified;
  readonly sites: readonly Rewrite[];
}

class EdgeFinder {
  readonly #source: Source;
  readonly #plans: readonly Plan[];
  readonly #hosts: Hosts;
  readonly #functions: Functions;
  readonly #candidates: Candidates;
  readonly #options: RewriteOptions;
  readonly #counts: PassedCounts;
  readonly #byCallback: ReadonlyMap<TSESTree.Node, Rewrite>;
  readonly #byStatement: ReadonlyMap<TSESTree.Node, Rewrite>;

  constructor(source: Source, plans: readonly Plan[], hosts: Hosts, functions: Functions, candidates: Candidates, options: RewriteOptions) {
    this.#source = source;
    this.#plans = plans;
    this.#hosts = hosts;
    this.#functions = functions;
    this.#candidates = candidates;
    this.#options = options;
    this.#counts = new PassedCounts(source, [], candidates);
    const rewrites = plans.filter((plan) => plan.action === 'rewrite');
    this.#byCallback = new Map(rewrites.filter(inlinesCallback).map((rewrite) => [rewrite.site.callback, rewrite]));
    this.#byStatement = new Map(rewrites.filter(({ form, position }) => form === 'await' && position.form !== 'branch').map((rewrite) => [rewrite.position.statement, rewrite]));
  }

  place(): Edged {
    const edges = new Map<Host, Callbackified[]>();
    const changed = new Map<CallbackSite, Rewrite>();
    for (const plan of this.#plans) {
      const found = plan.action === 'rewrite' && plan.form === 'async-iife' && plan.position.form !== 'branch' ? this.#edgeAround(plan) : null;
      if (!found) continue;
      edges.set(found.host, [...(edges.get(found.host) ?? []), found.callbackified]);
      for (const site of found.sites) changed.set(site.site, site);
    }
    return { plans: this.#plans.map((plan) => changed.get(plan.site) ?? plan), edges };
  }

  /** The edge around a call in an async block; null where it does not complete a function, or not in a way that `callbackify` can take over. */
  #edgeAround(root: Rewrite): Found | null {
    const host = this.#hostAfter(root.call);
    if (!isFunction(host) || this.#hosts.factsOf(host).isExecutor || this.#candidates.isStep(host)) return null;
    const { callback, owner } = this.#callbackIn(root, host) ?? {};
    if (!callback || !owner || this.#hosts.isTest(owner) || this.#candidates.has(owner) || !takesAnyError(this.#source, callback)) return null;
    const matcher = this.#matcherFor(callback);
    const completions = matcher.matchRewrite(root);
    if (!completions) return null;
    if (!this.#isErrorFirst(owner, callback, completions) || this.#functions.isRequiredAtOnce(owner.body)) return null;
    if (matcher.visited.some(({ error, call, site }) => isIgnored(error) && evaluationMayThrow(this.#source, call, site.argument))) return null;
    const passed = this.#counts.ofCompletions(completions);
    const region = [root.call, root.site.callback];
    const missing = missingCallbackOf(this.#source, owner, (node) => region.some((part) => contains(part, node)), completions);
    const tested = this.#isOptional(owner, callback) || isHandedToFlow(callback, this.#candidates.flows);
    if (!missing || passed.passesEmitter || wouldBeLate(this.#source, root, completions) || (tested && completions.some(({ kind, forwarded }) => kind === 'forward' && forwarded?.callee.form !== 'flow'))) return null;
    // `(err) => cb(err, context)`: the value comes beside an error, too, which is a rejection of the awaited call.
    if (matcher.visited.some(({ error }) => completions.some(({ call, kind }) => kind === 'either' && forwardingCallOf(error) === call))) return null;
    const handover = this.#handoverOf(root, callback, owner, matcher.visited, completions, { tested, missing });
    if (!handover) return null;
    const outcome = completions.map((completion) => this.#inForm(completion, handover, root));
    return {
      host,
      callbackified: { call: root.call, completions: outcome, rethrowing: matcher.rethrowing, handover },
      sites: matcher.visited.map((part) => ({ ...withOutcome(part, outcome), ...(part === root && { form: 'callbackify' as const }) })),
    };
  }

  /** What the callback form passes to the callback; null where it would pass something else than before. */
  #handoverOf(root: Rewrite, callback: Scope.Variable, owner: FunctionNode, parts: readonly Rewrite[], completions: readonly Completion[], rest: Pick<Handover, 'tested' | 'missing'>): Handover | null {
    // `(err, paths) => cb(err, exists, paths)` forwards more than the one result that the awaited call gives
    if (parts.some(({ error }) => (forwardingCallOf(error)?.arguments.length ?? 0) > 2)) return null;
    const { results, errorCount } = this.#counts.ofCompletions(completions);
    const handover = { callback, ...rest, handedOn: null };
    if (isCountable({ results, errorCount }) && !this.#mayPassBoth(owner, callback, parts, completions)) return { ...handover, results, errorCount };
    const isChanged = (node: TSESTree.Node): boolean => this.#plans.some(({ action, site }) => action === 'rewrite' && contains(node, site.call));
    const isLost = completions.some(({ call, kind }) => kind === 'forward' && this.#candidates.hasLost(call));
    const handedOn = isLost ? null : handedOnOf(this.#source, completions, isMovedWith(root), isChanged);
    if (handedOn) return { ...handover, results: 'unknown', errorCount: 1, handedOn };
    if (!completions.every((completion) => this.#canList(completion))) return null;
    // What comes beside an error is in the list, except for the `undefined` of `(err, row) => cb(err, row)`.
    const forwards = parts.some(({ error }) => forwardingCallOf(error) !== null);
    const listed = { ...handover, results: completions.every(isWithoutError) ? ('results' as const) : ('arguments' as const) };
    if (!forwards) return { ...listed, errorCount: 1 };
    // An error that comes alone on one path, and beside an `undefined` on another
    return errorCount === 'unknown' ? null : { ...listed, errorCount };
  }

  /** A completion in the async function. An error alone is thrown. */
  #inForm(completion: Completion, { results, handedOn }: Handover, root: Rewrite): Completion {
    if (handedOn) return returnsForCall(completion, this.#source, isMovedWith(root));
    const isAlone = completion.kind === 'throw' && completion.passed.length === 1;
    return isAlone || (results !== 'arguments' && results !== 'results') ? completion : { ...completion, list: results };
  }

  /** Whether an error and a result may come together, of which `throw` would lose the result. */
  #mayPassBoth(owner: FunctionNode, callback: Scope.Variable, parts: readonly Rewrite[], completions: readonly Completion[]): boolean {
    const forwardsBoth = parts.some(({ error }) => error.form === 'capture' && error.sideBySide) || this.#handlerOf(owner, callback)?.errorWithResult !== false;
    return forwardsBoth && completions.some(({ kind, value }) => kind === 'either' && value !== null);
  }

  /** Whether a completion can be returned as a list. A call that forwards the callback then resolves a promise, whose name must be free. */
  #canList({ kind, call, forwarded }: Completion): boolean {
    return kind !== 'forward' || (forwarded?.results !== null && !this.#candidates.hasLost(call) && !/\bresolve\b|\bresults\b/.test(this.#source.text.slice(...call.range)));
  }

  #matcherFor(callback: Scope.Variable): CompletionMatcher {
    const calleeOf = (call: TSESTree.CallExpression) => forwardedCallee(this.#source, call, { isErrorFirst: true }, this.#candidates, this.#options);
    const dropped = new DroppedCallback(this.#source, callback, new Set(), (error) => isOnlyError(this.#source, error), calleeOf, 'around');
    return new CompletionMatcher({
      callbacks: [callback],
      dropped,
      visitorKeys: this.#source.visitorKeys,
      awaitedIn: (statement) => this.#byStatement.get(statement) ?? null,
      rewriteOf: (node) => this.#byCallback.get(node) ?? null,
    });
  }

  /** The function that a call is in after the rewrite. */
  #hostAfter(call: TSESTree.Node): Host {
    const host = hostOf(call);
    const outer = this.#byCallback.get(host)?.call;
    return outer ? this.#hostAfter(outer) : host;
  }

  /** The only callback of the functions around a call that the call mentions, with its function. Null also where it is replaced later. */
  #callbackIn({ call, site }: Rewrite, host: FunctionNode): { readonly callback: Scope.Variable; readonly owner: FunctionNode } | null {
    const isInside = ({ identifier }: Scope.Reference): boolean => contains(call, identifier) || contains(site.callback, identifier);
    const found: { readonly callback: Scope.Variable; readonly owner: FunctionNode }[] = [];
    for (let owner: Host = host; isFunction(owner); owner = hostOf(owner)) {
      for (const callback of this.#hosts.factsOf(owner).callbacks) if (callback.references.some(isInside)) found.push({ callback, owner });
    }
    const [only, ...others] = found;
    return only && others.length === 0 && !isAssignedBehind(only.callback, call) ? only : null;
  }

  /** Whether a callback takes an error first and alone, as far as its function and the completions show. */
  #isErrorFirst(host: FunctionNode, callback: Scope.Variable, completions: readonly Completion[]): boolean {
    const handler = this.#handlerOf(host, callback);
    if (handler?.protocol === 'result-only' || handler?.protocol === 'failure-only') return false;
    return handler?.protocol === 'error-first' || completions.some(({ kind }) => kind === 'throw' || kind === 'either');
  }

  /** What a function does with its callback; null for a callback that is no parameter: `var cb = options;`. */
  #handlerOf(host: FunctionNode, callback: Scope.Variable): CompletionHandler | null {
    const position = host.params.findIndex((parameter) => callback.identifiers[0] === parameter);
    return position === -1 ? null : this.#functions.handlerOf(host, position);
  }

  /** Whether a function tests for its callback, apart from a default: `if (cb) cb(err);`. */
  #isOptional({ body }: FunctionNode, callback: Scope.Variable): boolean {
    const statements = body.type === 'BlockStatement' ? prologueOf(this.#source, body, callback, null).statements : [];
    return isTestedOutside(callback, statements);
  }
}

/** Whether a node is in the callback of a call, so that it moves into the async function. */
function isMovedWith({ site: { callback } }: Rewrite): (node: TSESTree.Node) => boolean {
  return (node) => contains(callback, node);
}

/** Whether what a completion passes is an error alone, or has null in place of the error. */
function isWithoutError({ kind, passed, isErrorNull }: Completion): boolean {
  const [first] = passed;
  return kind === 'throw' ? passed.length === 1 : kind === 'return' && first !== undefined && (isNullish(first) || isErrorNull === true);
}
