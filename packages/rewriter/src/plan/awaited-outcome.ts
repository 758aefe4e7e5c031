// The outcome of a function whose framework awaits a promise instead of the callback: a task of gulp, a hook of mongoose, a handler of restify.

import { type FunctionNode, type Scope, type Source, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { withOutcome } from '../error-forms/questions.js';
import type { Registration } from '../host/host-caller.js';
import { referencesToArguments } from '../syntax/arguments-use.js';
import { type Outcome, unchangedBody } from './function-outcome.js';
import type { Completion, Rewrite } from './types.js';

/**
 * The outcome of such a function: `gulp.task('clean', function (cb) { ... });` becomes `gulp.task('clean', async function () { ... });`, and
 * `tapAsync` with a callback `tapPromise` without one.
 *
 * @param callback the only callback of the function
 * @param registrations the calls that pass the function to the framework
 * @param roots the rewrites directly in the function
 * @param matcher finds the calls of the callback
 * @returns null where not every path calls the callback exactly once and last, where it passes more or something else than an error, or where
 *   the framework takes a function with these parameters for another one
 */
export function matchAwaitedOutcome(source: Source, host: FunctionNode, callback: Scope.Variable, registrations: readonly Registration[], roots: readonly Rewrite[], matcher: CompletionMatcher): Outcome | null {
  const last = host.params.at(-1);
  const isFitting = registrations.every(({ entry: { parameterCounts } }) => parameterCounts?.includes(host.params.length) !== false);
  if (!last || callback.identifiers[0] !== last || !isFitting || host.async || host.generator || host.body.type !== 'BlockStatement' || referencesToArguments(source, host).length > 0) return null;
  const completions = matcher.matchBody(host.body);
  if (!completions || completions.length === 0 || !roots.every((root) => matcher.visited.includes(root))) return null;
  if (completions.some(isNoError)) return null;
  return {
    host,
    signature: { form: 'becomes-async', fn: host, dropped: [last], takers: registrations.flatMap(takerOf) },
    body: { ...unchangedBody, completions, rethrowing: matcher.rethrowing },
    sites: matcher.visited.map((part) => ({ ...withOutcome(part, completions), ...(roots.includes(part) && { form: 'await' as const }) })),
  };
}

/** `next('route')`, `next(false)`, `next({ skip: true })`: what is no `Error` may mean something else than a failure. */
function isNoError({ kind, value, passed: [first] }: Completion): boolean {
  if (kind === 'either') return first?.type !== 'Identifier';
  return kind === 'throw' && value !== null && value.type !== 'Identifier' && value.type !== 'NewExpression' && value.type !== 'LogicalExpression';
}

/** The name of the method that takes the function from now on: `tapPromise` in place of `tapAsync`. */
function takerOf({ call, entry: { promiseTaker } }: Registration): readonly { readonly name: TSESTree.Node; readonly text: string }[] {
  const callee = call?.callee;
  const isNamed = callee?.type === 'MemberExpression' && !callee.computed && matchPropertyName(callee) !== null;
  return promiseTaker !== undefined && isNamed ? [{ name: callee.property, text: promiseTaker }] : [];
}
