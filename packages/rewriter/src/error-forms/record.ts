import type { CallbackSite, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion, ErrorForm, ResultForm } from '../plan/types.js';
import type { ErrorSubject } from './subject.js';
import type { Unit, UnitWriter } from './unit.js';

/** The statements, or the single expression, that run one after the other on one path through a callback. */
export type Path = readonly TSESTree.Statement[] | TSESTree.Expression;

/**
 * Everything that is specific to one error form: how to recognize it, what planning has to know, how to render it. Members that a
 * record leaves out have a default in `questions.ts`.
 *
 * To add a form, add a member to `ErrorForm` in `plan/types.ts`, a file with its record in this folder, and a line in `registry.ts`.
 */
export interface ErrorFormRecord<Form extends ErrorForm = ErrorForm> {
  readonly form: Form['form'];

  /** Recognizes a callback of this form; null for another callback. Left out where the form is only made of another form. */
  match?(subject: ErrorSubject): Form | null;

  // What the callback does.

  /** The callback reads its `arguments`, which an array replaces. */
  readonly takesArguments?: true;
  /** The callback never looks at the error. */
  readonly isIgnored?: true;
  /** An error is only thrown, so that the call is awaited without a `try`. */
  readonly rejects?: true;
  /** The output would catch an exception that the call throws synchronously, as if it were the error. */
  readonly catchesThrows?: true;
  /** The callback ends with an error, so that results and `this` are read only without one. */
  endsWithError?(error: Form): boolean;
  /** Results are read although there may be an error. */
  readsResultsOnError?(error: Form): boolean;
  /** The node that runs only with an error, and becomes the body of the `catch`. */
  handler?(error: Form): TSESTree.Node | null;
  /** The branch of the guard that runs without an error, and follows the awaited call without its braces. */
  otherwise?(error: Form): TSESTree.Statement | null;
  /** The call that forwards the error together with the results: `cb(err, value)`. */
  forwards?(error: Form): TSESTree.CallExpression;
  /** An error is only thrown or forwarded to whoever waits for the host. */
  onlyForwardsError?(error: Form): boolean;
  /**
   * The test whose left operand is left out: `err && ...` of `if (err && err.code !== 'ENOENT')`, which is always true in a `catch`, and
   * `err || ...` of `if (err || !row)`, which is always false behind the `try`.
   */
  knownTest?(error: Form, variable: Scope.Variable): TSESTree.LogicalExpression | null;

  // Where the host's callback is called.

  /**
   * The paths through the callback on each of which the host has to complete; null where the form has none.
   *
   * @param isErrorFirst false in an executor, which completes by `resolve` and `reject`
   */
  paths?(error: Form, body: TSESTree.BlockStatement | TSESTree.Expression, isErrorFirst: boolean): readonly Path[] | null;
  /** The node in which the error may be set; outside of it the error is known to be null. */
  mayBeSetIn?(error: Form): TSESTree.Node;
  /** The form in a host that becomes async and loses its callback. */
  withOutcome?(error: Form, variable: Scope.Variable | null | undefined, completions: readonly Completion[]): ErrorForm;
  /** The form in a test that becomes async, which a rejection fails. */
  inTest?(error: Form, site: CallbackSite, isIdiomatic: boolean): ErrorForm;

  // What the output has.

  /** Error and results are captured side by side, from a promise that never rejects. */
  isCaptured?(error: Form, results: ResultForm): boolean;
  /** The callback is a named function that stays where it is and is called by the output. */
  readonly keepsCallback?: true;
  /** The error stays a variable, instead of becoming the parameter of a `catch`. */
  readonly keepsVariable?: true;
  /** The text behind the awaited call is made by the form, instead of being the callback's own statements. */
  readonly replacesBody?: true;
  /** The text that the form makes ends with a `return`. `completes`: whether a call becomes one. Default: not where it replaces the body. */
  endsWithReturn?(error: Form, completes: (call: TSESTree.Node) => boolean): boolean;
  /** Results may be missing where they are read, so that they get the type `any` in TypeScript. */
  untypesResults?(error: Form): boolean;
  /** The nodes that keep their mentions of the error; all others become `null`. */
  keepsErrorIn?(error: Form): readonly TSESTree.Node[];
  /** A node that the rewrite removes together with the strings in it. */
  dropped?(error: Form): TSESTree.Node | null;
  /** Writes the output: the awaited call and what follows it. */
  render(unit: UnitWriter, error: Form): Unit;
}
