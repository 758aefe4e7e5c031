/** A kind of parameter in front of the callback. It is the parameter's name, too. */
export type Parameter = 'key' | 'value' | 'options' | 'tries' | 'list' | 'encoding';

/**
 * What callers have to know of a function that takes a callback: of the API, or of the module that is being written.
 *
 * @example `function load1(key, options, cb)` that may be called as `load1(key, cb)`:
 * `{ name: 'load1', reach: 'load1', parameters: ['key', 'options'], callback: 'required', results: 1, maySkipOptions: true, ... }`
 */
export interface Contract {
  /** Unique in the module, so that the function is found again in the output. */
  readonly name: string;
  /** The expression with which code of the module reaches it: `load1`, `exports.load1`, `store2.load1`, `this.load1`. */
  readonly reach: string;
  readonly parameters: readonly Parameter[];
  /** `none`: it takes no callback at all, it only uses other functions. */
  readonly callback: 'required' | 'optional' | 'none';
  /** How many results its callback gets where all goes well. */
  readonly results: 0 | 1 | 2;
  /** `load(key, cb)` is allowed beside `load(key, options, cb)`. */
  readonly maySkipOptions: boolean;
  /** It throws at once where `key` is a number, with its name in the message. */
  readonly refusesNumbers: boolean;
  readonly timing: Timing;
  readonly protocol: Protocol;
}

/**
 * How a function keeps to the protocol of callbacks. `repeats`: it may call back more than once, or with an error and results.
 * `goes on`: it does something in the same turn after it has called back, or a
 * rewrite that awaits it would change behaviour in another known way.
 */
export type Protocol = 'kept' | 'repeats' | 'goes on';

/** When a callback is called: `later`, at once on some path without an error, at once with an error. */
export type Timing = 'later' | 'may be at once' | 'may fail at once';
