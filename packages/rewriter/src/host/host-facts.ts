// What the planner knows about a host: the function or module around a call.

import type { Scope } from '@uncallback/detector';

import type { Registration } from './host-caller.js';

/**
 * Who reads what a function returns: `ignored` for nobody, `used` for code of this file, `unknown` where callers in other files may.
 */
export type ResultUse = 'ignored' | 'used' | 'unknown';

/** What becomes of an error that a host throws before it returns: its caller may catch it, the process ends, or, of an async host too, it goes to `next`. */
export type EarlyThrow = 'caught' | 'uncaught' | 'forwarded';

/** The facts of a host function. For a module, see `moduleFacts` in `hosts.ts`. */
export interface HostFacts {
  /** The function takes a callback itself, so that it must not become `async`: its callers wait for the callback. */
  readonly takesCallback: boolean;
  /** The variables that hold its callbacks: `cb` of `function load(path, cb) { cb(null, path); }`. */
  readonly callbacks: readonly Scope.Variable[];
  /** The function is the executor of `new Promise(...)`. */
  readonly isExecutor: boolean;
  readonly result: ResultUse;
  /** The function takes a callback, and may become `async` nonetheless, since its caller does not mind: a request handler with `next`. */
  readonly keepsCallback: boolean;
  /**
   * The callback that gets what it throws before it waits, where it is async: its own, or a parameter that it gets for this, `next` of `(req, res, next)`.
   * Null where none can.
   */
  readonly guard: { readonly name: string; readonly isAdded: boolean } | null;
  /** What its caller does with what it throws at once. Null where that is not known. */
  readonly earlyThrow: EarlyThrow | null;
  /** The function may become `async`, since no caller could notice. */
  readonly mayBecomeAsync: boolean;
  /** The calls that pass it to a framework which awaits a promise instead of the callback; none for any other function. */
  readonly awaitedBy: readonly Registration[];
  /** The object by which it replies, where its framework awaits a promise that resolves to it; null for any other function. */
  readonly reply: Scope.Variable | null;
}
