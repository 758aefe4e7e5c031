// The outcome of a function that keeps its callback: `callbackify` calls it with the outcome of an async function.

import { type Scope, type Source, contains, hasRole, nodesOf, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { isEmitter } from '../callback/emitter-value.js';
import { errorTypesOf } from '../callback/callback-annotation.js';
import { forwardingCallOf, isIgnored, withOutcome } from '../error-forms/questions.js';
import { evaluationMayThrow } from '../syntax/evaluation.js';
import type { Callbackified, Completion, Rewrite } from './types.js';

/**
 * Whether a callback takes an error of any kind, as `callbackify` may pass it, by its type in TypeScript: `Error`, but not `HttpError`.
 *
 * @param callback the host's callback; true where the file does not declare its type
 */
export function takesAnyError(source: Source, callback: Scope.Variable): boolean {
  return errorTypesOf(source, callback.identifiers[0]).every((type) => hasRole(type, 'any-error-type'));
}

/**
 * The rewrite of one call whose callback completes the host: `callbackify(async () => { ... })(cb);`.
 *
 * @param callback the host's only callback
 * @param matcher finds the calls of the callback
 * @returns null where not every path calls the callback exactly once and last, where it would be called with another number of arguments,
 *   where an ignored error would become one that the callback gets, or where the callback would come too late
 */
export function matchCallbackified(
  source: Source,
  root: Rewrite,
  callback: Scope.Variable,
  matcher: CompletionMatcher,
): { readonly callbackified: Callbackified; readonly sites: readonly Rewrite[] } | null {
  const isReplaced = callback.references.some((reference) => reference.isWrite() && reference.identifier.range[0] > root.call.range[0]);
  const completions = root.position.form === 'branch' || isReplaced ? null : matcher.matchRewrite(root);
  if (!completions?.every((completion) => keepsCount(completion, matcher.visited))) return null;
  if (wouldBeLate(source, root, completions)) return null;
  // An exception in the evaluation of an argument would reach the callback, though the code ignores the errors of this call.
  if (matcher.visited.some(({ error, call, site }) => isIgnored(error) && evaluationMayThrow(source, call, site.argument))) return null;
  return {
    callbackified: { call: root.call, completions, rethrowing: matcher.rethrowing, handover: { callback, results: 'one', errorCount: 1, tested: false, missing: { onError: null, onSuccess: null }, handedOn: null } },
    sites: matcher.visited.map((part) => ({ ...withOutcome(part, completions), ...(part === root && { form: 'callbackify' as const }) })),
  };
}

/**
 * Whether a callback that is called a tick later may miss something: events of a stream that it gets, or what the code around a call has
 * published just before.
 */
export function wouldBeLate(source: Source, { call, site }: Rewrite, completions: readonly Completion[]): boolean {
  const publishes = ({ callee, range }: TSESTree.CallExpression | TSESTree.NewExpression): boolean =>
    [call, site.callback].some((part) => contains(part, { range })) && hasRole(verbOf(callee) ?? '', 'publishes');
  return nodesOf(source).calls.some(publishes) || completions.some(({ kind, passed }) => kind !== 'throw' && passed.some((argument) => isEmitter(source, argument)));
}

/**
 * Whether `callbackify` calls the callback with as many arguments as the completion does: the error alone, or null and one result.
 * `cb(err, value)` that forwards both passes two in either case.
 */
function keepsCount({ call, kind }: Completion, parts: readonly Rewrite[]): boolean {
  if (parts.some(({ error }) => forwardingCallOf(error) === call)) return false;
  return call.arguments.length === (kind === 'throw' ? 1 : 2);
}
