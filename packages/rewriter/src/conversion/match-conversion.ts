// The outcome of a function that loses its callback: it becomes async, and returns or throws what it passed to the callback.

import { type Source, contains, hostOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { CompletionMatcher } from '../async-host/completion-paths.js';
import { returnPassedThrough } from '../error-forms/choose-pass-through.js';
import { withOutcome } from '../error-forms/questions.js';
import { type Outcome, unchangedBody } from '../plan/function-outcome.js';
import type { Completion, Rewrite } from '../plan/types.js';
import { missingCallbackOf } from './missing-callback.js';
import type { Candidate } from './types.js';

/**
 * The outcome of a function whose body is flat: `function load(path, cb) { fs.readFile(path, cb); }`.
 *
 * @param roots the rewrites directly in the function or in a step of it whose callbacks complete it
 * @param matcher finds the calls of the callback
 * @returns null where not every path calls the callback exactly once and last. Its results and its users are not yet known: `planConversions` adds them.
 */
export function matchConversion(source: Source, candidate: Candidate, roots: readonly Rewrite[], matcher: CompletionMatcher): Outcome | null {
  const { fn } = candidate;
  const completions = matcher.matchBody(fn.body);
  const { promises } = matcher;
  if (!completions || completions.length + promises.length === 0 || !roots.every((root) => matcher.visited.includes(root))) return null;
  // Whoever gets the callback of a promise has to call it with an error first, as the function itself does.
  const isErrorFirst = candidate.isErrorFirst || completions.some(({ kind }) => kind === 'throw');
  if (!isErrorFirst && promises.some(({ adapter }) => adapter !== null)) return null;
  const isInside = (node: TSESTree.Node): boolean => contains(fn.body, node) && !candidate.prologue.statements.some((statement) => contains(statement, node));
  const missing = missingCallbackOf(source, fn, isInside, [...completions, ...promises.flatMap(({ settlements }) => settlements)]);
  // Without a callback, the function that gets it in a `forward` does something of its own.
  const isElsewhere = completions.some(({ kind }) => kind === 'forward') || promises.some(({ adapter }) => adapter !== null);
  if (!missing || (isElsewhere && (missing.onError ?? missing.onSuccess) !== null)) return null;
  const calls = [...matcher.visited, ...completions.filter(({ kind }) => kind === 'forward' || kind === 'step')].map(({ call }): TSESTree.Node => call);
  const waiting = [...calls, ...promises.flatMap(({ statements }) => statements)].map(hostOf);
  const asyncSteps = candidate.steps.filter((step) => waiting.includes(step.fn));
  return {
    host: fn,
    signature: { form: 'converted', fn, conversion: { ...candidate, asyncSteps, results: 'unknown', errorCount: 'unknown', passesEmitter: false, missing, returnsPromise: false, users: [], edge: null } },
    body: { ...unchangedBody, completions, promises, rethrowing: matcher.rethrowing },
    sites: matcher.visited.map((part) => ({ ...completed(part, completions), ...(roots.includes(part) && { form: 'await' as const }) })),
  };
}

/** A rewrite on a path of the function, whose callback may be a step. */
function completed(part: Rewrite, completions: readonly Completion[]): Rewrite {
  return part.error.form === 'pass-through' ? returnPassedThrough(part, part.error, completions) : withOutcome(part, completions);
}
