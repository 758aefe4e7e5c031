// The outcome of a test or hook that takes `done`, as mocha and jest have them: it becomes async, and the callback goes away.

import type { FunctionNode, Scope, Source } from '@uncallback/detector';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { inTest, withOutcome } from '../error-forms/questions.js';
import { referencesToArguments } from '../syntax/arguments-use.js';
import { type Outcome, unchangedBody } from './function-outcome.js';
import type { Rewrite, RewriteOptions } from './types.js';

/**
 * The outcome of a test: `it('loads', function (done) { ... });` becomes `it('loads', async function () { ... });`.
 *
 * @param callback the test's `done`
 * @param roots the rewrites directly in the test
 * @param matcher finds the calls of `done`
 * @returns null where not every path calls `done` exactly once and last, or the test has other parameters or uses its `arguments`
 */
export function matchTestOutcome(
  source: Source,
  host: FunctionNode,
  callback: Scope.Variable,
  roots: readonly Rewrite[],
  matcher: CompletionMatcher,
  { idiomatic }: RewriteOptions,
): Outcome | null {
  const isPlain = host.params.length === 1 && callback.identifiers[0] === host.params[0] && !host.async && !host.generator;
  // `arguments` would lose its only item.
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
