/**
 * How a function calls the callback that it is given. `error-first`: certainly, as in `cb(null, x)`. `likely-error-first`: as far as
 * `cb(err)` shows. `result-only`: `cb(x)`. `failure-only`: with an error, or not at all, for another callback takes the result.
 * `unknown`: nothing shows.
 */
export type Protocol = 'error-first' | 'likely-error-first' | 'result-only' | 'failure-only' | 'unknown';

/**
 * How often one call of the function calls back. `at-most-once`: it guards the callback, `cb = once(cb)`. `per-item`: for each
 * element of something. `repeated`: again and again, as an interval does. `unknown`: nothing speaks against once.
 */
export type Invocation = 'once' | 'at-most-once' | 'per-item' | 'repeated' | 'unknown';

/**
 * When the function calls back. `at-once`: before it returns. `later`: after it has returned. `mixed`: sometimes at once.
 * `unless-passed-waits`: at once, unless a function that it was given waits: `if (hooks.length === 0) return cb(); hooks[0](cb);`.
 * `as-passed`: when a function that it was given does. `never`: there is no such call. `unknown`: it depends on functions that are out
 * of sight.
 */
export type Timing = 'at-once' | 'unless-passed-waits' | 'later' | 'mixed' | 'never' | 'as-passed' | 'unknown';

/** Whether a function may call back before it returns, as far as the file shows. */
export function mayBeAtOnce(timing: Timing): boolean {
  return timing === 'at-once' || timing === 'unless-passed-waits' || timing === 'mixed';
}

/** How a function treats one callback parameter. Plain data without nodes, so that it can be kept beside the file as JSON. */
export interface CompletionHandler {
  /** The index of the parameter; `shuffled` where an earlier parameter may hold the callback, as in `if (!cb) cb = options`. */
  readonly position: number | 'shuffled';
  /** The function works without a callback: it tests for one, or has a default for it. */
  readonly optional: boolean;
  readonly protocol: Protocol;
  readonly invoked: Invocation;
  /** When it calls back without an error, and when with one. */
  readonly onSuccess: Timing;
  readonly onError: Timing;
  /** How many results it gives at most, and the names that it has for them, as far as both can be seen. */
  readonly results: { readonly count: number | 'unknown'; readonly names: readonly string[] };
  /** Somewhere it gives an error and a result together: `cb(new Error('timeout'), { retry: true })`. */
  readonly errorWithResult: boolean;
  /** The results that come along with each call, an error included: 1 of `cb(err, request)` and `cb(null, request)`. */
  readonly alwaysPassed: readonly number[];
  /** It gives the callback a `this`: `cb.call(this, err)`. */
  readonly usesThis: boolean;
  /** It asks how many parameters the callback has: `if (cb.length === 3)`. */
  readonly readsLength: boolean;
  /** Somewhere it calls back inside a `try` block of its own, which catches what the callback throws. */
  readonly insideTry: boolean;
}

/** A call that a function makes, as other functions are told of it. */
export interface CallSummary {
  /** The callee: the id of a function of the file, the path of an API (`fs.readFile`), or null where it is out of sight. */
  readonly callee: string | null;
  /** Which of its own parameters go along as an argument: `[parameter, argument]`. */
  readonly forwards: readonly (readonly [parameter: number, argument: number])[];
}

/** Where a function of the file is called. */
export interface CallerSummary {
  /** The id of the function that calls it; null for the module. */
  readonly caller: string | null;
  readonly isValueUsed: boolean;
  readonly insideTry: boolean;
}

/** What is known of one function. Plain data without nodes. */
export interface FunctionSummary {
  /** Where the function begins in the text. */
  readonly id: string;
  /** The name that it is called by: a variable's, or a property's. */
  readonly name: string | null;
  readonly handlers: readonly CompletionHandler[];
  readonly calls: readonly CallSummary[];
  readonly calledBy: readonly CallerSummary[];
}
