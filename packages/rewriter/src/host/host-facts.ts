// What the planner knows about a host: the function or module around a call.

import type { Scope } from '@uncallback/detector';

/**
 * Who reads what a function returns: `ignored` for nobody, `used` for code of this file, `unknown` where callers in other files may.
 */
export type ResultUse = 'ignored' | 'used' | 'unknown';

/** What the caller of a handler that keeps `next` does with a rejection: nothing, or it passes it to `next`, as express 5 does. */
export type HandlerCaller = 'ignores' | 'forwards';

/** The facts of a host function. For a module, see `moduleFacts` in `hosts.ts`. */
export interface HostFacts {
  /** The function takes a callback itself, so that it must not become `async`: its callers wait for the callback. */
  readonly takesCallback: boolean;
  /** The variables that hold its callbacks: `cb` of `function load(path, cb) { cb(null, path); }`. */
  readonly callbacks: readonly Scope.Variable[];
  /** The function is the executor of `new Promise(...)`. */
  readonly isExecutor: boolean;
  readonly result: ResultUse;
  /** Who calls the function, if it may become `async` and keep its callback: a request handler with `next`. Null for any other function. */
  readonly keepsNext: HandlerCaller | null;
  /** The function may become `async`, since no caller could notice. */
  readonly mayBecomeAsync: boolean;
}
