// The outcome of a handler of AWS Lambda: it becomes async, and loses its callback and its calls of `context.done`.

import { type Source, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { matchCompletion } from '../async-host/match-completion.js';
import { withOutcome } from '../error-forms/questions.js';
import { type LambdaHandlerUse, type LambdaObstacle, obstacleOf } from '../host/lambda-handler.js';
import { type Outcome, unchangedBody } from './function-outcome.js';
import type { Completion, Rewrite } from './types.js';

/**
 * The outcome of a handler: `exports.get = (event, context, callback) => { ... };` becomes `exports.get = async (event) => { ... };`, with
 * `return` and `throw` in place of the callback, of `context.succeed(value)`, `context.fail(error)` and `context.done(error, value)`.
 *
 * @param roots the rewrites directly in the handler
 * @param matcher finds what completes the handler
 * @returns what is in the way, if it keeps its callback
 */
export function matchLambdaOutcome(source: Source, handler: LambdaHandlerUse, roots: readonly Rewrite[], matcher: CompletionMatcher): Outcome | LambdaObstacle {
  const { fn } = handler;
  const completions = fn.body.type === 'BlockStatement' ? matcher.matchBody(fn.body) : null;
  const awaited = new Set<TSESTree.Node>(matcher.visited.map(({ call }) => call));
  const obstacle = obstacleOf(source, handler, awaited);
  if (obstacle) return obstacle;
  if (!completions || !roots.every((root) => matcher.visited.includes(root))) return 'not-every-path';
  const [, , third] = fn.params;
  return {
    host: fn,
    signature: { form: 'becomes-async', fn, dropped: third ? [third] : [] },
    body: { ...unchangedBody, completions, rethrowing: matcher.rethrowing },
    sites: matcher.visited.map((part) => ({ ...withOutcome(part, completions), ...(roots.includes(part) && { form: 'await' as const }) })),
  };
}

/** What a call of a method of the context becomes: `context.succeed(value)` is `return value`, `context.fail(error)` is `throw error`. */
export function matchContextCall(call: TSESTree.CallExpression, rewriteOf: Parameters<typeof matchCompletion>[1]): Completion | null {
  const method = call.callee.type === 'MemberExpression' ? matchPropertyName(call.callee) : null;
  if (method === 'done') return matchCompletion(call, rewriteOf);
  const [value, ...others] = call.arguments;
  if (value?.type === 'SpreadElement' || others.length > 0 || (method === 'fail' && !value)) return null;
  return { call, passed: call.arguments, whole: call, kind: method === 'fail' ? 'throw' : 'return', value: value ?? null, forwarded: null };
}
