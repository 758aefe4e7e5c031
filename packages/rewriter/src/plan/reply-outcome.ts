// The outcome of a handler whose framework awaits a promise, and takes the object that replies for the answer: it becomes async, and returns it.

import type { FunctionNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { withOutcome } from '../error-forms/questions.js';
import { type Outcome, unchangedBody } from './function-outcome.js';
import type { Completion, Rewrite } from './types.js';

/**
 * The outcome of such a handler: `fastify.get('/', function (request, reply) { ... });` becomes async, with `return reply.send(rows);` at the end of each
 * path. A handler that replies after its promise has resolved would answer with nothing.
 *
 * @param roots the rewrites directly in the handler
 * @param matcher finds the calls that reply
 * @returns null where not every path ends with one of them
 */
export function matchReplyOutcome(host: FunctionNode, roots: readonly Rewrite[], matcher: CompletionMatcher): Outcome | null {
  if (host.async || host.generator || host.body.type !== 'BlockStatement') return null;
  const completions = matcher.matchBody(host.body);
  if (!completions || completions.length === 0 || !roots.every((root) => matcher.visited.includes(root))) return null;
  return {
    host,
    signature: { form: 'becomes-async', fn: host, dropped: [] },
    body: { ...unchangedBody, completions },
    sites: matcher.visited.map((part) => ({ ...withOutcome(part, completions), ...(roots.includes(part) && { form: 'await' as const }) })),
  };
}

/** A call that replies, which is returned. */
export function matchReply(call: TSESTree.CallExpression): Completion {
  return { call, passed: [], whole: call, kind: 'return', value: call, forwarded: null };
}
