import type { TSESTree } from '@typescript-eslint/types';

import type { FunctionNode } from './syntax/function-node.js';
import type * as Scope from './scope/scope.js';

/** What a function that is handed to another function is for. */
export type CallbackKind =
  | 'error-first' // a completion callback: (err, ...results)
  | 'promise-reaction' // then, catch, finally
  | 'event-listener' // on, once, addListener, addEventListener, 'error' events included
  | 'timer' // setTimeout, setImmediate, nextTick, queueMicrotask
  | 'iteration' // called while the callee runs: array methods, replace, lodash
  | 'async-iteratee' // per-item worker of async.each and friends, itself given a callback
  | 'request-handler' // route and middleware handlers, error middleware
  | 'test' // describe, it, hooks
  | 'other';

/** Why a callback is held to be of its kind, strongest first. */
export type Evidence = 'catalog' | 'types' | 'definition' | 'shape' | 'name';

/** What a callback does with the error it may be given. */
export type ErrorHandling = 'handled' | 'partial' | 'unchecked';

/** Where a callback goes on although its error may be set. */
export interface ErrorGap {
  /**
   * missing: no parameter declared. never-looked-at: declared only. overwritten: assigned to before anybody looked.
   * logged: told to a log, and on. tested-one-branch: some path never looks. not-left: the error's branch is not left.
   */
  readonly how: 'missing' | 'never-looked-at' | 'overwritten' | 'logged' | 'tested-one-branch' | 'not-left';
  /** The first use of a result, or the first call, on a path where the error may be set. Null where there is none. */
  readonly use: TSESTree.Node | null;
}

/** The error parameter of an error-first callback. */
export interface ErrorFacts {
  /** Null where the callback declares none (or takes it apart in a pattern). */
  readonly variable: Scope.Variable | null;
  readonly handling: ErrorHandling;
  /** Null where the error is handled. */
  readonly gap: ErrorGap | null;
}

/** One function passed as an argument (or as a task of an async.js call), with the facts about it. No words, no edits. */
export interface CallbackSite {
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression;
  /** The argument as it stands in the call: the function itself, `function () {}.bind(this)`, or a name. */
  readonly argument: TSESTree.Expression;
  /** The function; where the argument is a name, the local function that the name stands for. */
  readonly callback: FunctionNode;
  /** The API the callee is known to be (`fs.readFile`), or null. */
  readonly api: string | null;
  /** What becomes of the error. Null if not error-first. */
  readonly error: ErrorFacts | null;
  /** The parameters behind the error (TypeScript's `this` parameter not counted). Empty if not error-first. */
  readonly results: readonly TSESTree.Parameter[];
  /** The nearest error-first site whose callback contains this call, through any other functions in between. */
  readonly outer: CallbackSite | null;
}
