import type { CallbackSite, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion, ErrorForm, Rewrite } from '../plan/types.js';
import type { Path } from './record.js';
import { recordOf } from './registry.js';
import { wholePath } from './statements.js';

// The questions that planning and rendering ask about an error form. Each is answered by the form's record, or by the default here
// where the record leaves the answer out. `record.ts` documents the questions.

type WithError = Pick<Rewrite, 'error'>;

/** Whether an array replaces the `arguments` of the callback. */
export const takesArguments = (error: ErrorForm): boolean => recordOf(error).takesArguments === true;
/** Whether the callback never looks at the error. */
export const isIgnored = (error: ErrorForm): boolean => recordOf(error).isIgnored === true;
/** Whether an error is only thrown, so that the call is awaited without a `try`. */
export const rejects = (error: ErrorForm): boolean => recordOf(error).rejects === true;
/** Whether the output would catch an exception that the call throws synchronously, as if it were the error. */
export const catchesThrows = (error: ErrorForm): boolean => recordOf(error).catchesThrows === true;
/** Whether the callback ends with an error, so that the results are read only without one. */
export const endsWithError = (error: ErrorForm): boolean => recordOf(error).endsWithError?.(error) ?? false;
/** Whether results are read although there may be an error. */
export const readsResultsOnError = (error: ErrorForm): boolean => recordOf(error).readsResultsOnError?.(error) ?? false;
/** The node that runs only with an error, and becomes the body of the `catch`; null where there is none. */
export const handlerOf = (error: ErrorForm): TSESTree.Node | null => recordOf(error).handler?.(error) ?? null;
/** The branch of the guard that runs without an error, and follows the awaited call without its braces; null where there is none. */
export const otherwiseOf = (error: ErrorForm): TSESTree.Statement | null => recordOf(error).otherwise?.(error) ?? null;
/** The call that forwards the error together with the results: `cb(err, value)`; null where there is none. */
export const forwardingCallOf = (error: ErrorForm): TSESTree.CallExpression | null => recordOf(error).forwards?.(error) ?? null;
/** Whether an error is only thrown or forwarded to whoever waits for the host. */
export const onlyForwardsError = (error: ErrorForm): boolean => recordOf(error).onlyForwardsError?.(error) ?? false;

/** The paths through the callback on each of which the host has to complete; null where the form has none. Default: the whole body. */
export function pathsOf(error: ErrorForm, body: TSESTree.BlockStatement | TSESTree.Expression, isErrorFirst: boolean): readonly Path[] | null {
  const { paths } = recordOf(error);
  return paths ? paths(error, body, isErrorFirst) : [wholePath(body)];
}

/** Whether the error is known to be null at one of its mentions, as behind `if (err) return cb(err);`. */
export function isKnownNull(error: ErrorForm, mention: TSESTree.Node): boolean {
  const part = recordOf(error).mayBeSetIn?.(error);
  return part !== undefined && !(part.range[0] <= mention.range[0] && mention.range[1] <= part.range[1]);
}

/**
 * A rewrite in a host that becomes async and loses its callback: an error that was only forwarded to the callback is a rejection now.
 *
 * @param completions the calls of the host's callback, which become `return` and `throw`
 */
export function withOutcome(rewrite: Rewrite, completions: readonly Completion[]): Rewrite {
  const { error, site } = rewrite;
  return withError(rewrite, recordOf(error).withOutcome?.(error, site.error?.variable, completions) ?? error);
}

/** A rewrite in a test that becomes async: a rejection fails the test, so that an assertion of no error can be left out. */
export function inTest(rewrite: Rewrite, isIdiomatic: boolean): Rewrite {
  const { error, site } = rewrite;
  return withError(rewrite, recordOf(error).inTest?.(error, site, isIdiomatic) ?? error);
}

function withError(rewrite: Rewrite, error: ErrorForm): Rewrite {
  return error === rewrite.error ? rewrite : { ...rewrite, error };
}

/** Whether error and results are captured side by side, `const [err, text] = await new Promise(...)`, from a promise that never rejects. */
export function isCaptured({ error, results }: Pick<Rewrite, 'error' | 'results'>): boolean {
  return recordOf(error).isCaptured?.(error, results) ?? false;
}

/** Whether the call stays as it is inside of a `new Promise(...)`, instead of being promisified. */
export function needsPromiseConstructor(rewrite: Pick<Rewrite, 'error' | 'results'>): boolean {
  return rewrite.results.form === 'all' || isCaptured(rewrite);
}

/** Whether the body of the callback moves to its call. A named function that is used elsewhere, too, stays. */
export const inlinesCallback = ({ error }: WithError): boolean => recordOf(error).keepsCallback !== true;
/** Whether the error stays a variable, instead of becoming the parameter of a `catch`. */
export const keepsVariable = (error: ErrorForm): boolean => recordOf(error).keepsVariable === true;
/** Whether the text behind the awaited call is made by the form, instead of being the callback's own statements. */
const replacesBody = (error: ErrorForm): boolean => recordOf(error).replacesBody === true;
/** Whether the text that the form makes ends with a `return`; null where the callback's own statements decide. `completes`: whether a call becomes one. */
export const endsWithReturn = (error: ErrorForm, completes: (call: TSESTree.Node) => boolean): boolean | null =>
  recordOf(error).endsWithReturn?.(error, completes) ?? (replacesBody(error) ? false : null);
/** Whether results may be missing where they are read, so that they get the type `any` in TypeScript. */
export const untypesResults = (error: ErrorForm): boolean => recordOf(error).untypesResults?.(error) ?? false;
/** The node that the rewrite removes together with the strings in it; null where there is none. */
export const droppedWith = (error: ErrorForm): TSESTree.Node | null => recordOf(error).dropped?.(error) ?? null;

/** The nodes that keep their mentions of the error; all others become `null`. Null where all mentions are kept. */
export const keepsErrorIn = (error: ErrorForm): readonly TSESTree.Node[] | null => recordOf(error).keepsErrorIn?.(error) ?? null;

/** The test whose left operand is left out, since its answer is known: `err && ...` in a `catch`, `err || ...` behind the `try`; null where there is none. */
export function knownTestOf({ error, site }: WithError & { readonly site: CallbackSite }): TSESTree.LogicalExpression | null {
  const variable: Scope.Variable | null | undefined = site.error?.variable;
  return variable ? (recordOf(error).knownTest?.(error, variable) ?? null) : null;
}
