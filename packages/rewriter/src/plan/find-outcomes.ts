// Stage of planning after placement: finds the functions in which the outcome of an async function can take the place of the host's callback.

import { type FunctionNode, type Scope, type Source, contains, hostOf, isFunction, testsAwait } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { CompletionMatcher, type CompletionScope } from '../async-host/completion-paths.js';
import { DroppedCallback } from '../async-host/dropped-callback.js';
import type { Candidates } from '../conversion/candidates.js';
import { forwardedCallee } from '../conversion/forwarded-callee.js';
import { matchConversion } from '../conversion/match-conversion.js';
import { mayComplete } from '../conversion/steps.js';
import { partsOfPrologue } from '../conversion/prologue.js';
import { isIdleSettlement, matchExecutor, matchSettlement, settlersOf } from '../async-host/executor.js';
import { inlinesCallback } from '../error-forms/questions.js';
import { lambdaHandlersOf } from '../host/lambda-handler.js';
import { hasCallbackify } from '../file/browser-file.js';
import type { Hosts } from '../host/hosts.js';
import { replyUsesOf } from '../host/reply-uses.js';
import { matchPromiseForm } from '../async-host/promise-form.js';
import { matchCallbackified, takesAnyError } from './callbackify-outcome.js';
import { matchAwaitedOutcome } from './awaited-outcome.js';
import { isOnlyError } from './errors-only.js';
import { keepsSignature, type Outcome, unchangedBody } from './function-outcome.js';
import { matchContextCall, matchLambdaOutcome } from './lambda-outcome.js';
import { matchPromiseOutcome } from './promise-outcome.js';
import { matchReply, matchReplyOutcome } from './reply-outcome.js';
import { matchTestOutcome } from './test-outcome.js';
import type { Plan, Rewrite, RewriteOptions } from './types.js';

/**
 * Finds the functions whose async blocks can do without calling the host's callback, since each path calls it exactly once and last. A
 * test becomes async itself, a promise made by hand is replaced, and with `idiomatic` `callbackify` passes the outcome to the callback.
 *
 * @param plans the plans of all sites, with their form
 * @param candidates the functions that lose their callback where it is called once and last on every path
 * @returns the functions with the rewrites in them that change
 */
export function findOutcomes(source: Source, plans: readonly Plan[], hosts: Hosts, options: RewriteOptions, candidates: Candidates): readonly Outcome[] {
  const rewrites = plans.filter((plan) => plan.action === 'rewrite');
  const byCallback = new Map<TSESTree.Node, Rewrite>(rewrites.filter(inlinesCallback).map((rewrite) => [rewrite.site.callback, rewrite]));
  const byStatement = new Map<TSESTree.Node, Rewrite>(
    rewrites
      .filter(({ position }) => position.form !== 'branch')
      .map((rewrite) => [rewrite.position.statement, rewrite]),
  );
  const matcherFor = (
    callbacks: readonly Scope.Variable[],
    roots: readonly Rewrite[],
    protocol: Pick<CompletionScope, 'matchCall' | 'isIdle' | 'dropped' | 'steps' | 'promiseOf' | 'members'> = {},
  ): CompletionMatcher =>
    new CompletionMatcher({
      callbacks,
      ...protocol,
      visitorKeys: source.visitorKeys,
      awaitedIn: (statement) => {
        const rewrite = byStatement.get(statement);
        return rewrite && (rewrite.form === 'await' || roots.includes(rewrite)) ? rewrite : null;
      },
      rewriteOf: (node) => byCallback.get(node) ?? null,
    });

  const rootsByHost = new Map<FunctionNode, Rewrite[]>();
  for (const rewrite of rewrites) {
    const host = hostOf(rewrite.call);
    if (rewrite.form !== 'async-iife' || byCallback.has(host) || !isFunction(host)) continue;
    const roots = rootsByHost.get(host);
    if (roots) roots.push(rewrite);
    else rootsByHost.set(host, [rewrite]);
  }
  const handlers = options.idiomatic ? lambdaHandlersOf(source, options.handlers ?? []) : [];
  const ofHandlers = handlers.flatMap((handler): Outcome[] => {
    const roots = rewrites.filter(({ call, form }) => hostOf(call) === handler.fn && (form === 'async-iife' || form === 'await'));
    const outcome = matchLambdaOutcome(source, handler, roots, matcherFor(handler.callback ? [handler.callback] : [], roots, { members: { uses: handler.ofContext, match: matchContextCall } }));
    return typeof outcome === 'string' ? [] : [outcome];
  });
  const ofFrameworks = [...rootsByHost].flatMap(([host, roots]): Outcome[] => {
    const { awaitedBy } = hosts.factsOf(host);
    const callback = awaitedBy.length > 0 ? soleCallback(hosts, host) : null;
    if (!callback) return [];
    const dropped = new DroppedCallback(source, callback, new Set(), (error) => isOnlyError(source, error), (call) => forwardedCallee(source, call, { isErrorFirst: true }, candidates, options), null);
    const outcome = matchAwaitedOutcome(source, host, callback, awaitedBy, roots, matcherFor([callback], roots, { dropped }));
    return outcome ? [outcome] : [];
  });
  const ofReplies = [...rootsByHost].flatMap(([host, roots]): Outcome[] => {
    const { reply } = hosts.factsOf(host);
    const outcome = reply && matchReplyOutcome(host, roots, matcherFor([], roots, { members: { uses: replyUsesOf(reply), match: matchReply } }));
    return outcome ? [outcome] : [];
  });
  const isHandled = (fn: FunctionNode): boolean => [...ofHandlers, ...ofFrameworks, ...ofReplies].some(({ host }) => host === fn);
  const converted = candidates.list.filter(({ fn }) => !isHandled(fn)).flatMap((candidate) => {
    const { callback, fn } = candidate;
    // A named callback that moves to its call is no function of its own.
    const steps = candidate.steps.filter((step) => !byCallback.has(step.fn));
    const roots = [fn, ...steps.map((step) => step.fn)].flatMap((each) => rootsByHost.get(each) ?? []).filter((root) => mayComplete(candidate, root));
    const dropped = new DroppedCallback(
      source,
      callback,
      new Set(partsOfPrologue(candidate.prologue)),
      (error) => isOnlyError(source, error),
      (call) => forwardedCallee(source, call, candidate, candidates, options),
      candidate.place.form === 'inside' ? 'inside' : null,
    );
    // A rewritten call in the promise would stay in an async block, and one that is refused here might be rewritten there.
    const hasSite = (statement: TSESTree.Statement): boolean => plans.some(({ site }) => contains(statement, site.call));
    const promiseOf = (statements: readonly TSESTree.Statement[]) => (statements.some(hasSite) ? null : matchPromiseForm(source, statements, callback, (node) => byCallback.get(node) ?? null, (error) => isOnlyError(source, error)));
    return matchConversion(source, { ...candidate, steps }, roots, matcherFor([callback], roots, { dropped, steps, promiseOf })) ?? [];
  });
  const others = [...rootsByHost].filter(([host]) => !isHandled(host) && !converted.some((outcome) => outcome.host === host));
  return [...ofHandlers, ...ofFrameworks, ...ofReplies, ...converted, ...others.flatMap(([host, roots]) => {
    const executor = matchExecutor(source, host);
    if (executor) {
      const matcher = matcherFor(settlersOf(executor), roots, {
        matchCall: (call) => matchSettlement(call, executor),
        isIdle: (statement) => isIdleSettlement(statement, executor),
      });
      const mayBecomeAsync = (outer: FunctionNode): boolean => !hosts.factsOf(outer).takesCallback && !byCallback.has(outer);
      return matchPromiseOutcome(source, executor, roots, matcher, mayBecomeAsync, options) ?? [];
    }
    const callback = soleCallback(hosts, host);
    if (!callback) return [];
    if (hosts.isTest(host)) {
      return testsAwait(options.dependencies ?? {}) ? (matchTestOutcome(source, host, callback, roots, matcherFor([callback], roots), options) ?? []) : [];
    }
    if (!options.idiomatic || !takesAnyError(source, callback) || !hasCallbackify(source, options.target)) return [];
    const parts = roots.flatMap((root) => matchCallbackified(source, root, callback, matcherFor([callback], [])) ?? []);
    return {
      host,
      signature: keepsSignature,
      body: { ...unchangedBody, callbackified: parts.map(({ callbackified }) => callbackified) },
      sites: parts.flatMap(({ sites }) => sites),
    };
  })];
}

/** The only callback of a host; null where it has several, or where the callback may be missing: `if (cb) cb(err);`. */
function soleCallback(hosts: Hosts, host: FunctionNode): Scope.Variable | null {
  const [callback, ...others] = hosts.factsOf(host).callbacks;
  if (!callback || others.length > 0) return null;
  const isOptional = callback.references.some(({ identifier: { parent }, identifier }) =>
    parent.type === 'LogicalExpression' ||
    parent.type === 'UnaryExpression' ||
    parent.type === 'BinaryExpression' ||
    ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === identifier),
  );
  const isValue = callback.references.some((reference) => reference.writeExpr && isCertainlyValue(reference.writeExpr));
  const [definition] = callback.identifiers;
  return isOptional || isValue || (definition?.type === 'Identifier' && definition.optional) ? null : callback;
}

/** Whether an expression is certainly no function, as in `next = 'route'`: a call of the variable throws. */
function isCertainlyValue({ type }: TSESTree.Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral' || type === 'BinaryExpression' || type === 'ObjectExpression';
}

