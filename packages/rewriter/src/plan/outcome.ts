import { type FunctionNode, type Scope, type Source, hasRole, hostOf, isFunction, testsAwait } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import { errorTypesOf } from '../callback/callback-annotation.js';
import { CompletionMatcher, type CompletionScope } from '../async-host/completion-paths.js';
import { forwardingCallOf, inTest, isIgnored, inlinesCallback, withOutcome } from '../error-forms/questions.js';
import { evaluationMayThrow } from '../syntax/evaluation.js';
import { isIdleSettlement, matchExecutor, matchSettlement, settlersOf } from '../async-host/executor.js';
import { isBrowserFile } from '../file/browser-file.js';
import type { Hosts } from '../host/hosts.js';
import { newestTarget, hasFeature } from '../target/target.js';
import { keepsSignature, type Outcome, unchangedBody } from './function-outcome.js';
import { matchPromise } from './promise-outcome.js';
import type { Callbackified, Completion, Plan, Rewrite, RewriteOptions } from './types.js';

/**
 * Finds the functions whose detached rewrites can do without calling the host's callback: the outcome of an async function takes
 * its place. A test function becomes that function, a promise made by hand becomes that of the function; with `idiomatic`,
 * `callbackify` forwards the outcome.
 */
export function findOutcomes(source: Source, plans: readonly Plan[], hosts: Hosts, options: RewriteOptions): readonly Outcome[] {
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
    protocol: Pick<CompletionScope, 'matchCall' | 'isIdle'> = {},
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

  const hasCallbackify = !isBrowserFile(source) && hasFeature(options.target ?? newestTarget, 'callbackify');
  const rootsByHost = new Map<FunctionNode, Rewrite[]>();
  for (const rewrite of rewrites) {
    const host = hostOf(rewrite.call);
    if (rewrite.form !== 'async-iife' || byCallback.has(host) || !isFunction(host)) continue;
    const roots = rootsByHost.get(host);
    if (roots) roots.push(rewrite);
    else rootsByHost.set(host, [rewrite]);
  }
  return [...rootsByHost].flatMap(([host, roots]) => {
    const executor = matchExecutor(source, host);
    if (executor) {
      const matcher = matcherFor(settlersOf(executor), roots, {
        matchCall: (call) => matchSettlement(call, executor),
        isIdle: (statement) => isIdleSettlement(statement, executor),
      });
      const becomesAsync = (outer: FunctionNode): boolean => !hosts.factsOf(outer).takesCallback && !byCallback.has(outer);
      return matchPromise(source, executor, roots, matcher, becomesAsync, options) ?? [];
    }
    const callback = soleCallback(hosts, host);
    if (!callback) return [];
    if (hosts.isTest(host)) {
      return testsAwait(options.dependencies ?? {}) ? (matchTest(source, host, callback, roots, matcherFor([callback], roots), options) ?? []) : [];
    }
    if (!options.idiomatic || !takesAnyError(source, callback) || !hasCallbackify) return [];
    const bridged = roots.flatMap((root) => matchCallbackified(source, root, callback, matcherFor([callback], [])) ?? []);
    return {
      host,
      signature: keepsSignature,
      body: { ...unchangedBody, callbackified: bridged.map(({ bridge }) => bridge) },
      sites: bridged.flatMap(({ sites }) => sites),
    };
  });
}

/** The host's only callback, if it is certainly a function. */
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

/** `next = 'route'`: whatever calls it later on fails then, and not before. */
function isCertainlyValue({ type }: TSESTree.Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral' || type === 'BinaryExpression' || type === 'ObjectExpression';
}

/** TypeScript: `callbackify` forwards any error, so the callback must not ask for one of its own kind. */
function takesAnyError(source: Source, callback: Scope.Variable): boolean {
  return errorTypesOf(source, callback.identifiers[0]).every((type) => hasRole(type, 'any-error-type'));
}

/** `callbackify(async () => { ... })(cb);` */
function matchCallbackified(
  source: Source,
  root: Rewrite,
  callback: Scope.Variable,
  matcher: CompletionMatcher,
): { readonly bridge: Callbackified; readonly sites: readonly Rewrite[] } | null {
  const isReplaced = callback.references.some((reference) => reference.isWrite() && reference.identifier.range[0] > root.call.range[0]);
  const completions = root.position.form === 'branch' || isReplaced ? null : matcher.matchRewrite(root);
  if (!completions?.every((completion) => keepsCount(completion, matcher.visited))) return null;
  // Where errors are ignored, nobody expects one in the callback.
  if (matcher.visited.some(({ error, call, site }) => isIgnored(error) && evaluationMayThrow(source, call, site.argument))) return null;
  return {
    bridge: { call: root.call, completions, rethrowing: matcher.rethrowing },
    sites: matcher.visited.map((part) => ({ ...withOutcome(part, completions), ...(part === root && { form: 'callbackify' as const }) })),
  };
}

/**
 * Whether `callbackify` calls the callback with as many arguments as the completion does: the error alone, or null and one result.
 * `cb(err, value)` that forwards both gives two in either case.
 */
function keepsCount({ call, kind }: Completion, parts: readonly Rewrite[]): boolean {
  if (parts.some(({ error }) => forwardingCallOf(error) === call)) return false;
  return call.arguments.length === (kind === 'throw' ? 1 : 2);
}

/** `it('...', async function () { ... })`, its `done` gone. */
function matchTest(
  source: Source,
  host: FunctionNode,
  callback: Scope.Variable,
  roots: readonly Rewrite[],
  matcher: CompletionMatcher,
  { idiomatic }: RewriteOptions,
): Outcome | null {
  const isPlain = host.params.length === 1 && callback.identifiers[0] === host.params[0] && !host.async && !host.generator;
  // `arguments` would be without it.
  if (!isPlain || referencesToArguments(source, host).length > 0 || host.body.type !== 'BlockStatement') return null;
  const completions = matcher.matchBody(host.body);
  if (!completions || !roots.every((root) => matcher.visited.includes(root))) return null;
  return {
    host,
    signature: { form: 'becomes-async', fn: host, dropped: completions.length > 0 ? host.params : [] },
    body: { ...unchangedBody, completions, rethrowing: matcher.rethrowing },
    sites: matcher.visited.map((part) => ({
      ...withOutcome(inTest(part, idiomatic === true), completions),
      ...(roots.includes(part) && { form: 'await' as const }),
    })),
  };
}
