import { type CallbackSite, type Source, lookupApi } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { matchArgumentsUse } from './arguments-use.js';
import { matchCallee } from './callee.js';
import { isBoundToThis, mentionsOfThis } from './callback-this.js';
import { carrierOf } from './carrier.js';
import { matchConstantCallee } from './constant-callee.js';
import { isMadeWithoutResult } from './error-branch.js';
import { type ErrorForm, matchErrorForm } from './error-form.js';
import { isBrowserScript } from './file-globals.js';
import { givesErrorAndResult } from './given-together.js';
import { handOn } from './hand-on.js';
import { matchInlinable } from './inlining.js';
import { findRefusal } from './intrinsic-refusal.js';
import type { Refusal, Rewrite, RewriteOptions } from './plan.js';
import { isOverloaded } from './own-definitions.js';
import { matchPosition } from './position.js';
import { promiseVariantOf } from './promise-variant.js';
import { promisifiedResults } from './promisified-results.js';
import type { RefusalCode } from './refusals.js';
import { type ResultForm, matchResultForm, variablesOf } from './result-form.js';
import { throwsAtOnce } from './throws-at-once.js';
import { type FunctionNode, contains, insideSameFunction, isFunction, someNode } from './tree.js';
import { variableAt } from './variables.js';

/** A rewrite that has no place yet. */
export type Draft = Omit<Rewrite, 'form' | 'asyncHost' | 'completions' | 'rethrowing' | 'executor'>;

/**
 * What can be said of a site without its neighbours.
 *
 * @param made the calls of the file that are made with an error-first callback
 */
export function draftRewrite(
  source: Source,
  site: CallbackSite,
  made: ReadonlySet<TSESTree.Node>,
  { promisify, dependencies, detect }: RewriteOptions,
): Draft | Refusal {
  const refuse = (reason: RefusalCode): Refusal => ({ action: 'refuse', site, reason });
  const { callback } = site;
  const call = carrierOf(site);
  const facts = site.api === null ? null : lookupApi(site.api, { catalog: detect?.catalog, dependencies });
  const reason = findRefusal(source, site, facts);
  if (reason) return refuse(reason);
  const position = matchPosition(call);
  if (!position) return refuse('result-used');
  const isKnown = facts !== null && !isAlternative(source, site.call.callee);
  const known = {
    needsNoReceiver: isKnown && facts.needsReceiver === false,
    returnsPromise: facts?.returnsPromise === true,
    variant: promisify === 'native' && isKnown ? promiseVariantOf(site, facts) : null,
  };
  const inPlace = call !== site.call || isBrowserScript(source) ? null : matchCallee(source, call, known);
  const constant = promisify === 'hoisted' && inPlace?.form === 'function' ? matchConstantCallee(source, site, facts) : null;
  const callee = constant ? ({ form: 'constant', callee: constant } as const) : inPlace;
  const promisified = promisifiedResults(site, facts);
  const isPromisifiable =
    callee !== null && call.arguments.at(-1) === site.argument && promisified !== null && !isOverloaded(source, call.callee);
  const usesThis = !isBoundToThis(site) && mentionsOfThis(source, callback).length > 0;
  const results = matchResultForm(source, site, promisified ?? 'first', isPromisifiable && !usesThis);
  const declaration = matchInlinable(source, site);
  const parts = { action: 'rewrite', site, facts, call, position, callee, results, usesThis, declaration } as const;
  const argumentsUse = matchArgumentsUse(source, callback);
  const stays = declaration === null && site.argument.type === T.Identifier ? site.argument : null;
  if (argumentsUse !== 'none' && stays) return refuse('named-callback');
  if (argumentsUse === 'written') return refuse('own-arguments');
  if (argumentsUse === 'read') return { ...parts, error: { form: 'arguments' } };
  const isSparing = facts?.followsNodeContract === true && !Array.isArray(facts.promisified);
  const resultVariables = isSparing ? [] : site.results.flatMap((parameter) => variablesOf(source, callback, parameter));
  const error = matchErrorForm(callback, site.error?.variable ?? null, resultVariables, made, isSparing);
  // `exec` and its like hand on their output next to the error.
  const handsOnBoth = error.form === 'forward' && (results.form === 'object' || (results.form !== 'none' && givesErrorAndResult(source, site)));
  // So may any function that is not known to be sparing.
  const losesResult = error.form === 'ignore' && results.form !== 'none' && !isSparing;
  // An error that nobody looks at is caught, what a function in the arguments throws must not be.
  const losesThrow = error.form === 'ignore' && call.arguments.some((other) => other !== site.argument && isFunction(other) && throwsItself(source, other));
  const isCaught = error.form === 'catch' || error.form === 'choice' || error.form === 'forward' || error.form === 'ignore';
  const losesOwnThrow = isCaught && isMadeWithoutResult(source, call, site.argument);
  const isTakenApart = takesApart(results) && isReadBehindError(error, results);
  // Only where there is no error, the `this` comes with the results.
  const losesThis = usesThis && !leavesWithError(error, mentionsOfThis(source, callback));
  // `(...all)`, `({ code })`, `(err = null)`: the error is taken as a part of something.
  const [first] = callback.params;
  const isPart = first !== undefined && first.type !== T.Identifier;
  const form: ErrorForm = handsOnBoth || losesResult || losesThrow || losesOwnThrow || isTakenApart || losesThis || isPart ? { form: 'settle', asGiven: true } : error;
  const taken = stays ? handOn(stays, form, results) : form;
  return taken ? { ...parts, error: taken } : refuse('named-callback');
}

function throwsItself({ visitorKeys }: Source, { body }: FunctionNode): boolean {
  return someNode(body, visitorKeys, throwsAtOnce, insideSameFunction);
}

/** `xfs.mkdir` of `var xfs = options.fs || fs`: perhaps a method of another object. */
function isAlternative(source: Source, { type, object }: { readonly type: string; readonly object?: TSESTree.Node }): boolean {
  if (type !== T.MemberExpression || object?.type !== T.Identifier) return false;
  return variableAt(source, object)?.references.some(({ writeExpr }) => /^(?:Logical|Conditional)Expression$/.test(writeExpr?.type ?? '')) ?? false;
}

/** Whether nothing is done with an error that needs one of the nodes. */
function leavesWithError(error: ErrorForm, nodes: readonly TSESTree.Node[]): boolean {
  if (error.form === 'propagate') return true;
  const { handler, goesOn } = error.form === 'catch' ? error : { handler: null, goesOn: true };
  return !goesOn && !(handler && nodes.some((node) => contains(handler, node)));
}

/** Whether a parameter is a pattern, has a default or takes the rest. */
function takesApart(results: ResultForm): boolean {
  if (results.form === 'first') return results.parameter.type !== T.Identifier;
  return results.form === 'all' && results.parameters.some((parameter) => parameter !== null && parameter.type !== T.Identifier);
}

/** Whether the results must be taken apart although there may be an error. */
function isReadBehindError(error: ErrorForm, results: ResultForm): boolean {
  if (error.form === 'propagate') return false;
  return results.form === 'all' || (error.form === 'catch' ? error.goesOn : error.form !== 'choice');
}
