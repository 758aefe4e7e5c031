import { type CallbackSite, type Source, lookupApi } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { matchArgumentsUse } from './arguments-use.js';
import { isBoundToThis, mentionsOfThis } from './callback-this.js';
import { carrierOf } from './carrier.js';
import { matchConstantCallee } from './constant-callee.js';
import { isMadeWithoutResult } from './error-branch.js';
import { catchesThrows, endsWithError, forwardingCallOf, handlerOf, isIgnored, readsResultsOnError, rejects } from './error-forms/questions.js';
import { matchErrorForm } from './error-forms/registry.js';
import { ErrorSubject } from './error-forms/subject.js';
import { isBrowserScript } from './file-globals.js';
import { givesErrorAndResult } from './given-together.js';
import { handOn } from './hand-on.js';
import { matchInlinable } from './inlining.js';
import { findRefusal } from './intrinsic-refusal.js';
import { matchCallee } from './match-callee.js';
import { isOverloaded } from './own-definitions.js';
import type { Draft, ErrorForm, Refusal, ResultForm, RewriteOptions } from './plan/types.js';
import { matchPosition } from './position.js';
import { hasPromiseTwin } from './promise-twin.js';
import { promisifiedResults } from './promisified-results.js';
import type { RefusalCode } from './refusals.js';
import { matchResultForm, variablesOf } from './result-form.js';
import { returnsPromise } from './returned-values.js';
import { throwsAtOnce } from './throws-at-once.js';
import { type FunctionNode, contains, insideSameFunction, isFunction, someNode } from './tree.js';
import { variableAt } from './variables.js';

/**
 * What can be said of a site without its neighbours.
 *
 * @param made the calls of the file that are made with an error-first callback
 */
export function draftRewrite(
  source: Source,
  site: CallbackSite,
  made: ReadonlySet<TSESTree.Node>,
  { promisify, dependencies = {} }: RewriteOptions,
): Draft | Refusal {
  const refuse = (reason: RefusalCode): Refusal => ({ action: 'refuse', site, reason });
  const { callback } = site;
  const call = carrierOf(site);
  const reason = findRefusal(source, site);
  if (reason) return refuse(reason);
  const position = matchPosition(call);
  if (!position) return refuse('result-used');
  const facts = site.api === null ? null : lookupApi(site.api);
  const isFs = facts !== null && isFileSystem(site.api);
  const needsNoReceiver = !isAlternative(source, site.call.callee) && (isFs || facts?.nodeCore === true || (facts !== null && site.api?.startsWith('async.') === true));
  const hasTwin = promisify === 'native' && hasPromiseTwin(site) && !isAlternative(source, site.call.callee);
  const known = { needsNoReceiver, returnsPromise: returnsPromise(site.api, dependencies), hasTwin };
  const inPlace = call !== site.call || isBrowserScript(source) ? null : matchCallee(source, call, known);
  const constant = promisify === 'hoisted' && inPlace?.form === 'function' ? matchConstantCallee(source, site) : null;
  const callee = constant ? ({ form: 'constant', callee: constant } as const) : inPlace;
  const promisified = promisifiedResults(site, facts);
  const isPromisifiable =
    callee !== null && call.arguments.at(-1) === site.argument && promisified !== null && !isOverloaded(source, call.callee);
  const usesThis = !isBoundToThis(site) && mentionsOfThis(source, callback).length > 0;
  const results = matchResultForm(source, site, promisified ?? 'first', isPromisifiable && !usesThis);
  const declaration = matchInlinable(source, site);
  const parts = { action: 'rewrite', site, call, position, callee, results, usesThis, declaration } as const;
  const argumentsUse = matchArgumentsUse(source, callback);
  const stays = declaration === null && site.argument.type === T.Identifier ? site.argument : null;
  if (argumentsUse !== 'none' && stays) return refuse('named-callback');
  if (argumentsUse === 'written') return refuse('own-arguments');
  if (argumentsUse === 'read') return { ...parts, error: { form: 'arguments' } };
  // Node's own functions give nothing but the error when they fail, and null when they do not; others may give anything.
  const isSparing = (isFs || facts?.nodeCore === true) && !Array.isArray(facts?.promisified);
  const resultVariables = isSparing ? [] : site.results.flatMap((parameter) => variablesOf(source, callback, parameter));
  const error = matchErrorForm(
    new ErrorSubject({
      callback,
      error: site.error?.variable ?? null,
      results: resultVariables,
      callsWithCallback: made,
      followsNodeContract: isSparing,
      readsArguments: false,
    }),
  );
  // `exec` and its like hand on their output next to the error.
  const handsOnBoth = forwardingCallOf(error) !== null && (results.form === 'object' || (results.form !== 'none' && givesErrorAndResult(source, site)));
  // So may any function that is not known to be sparing.
  const losesResult = isIgnored(error) && results.form !== 'none' && !isSparing;
  // An error that nobody looks at is caught, what a function in the arguments throws must not be.
  const losesThrow = isIgnored(error) && call.arguments.some((other) => other !== site.argument && isFunction(other) && throwsItself(source, other));
  const losesOwnThrow = catchesThrows(error) && isMadeWithoutResult(source, call, site.argument);
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

/** Functions of `fs` and of the modules that stand in for it. */
export function isFileSystem(api: string | null): boolean {
  return api !== null && /^(?:fs|graceful-fs|fs-extra)\./.test(api);
}

/** Whether nothing is done with an error that needs one of the nodes. */
function leavesWithError(error: ErrorForm, nodes: readonly TSESTree.Node[]): boolean {
  const handler = handlerOf(error);
  return endsWithError(error) && !(handler && nodes.some((node) => contains(handler, node)));
}

/** Whether a parameter is a pattern, has a default or takes the rest. */
function takesApart(results: ResultForm): boolean {
  if (results.form === 'first') return results.parameter.type !== T.Identifier;
  return results.form === 'all' && results.parameters.some((parameter) => parameter !== null && parameter.type !== T.Identifier);
}

/** Whether the results must be taken apart although there may be an error. */
function isReadBehindError(error: ErrorForm, results: ResultForm): boolean {
  return !rejects(error) && (results.form === 'all' || readsResultsOnError(error));
}
