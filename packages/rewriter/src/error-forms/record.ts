import type { CallbackSite, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion, ErrorForm, ResultForm } from '../plan/types.js';
import type { ErrorSubject } from './subject.js';
import type { Unit, UnitWriter } from './unit.js';

/** What runs one after the other on one way through a callback: statements, or the only expression. */
export type Path = readonly TSESTree.Statement[] | TSESTree.Expression;

/**
 * Everything that is specific to one error form. What a record leaves out has the answer in `questions.ts` that holds for most.
 * To add a form: its member in `ErrorForm` of `plan/types.ts`, its record in a file beside this one, and a line in `registry.ts`.
 */
export interface ErrorFormRecord<Form extends ErrorForm = ErrorForm> {
  readonly form: Form['form'];

  /** Recognizes a callback of this form. Left out where the form only arises from another one. */
  match?(subject: ErrorSubject): Form | null;

  // What the callback does.

  /** It reads `arguments`, so that everything is taken as it was given anyway. */
  readonly takesArguments?: true;
  /** Nobody looks at the error. */
  readonly isIgnored?: true;
  /** Nothing is done with an error but to throw it, so that the call is awaited without a `try`. */
  readonly rejects?: true;
  /** What the call throws at once would be caught as an error. */
  readonly catchesThrows?: true;
  /** The callback ends with an error, so that results and `this` are only read without one. */
  endsWithError?(error: Form): boolean;
  /** The results are read although there may be an error. */
  readsResultsOnError?(error: Form): boolean;
  /** What runs with the error, and nothing else does. */
  handler?(error: Form): TSESTree.Node | null;
  /** The branch of the guard whose statements follow the awaited call flat. */
  otherwise?(error: Form): TSESTree.Statement | null;
  /** The call that passes on the error together with the results. */
  forwards?(error: Form): TSESTree.CallExpression;
  /** An error is nothing but passed on to whoever waits. */
  onlyForwardsError?(error: Form): boolean;
  /** The test of the error that a handler need not make any more: `err && ` of `if (err && err.code !== 'ENOENT')`. */
  impliedTest?(error: Form, variable: Scope.Variable): TSESTree.LogicalExpression | null;

  // Where the host's callback is called.

  /** The ways through the callback, each of which has to complete; null where it cannot. `isErrorFirst` is false in an executor. */
  paths?(error: Form, body: TSESTree.BlockStatement | TSESTree.Expression, isErrorFirst: boolean): readonly Path[] | null;
  /** The node outside of which the error is known to be null. */
  mayBeSetIn?(error: Form): TSESTree.Node;
  /** What the form becomes where an outcome takes the place of the host's callback. */
  withOutcome?(error: Form, variable: Scope.Variable | null | undefined, completions: readonly Completion[]): ErrorForm;
  /** What the form becomes in a test, which fails by a rejection. */
  inTest?(error: Form, site: CallbackSite, isIdiomatic: boolean): ErrorForm;

  // What the output has.

  /** Error and results are taken side by side from a promise that never rejects. */
  isCaptured?(error: Form, results: ResultForm): boolean;
  /** The callback stays where it is, and is called. */
  readonly keepsCallback?: true;
  /** The error stays a variable, in place of the parameter of a `catch`. */
  readonly keepsVariable?: true;
  /** The callback's own statements are not what follows the call. */
  readonly replacesBody?: true;
  /** The results may be missing where they are read, which TypeScript only takes of any type. */
  untypesResults?(error: Form): boolean;
  /** Mentions of the error outside of these nodes become `null`. */
  keepsErrorIn?(error: Form): readonly TSESTree.Node[];
  /** What goes away with the strings in it. */
  dropped?(error: Form): TSESTree.Node | null;
  /** Writes what takes the place of the call and its callback. */
  render(unit: UnitWriter, error: Form): Unit;
}
