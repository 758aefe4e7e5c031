import type { CallbackSite, Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Completion, ErrorForm, Rewrite } from '../plan/types.js';
import type { Path } from './record.js';
import { recordOf } from './registry.js';
import { wholePath } from './statements.js';

// What the stages and the rendering ask about an error, answered by its form's record, or as most forms answer.

type WithError = Pick<Rewrite, 'error'>;

export const takesArguments = (error: ErrorForm): boolean => recordOf(error).takesArguments === true;
export const isIgnored = (error: ErrorForm): boolean => recordOf(error).isIgnored === true;
export const rejects = (error: ErrorForm): boolean => recordOf(error).rejects === true;
export const catchesThrows = (error: ErrorForm): boolean => recordOf(error).catchesThrows === true;
export const endsWithError = (error: ErrorForm): boolean => recordOf(error).endsWithError?.(error) ?? false;
export const readsResultsOnError = (error: ErrorForm): boolean => recordOf(error).readsResultsOnError?.(error) ?? false;
export const handlerOf = (error: ErrorForm): TSESTree.Node | null => recordOf(error).handler?.(error) ?? null;
export const otherwiseOf = (error: ErrorForm): TSESTree.Statement | null => recordOf(error).otherwise?.(error) ?? null;
export const forwardingCallOf = (error: ErrorForm): TSESTree.CallExpression | null => recordOf(error).forwards?.(error) ?? null;
export const onlyForwardsError = (error: ErrorForm): boolean => recordOf(error).onlyForwardsError?.(error) ?? false;

export function pathsOf(error: ErrorForm, body: TSESTree.BlockStatement | TSESTree.Expression, isErrorFirst: boolean): readonly Path[] | null {
  const { paths } = recordOf(error);
  return paths ? paths(error, body, isErrorFirst) : [wholePath(body)];
}

/** Whether the error is null at one of its mentions, as it is behind a guard. */
export function isKnownNull(error: ErrorForm, mention: TSESTree.Node): boolean {
  const part = recordOf(error).mayBeSetIn?.(error);
  return part !== undefined && !(part.range[0] <= mention.range[0] && mention.range[1] <= part.range[1]);
}

/** The rewrite where an outcome takes the place of the host's callback: an error that was only forwarded to it is a rejection now. */
export function withOutcome(rewrite: Rewrite, completions: readonly Completion[]): Rewrite {
  const { error, site } = rewrite;
  return withError(rewrite, recordOf(error).withOutcome?.(error, site.error?.variable, completions) ?? error);
}

/** The rewrite in a test, which fails by a rejection. */
export function inTest(rewrite: Rewrite, isIdiomatic: boolean): Rewrite {
  const { error, site } = rewrite;
  return withError(rewrite, recordOf(error).inTest?.(error, site, isIdiomatic) ?? error);
}

function withError(rewrite: Rewrite, error: ErrorForm): Rewrite {
  return error === rewrite.error ? rewrite : { ...rewrite, error };
}

/** Whether error and results are taken as they were given, side by side, from a promise that never rejects. */
export function isCaptured({ error, results }: Pick<Rewrite, 'error' | 'results'>): boolean {
  return recordOf(error).isCaptured?.(error, results) ?? false;
}

/** Whether the call stays as it is, inside of a `new Promise`, instead of being promisified. */
export function needsPromiseConstructor(rewrite: Pick<Rewrite, 'error' | 'results'>): boolean {
  return rewrite.results.form === 'all' || isCaptured(rewrite);
}

/** Whether the body of the callback moves to its call; a named function that is used elsewhere too stays. */
export const inlinesCallback = ({ error }: WithError): boolean => recordOf(error).keepsCallback !== true;
export const keepsVariable = (error: ErrorForm): boolean => recordOf(error).keepsVariable === true;
export const replacesBody = (error: ErrorForm): boolean => recordOf(error).replacesBody === true;
export const untypesResults = (error: ErrorForm): boolean => recordOf(error).untypesResults?.(error) ?? false;
export const droppedWith = (error: ErrorForm): TSESTree.Node | null => recordOf(error).dropped?.(error) ?? null;

/** The nodes outside of which mentions of the error become `null`; null where none do. */
export const keepsErrorIn = (error: ErrorForm): readonly TSESTree.Node[] | null => recordOf(error).keepsErrorIn?.(error) ?? null;

/** The test of the error that a handler need not make any more: `err && ` of `if (err && err.code !== 'ENOENT')`. */
export function impliedTestOf({ error, site }: WithError & { readonly site: CallbackSite }): TSESTree.LogicalExpression | null {
  const variable: Scope.Variable | null | undefined = site.error?.variable;
  return variable ? (recordOf(error).impliedTest?.(error, variable) ?? null) : null;
}
