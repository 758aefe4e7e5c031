/**
 * Which arguments a function passes to its callback.
 *
 * - `error-first`: certainly an error or nothing first, as in `cb(null, x)`.
 * - `likely-error-first`: probably, since `cb(err)` is found but nothing like `cb(null, x)`.
 * - `result-only`: `cb(x)`.
 * - `failure-only`: the callback is called only if there is an error; another callback is passed the result.
 * - `unknown`: no call in the file shows it.
 */
export type Protocol = 'error-first' | 'likely-error-first' | 'result-only' | 'failure-only' | 'unknown';

/**
 * How often one call of the function calls back. `at-most-once`: it guards the callback, `cb = once(cb)`. `per-item`: once for each
 * element of a list. `repeated`: any number of times, as an interval does. `unknown`: no code shows that it is more than once.
 */
export type Invocation = 'once' | 'at-most-once' | 'per-item' | 'repeated' | 'unknown';

/**
 * When a function calls its callback.
 *
 * - `at-once`: before it returns.
 * - `later`: after it has returned.
 * - `mixed`: at once on some paths, later on others.
 * - `as-passed`: whenever another function that was passed to it calls back: `function f(fn, cb) { fn(cb); }`.
 * - `unless-passed-waits`: at once on some paths, `as-passed` on others: `if (hooks.length === 0) return cb(); hooks[0](cb);`.
 * - `never`: there is no such call.
 * - `unknown`: it depends on functions that are not in the file.
 */
export type Timing = 'at-once' | 'unless-passed-waits' | 'later' | 'mixed' | 'never' | 'as-passed' | 'unknown';

/** Whether a function calls back before it returns on at least one path, as far as the file shows. False for `as-passed` and `unknown`. */
export function mayBeAtOnce(timing: Timing): boolean {
  return timing === 'at-once' || timing === 'unless-passed-waits' || timing === 'mixed';
}

/** The numbers of arguments that calls of a callback pass, each once; `unknown` where a call does not show it. */
export type ArgumentCounts = readonly number[] | 'unknown';

/** How many arguments a callback gets: 2 on success for `cb(null, row)`, 1 with an error for `cb(new Error('gone'))`, either for `cb(err)`. */
export interface PassedArguments {
  readonly onSuccess: ArgumentCounts;
  readonly onError: ArgumentCounts;
}

/** What a function does with one of its callback parameters. Plain data without nodes, so that it can be stored as JSON. */
export interface CompletionHandler {
  /** The index of the parameter; `shuffled` if an earlier parameter may hold the callback, as in `if (!cb) cb = options`. */
  readonly position: number | 'shuffled';
  /** The function works without a callback: it tests for one, or has a default for it. */
  readonly optional: boolean;
  readonly protocol: Protocol;
  readonly invoked: Invocation;
  /** When the callback is called without an error. */
  readonly onSuccess: Timing;
  /** When the callback is called with an error. */
  readonly onError: Timing;
  /** The maximum number of results, and the names of the variables or properties that are passed: `row` of `cb(null, row)`. */
  readonly results: { readonly count: number | 'unknown'; readonly names: readonly string[] };
  /** How many arguments its calls pass, also those of the functions that it forwards the callback to. */
  readonly passes: PassedArguments;
  /** Some call passes an error and a result together: `cb(new Error('timeout'), { retry: true })`. */
  readonly errorWithResult: boolean;
  /** No call passes an error. */
  readonly neverFails: boolean;
  /** The positions of arguments that every call passes, with an error or without: 1 for `cb(err, request)` and `cb(null, request)`. */
  readonly alwaysPassed: readonly number[];
  /** Some call sets the `this` of the callback: `cb.call(this, err)`. */
  readonly usesThis: boolean;
  /** The function reads how many parameters the callback has: `if (cb.length === 3)`. */
  readonly readsLength: boolean;
  /** Some call is inside a `try` block of the function, which catches what the callback throws. */
  readonly insideTry: boolean;
}
