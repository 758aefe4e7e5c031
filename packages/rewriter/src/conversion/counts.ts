// The numbers of arguments that a callback gets, as a callback form can pass them.

import type { ArgumentCounts, PassedArguments } from '@uncallback/detector';

import type { ErrorCount, ResultCount } from './types.js';

/** What calls of a callback pass, on success and with an error. */
export interface Counts {
  readonly results: ResultCount;
  readonly errorCount: ErrorCount;
}

/** The counts of what a function passes to its callback. */
export function countsOf({ onSuccess, onError }: PassedArguments): Counts {
  return { results: resultCount(onSuccess), errorCount: errorCount(onError) };
}

function resultCount(counts: ArgumentCounts): ResultCount {
  if (counts === 'unknown') return 'unknown';
  return agreeOnResults(counts.map((count): ResultCount => (['nothing', 'none', 'one'] as const)[count] ?? 'mixed'));
}

function errorCount(counts: ArgumentCounts): ErrorCount {
  if (counts === 'unknown') return 'unknown';
  return agree<ErrorCount>(counts.map((count): ErrorCount => (count === 1 || count === 2 ? count : 'unknown')), 1, 'unknown');
}

/** How many results some calls pass together. An absent error counts as null beside a call that passes one: `cb()` beside `cb(null)`. */
export function agreeOnResults(results: readonly ResultCount[]): ResultCount {
  const hasNone = results.includes('none');
  return agree<ResultCount>(results.map((result) => (hasNone && result === 'nothing' ? 'none' : result)), 'none', 'mixed');
}

/** How many arguments some calls pass together with an error. */
export function agreeOnErrors(counts: readonly ErrorCount[]): ErrorCount {
  return agree<ErrorCount>(counts, 1, 'unknown');
}

/** The only value of a list; one for an empty list, another one where the values differ. */
function agree<Value>(values: readonly Value[], none: Value, mixed: Value): Value {
  const [first, ...others] = new Set(values);
  return others.length > 0 ? mixed : (first ?? none);
}

/** Whether a callback form can pass as many arguments as a function did, with an error and without. */
export function isCountable({ results, errorCount }: Counts): boolean {
  return ((results === 'none' || results === 'nothing') && errorCount === 1) || (results === 'one' && errorCount !== 'unknown');
}
