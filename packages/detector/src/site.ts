import type { TSESTree } from '@typescript-eslint/types';

import type { FunctionNode } from './syntax/function-node.js';
import type * as Scope from './scope/scope.js';

/** What a function is for that is passed to another function. */
export type CallbackKind =
  | 'error-first' // a completion callback: (err, ...results)
  | 'promise-reaction' // then, catch, finally
  | 'event-listener' // on, once, addListener, addEventListener, 'error' events included
  | 'timer' // setTimeout, setImmediate, nextTick, queueMicrotask
  | 'iteration' // called for each item before the callee returns: array methods, replace, lodash
  | 'async-iteratee' // per-item worker of async.each and friends, itself given a callback
  | 'request-handler' // route and middleware handlers, error middleware
  | 'test' // describe, it, hooks
  | 'other';

/**
 * Why a callback is taken to be of its kind, strongest evidence first: the catalogue of APIs, TypeScript's types, the definition of the
 * callee in the file, what the callback does with its parameters, names only, or only the name of the callee, `db.createIndex(keys, f)`,
 * whatever `db` is. The last one, `convention`, serves reports; a rewrite needs more.
 */
export type Evidence = 'catalog' | 'types' | 'definition' | 'shape' | 'name' | 'convention';

/** What a callback does with its error: it checks it on every path that needs it, on some of them, or on none. */
export type ErrorHandling = 'handled' | 'partial' | 'unchecked';

/** How a callback comes to continue although its error may be set, and where. */
export interface ErrorGap {
  /**
   * `missing`: the callback declares no parameter, `() => use()`. `never-looked-at`: it never reads the parameter. `overwritten`: it
   * assigns another value before it tests the error. `logged`: it only logs the error, `if (err) log(err); use(data);`.
   * `tested-one-branch`: some path does not test the error, `if (strict) { if (err) throw err; } use(data);`. `not-left`: the error
   * branch handles the error, but does not return, `if (err) cb(err); use(data);`.
   */
  readonly how: 'missing' | 'never-looked-at' | 'overwritten' | 'logged' | 'tested-one-branch' | 'not-left';
  /** The first use of a result, or the first call, on a path where the error may be set; null where there is none. */
  readonly use: TSESTree.Node | null;
  /**
   * What the callback relies on although the error may be set. `result`: it uses a result. `success`: it calls something that follows, as
   * `done()`. `nothing`: it only logs or cleans up, tests the results instead of the error, or uses what is passed with an error as well.
   */
  readonly relies: 'result' | 'success' | 'nothing';
}

/** How much a lost error matters, where it matters little: only a strict configuration asks for it. */
export type Severity = 'strict';

/** The error parameter of an error-first callback. */
export interface ErrorFacts {
  /** Null if the callback declares no error parameter, or destructures it. */
  readonly variable: Scope.Variable | null;
  readonly handling: ErrorHandling;
  /** Null if the error is handled. */
  readonly gap: ErrorGap | null;
  /** False if the definition of the callee shows that it never passes an error: `function load(cb) { cb(null, 1); }`. */
  readonly mayOccur: boolean;
  /** How much it matters by the catalogue, and when it occurs; null for callees that it does not know, or says nothing about. */
  readonly severity: Severity | null;
  readonly fails: string | null;
}

/**
 * One callback: a function that is passed to a call as an argument, or as a task in a list, `async.series([function (cb) {}])`, with the
 * facts about it. How it is reported or rewritten is up to other packages.
 */
export interface CallbackSite {
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression;
  /** The argument in the call: the function itself, `function () {}.bind(this)`, or the name of a function. */
  readonly argument: TSESTree.Expression;
  /** The function; where the argument is a name, the function in this file that it refers to. */
  readonly callback: FunctionNode;
  /** The path of the callee in the catalogue, `fs.readFile`, or null if it is not catalogued. */
  readonly api: string | null;
  /** What the callback does with its error. Null if it is not error-first. */
  readonly error: ErrorFacts | null;
  /** The parameters after the error. Empty if the callback is not error-first. */
  readonly results: readonly TSESTree.Parameter[];
  /** The nearest error-first site whose callback contains this call, in any depth; null where there is none. */
  readonly outer: CallbackSite | null;
}
