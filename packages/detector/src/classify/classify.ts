import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackKind, CallbackSite, Evidence } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { isCalledAnywhere } from '../bindings/parameter-uses.js';
import { kindOfArgument, matchAsyncArgument, matchAsyncPath, takesTasks } from '../catalog/async.js';
import type { ApiFacts } from '../catalog/catalog.js';
import type { Protocol } from '../functions/handler/completion-handler.js';
import { mayReturnValue, returnsValue } from '../functions/handler/returned-value.js';
import { parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isRequestPair, isStoring, matchConvention, suggestKind } from '../vocabulary/callback-kinds.js';
import { isCallbackName, isIgnoredName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type Candidate, matchCallback } from './candidates.js';
import { isCallOfCallback, matchCalleeConvention } from './callee-convention.js';
import { isAsyncWorker, matchErrorParameter, testsError, testsFirstParameter } from './error-parameter.js';
import { expectsErrorFirst } from './expected-type.js';
import type { FileContext } from './file-context.js';
import { handsOnToPromise, handsResultOnToPromise } from './hands-on-to-promise.js';
import { isOtherErrorCallback } from './other-error-callback.js';
import { isTimerAlias } from './timer-alias.js';

/** What a candidate was found to be: the kind of callback, how that was found, and the path of the API if the catalogue has it. */
export interface Classification {
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly api: string | null;
}

/**
 * Decides of which kind a candidate is, by the first evidence in this order: the catalogue, a function of the project, the name of the
 * callee, types, the definition of the callee, what the callback does, and last two less certain readings of the callee's name.
 *
 * @returns null if the candidate is no callback site: a task of a call that takes no tasks, or a named function without any evidence
 */
export function classify(candidate: Candidate, context: FileContext): Classification | null {
  if (handsOnToPromise(candidate.call, candidate.callback, context.bindings)) return { kind: 'other', evidence: 'shape', api: null };
  const api = context.paths.pathOf(candidate.call.callee)?.replaceAll('()', '') ?? null;
  if (candidate.isTask) return classifyTask(candidate, context, api);
  const found =
    matchCatalog(candidate, context, api) ??
    named(handsResultOnToPromise(candidate.call, candidate.callback, context.bindings) ? 'other' : null, 'shape') ??
    matchOwnFunction(candidate, context) ??
    named(matchNamedKind(candidate, context), 'name') ??
    matchTypes(candidate, context) ??
    matchDefinition(candidate, context) ??
    matchSignature(candidate, context) ??
    named(suggestKind(candidate.call, candidate.index, candidate.callback), 'name') ??
    matchOptionalCallback(candidate, context, api) ??
    matchStoredCallback(candidate, context) ??
    matchConventionOfCallee(candidate, context);
  if (found) return candidate.isNamed && found.kind === 'other' ? null : found;
  return candidate.isNamed ? null : { kind: 'other', evidence: 'name', api: null };
}

/** The kind by the name of the callee. `api.get(id, (e, user) => { if (e) throw e; })` is not taken for a route. */
function matchNamedKind({ call, index, callback }: Candidate, { bindings, functions }: FileContext): CallbackKind | null {
  const kind = matchConvention(call, index, callback) ?? (index === 0 && isTimerAlias(call, functions.index) ? 'timer' : null);
  if (kind === 'request-handler' && isAnswerOfClient(callback, bindings)) return null;
  const names = parametersOf(callback).map((parameter) => matchParameterName(parameter)?.name ?? '');
  const isRequest = names.length > 3 || isRequestPair(names) || calleeName(call) === 'use';
  return kind === 'request-handler' && !isRequest && matchErrorParameter(callback, bindings) === 'shape' ? null : kind;
}

/** `client.get('/users', function (err, req, res, users) { show(users); })`: the last parameter is a result, and no `next`. */
function isAnswerOfClient(callback: Candidate['callback'], bindings: Bindings): boolean {
  const parameters = parametersOf(callback);
  const [first, last] = [parameters[0], parameters.at(-1)].map(matchParameterName);
  if (parameters.length !== 4 || !bindings.isErrorName(first?.name ?? '') || !last || hasRole(last.name, 'continuation')) return false;
  return isMentioned(parameters[3], bindings) && !isCalledAnywhere(last, bindings);
}

function named(kind: CallbackKind | null, evidence: Evidence, api: string | null = null): Classification | null {
  return kind && { kind, evidence, api };
}

function classifyTask(
  { call, callback, index }: Candidate,
  { bindings, lookup }: FileContext,
  api: string | null,
): Classification | null {
  if (api !== null && lookup(api)?.takesTasks) return { kind: 'async-iteratee', evidence: 'catalog', api };
  const path = api === null ? null : matchAsyncPath(api);
  if (path) return takesTasks(path.method) ? { kind: 'async-iteratee', evidence: 'catalog', api } : null;
  const isFollowed = call.arguments.slice(index + 1).some((next) => isCallbackLike(next, bindings));
  return isFollowed &&
    isAsyncWorker(callback, bindings) &&
    hasRole(calleeName(call), 'runs-tasks')
    ? { kind: 'async-iteratee', evidence: 'shape', api: null }
    : null;
}

function matchCatalog(candidate: Candidate, { lookup, bindings }: FileContext, api: string | null): Classification | null {
  if (api === null) return null;
  const { call, callback, index } = candidate;
  const [first, ...others] = parametersOf(callback);
  const parameters = {
    count: first ? others.length + 1 : 0,
    hasErrorName: bindings.isErrorName(matchParameterName(first)?.name ?? ''),
    isAsync: callback.async,
  };
  const facts = lookup(api);
  if (facts && !facts.optional) {
    const kind = kindOfArgument(facts, index, call.arguments.length, parameters);
    if (kind === 'async-iteratee' || isCallbackOf(candidate, facts, bindings)) return { kind, evidence: 'catalog', api };
  }
  // `async.each`, or `async/each`. A method of what the library returns does not count, except those of a queue.
  const path = matchAsyncPath(api);
  if (!path || facts) return null;
  const kind = matchAsyncArgument(path.method, index, call.arguments.length, parameters);
  return named(kind, 'catalog', path.module === api ? api : `${path.module}.${path.method}`);
}

/** A callback that is most likely error-first by the name of its callee, unless a definition of that never passes it anything. */
function matchConventionOfCallee(candidate: Candidate, context: FileContext): Classification | null {
  const { call, argument, callback } = candidate;
  if (!matchCalleeConvention(candidate, context.bindings, context.visitorKeys) && !isForwardedToUnknown(candidate, context)) return null;
  const isBare = callback.params.length === 0 && context.functions.callsBackWithNothing(call, argument);
  return isBare ? { kind: 'other', evidence: 'definition', api: null } : { kind: 'error-first', evidence: 'convention', api: null };
}

/** A callback that the callee puts into a list or a map, out of which other functions call it error-first: `pool.acquire(function (e, connection) {})`. */
function matchStoredCallback({ call, callback, index, isNamed }: Candidate, { bindings, functions }: FileContext): Classification | null {
  if (isNamed) return null;
  const protocol = functions.protocolOfStoredArgument(call, index);
  const isErrorFirst = protocol === 'error-first' || (protocol === 'likely-error-first' && !isForPlainValue(callback, bindings));
  return isErrorFirst ? { kind: 'error-first', evidence: 'convention', api: null } : null;
}

/** A callback without parameters of a function of the file that only forwards it, `sendCommit(function () {})` of `sendCommit(cb) { this.connection.send(commit, cb); }`. */
function isForwardedToUnknown({ call, callback, argument, index, isNamed, isTask }: Candidate, { functions, visitorKeys }: FileContext): boolean {
  if (isNamed || isTask || callback.params.length > 0 || index !== call.arguments.length - 1) return false;
  return !mayReturnValue(callback, visitorKeys, isCallOfCallback) && functions.forwardsToUnknown(call, argument);
}

/** A callback that a catalogued function does not need, `server.close(function () {})`: it tells of a failure elsewhere as well, or hardly ever fails. */
function matchOptionalCallback(candidate: Candidate, { lookup, bindings }: FileContext, api: string | null): Classification | null {
  const facts = api === null ? null : lookup(api);
  if (!facts || candidate.isNamed || !facts.optional || !isCallbackOf(candidate, facts, bindings)) return null;
  return { kind: facts.kind, evidence: 'convention', api };
}

/** Whether a candidate is at the position of the callback of a catalogued function. */
function isCallbackOf({ call, index }: Candidate, { kind, callback }: ApiFacts, bindings: Bindings): boolean {
  if (callback !== 'last') return callback === index;
  return kind !== 'error-first' || !call.arguments.slice(index + 1).some((next) => matchCallback(next, bindings));
}

/** The kind by types or definition if the callee names a function of this file or one that it imports, so that its name does not matter. */
function matchOwnFunction(candidate: Candidate, context: FileContext): Classification | null {
  const { call, index } = candidate;
  const isImported = call.callee.type === 'Identifier' && context.functions.isDefinedElsewhere(call, call.arguments[index]!);
  if (!isImported && !context.bindings.functionOf(call.callee)) return null;
  return matchTypes(candidate, context) ?? matchDefinition(candidate, context);
}

function matchTypes({ call, index }: Candidate, { services }: FileContext): Classification | null {
  return services && expectsErrorFirst(call, index, services)
    ? { kind: 'error-first', evidence: 'types', api: null }
    : null;
}

function matchDefinition(
  { call, callback, index }: Candidate,
  { bindings, functions }: FileContext,
): Classification | null {
  const protocol = functions.protocolOfArgument(call, index);
  if (protocol === 'unknown' || (protocol === 'result-only' && testsError(callback, bindings))) return null;
  if (protocol === 'likely-error-first' && isForPlainValue(callback, bindings)) return null;
  // By the name only where nobody sees the definition in this file: another one may call back once.
  const isElsewhere = functions.index.definitionsOf(call.callee).length === 0;
  if (isErrorFirst(protocol) && isElsewhere && hasRole(calleeName(call), 'reads-changes')) return { kind: 'event-listener', evidence: 'name', api: null };
  return { kind: protocol === 'result-only' || protocol === 'failure-only' ? 'other' : 'error-first', evidence: 'definition', api: null };
}

function isErrorFirst(protocol: Protocol): boolean {
  return protocol === 'error-first' || protocol === 'likely-error-first';
}

/** Whether the first parameter of a callback is used, and neither named nor treated like an error. */
function isForPlainValue(callback: Candidate['callback'], bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(callback)[0]);
  return name !== null && isMentioned(name, bindings) && !isIgnoredName(name.name) && matchErrorParameter(callback, bindings) === null;
}

function matchSignature({ call, callback, index, isNamed }: Candidate, { bindings, visitorKeys }: FileContext): Classification | null {
  const following = call.arguments.slice(index + 1);
  if (following.some((next) => isCallbackLike(next, bindings))) {
    if (isAsyncWorker(callback, bindings)) return { kind: 'async-iteratee', evidence: 'shape', api: null };
    const isCompletion = testsError(callback, bindings) && !isFailure({ call, callback, index }, 'shape', bindings);
    return isCompletion ? { kind: 'error-first', evidence: 'shape', api: null } : null;
  }
  // `setImmediate(rethrow, err)` passes arguments to a named function; `later.push(retry)` only stores it
  if (isNamed && (following.length > 0 || isStoring(call, call.arguments[index]!))) return null;
  const evidence = matchErrorParameter(callback, bindings);
  if (evidence === null || hasRole(calleeName(call), 'done-at-return')) return null;
  const isHook = evidence === 'name' && !testsFirstParameter(callback, bindings) && returnsValue(callback, visitorKeys);
  if (isHook || isOtherErrorCallback(call, callback, bindings, visitorKeys)) return { kind: 'other', evidence: 'shape', api: null };
  if (isErrorOnly({ call, callback, index }, evidence, bindings, visitorKeys)) return null;
  if (hasRole(calleeName(call), 'reads-changes')) return { kind: 'event-listener', evidence: 'name', api: null };
  return { kind: 'error-first', evidence, api: null };
}

/** Whether a function is only called if there is an error: `onError(f)`, `get(success, failure)`, `assert.throws(f, check)`. */
function isErrorOnly(
  { call, callback, index }: Pick<Candidate, 'call' | 'callback' | 'index'>,
  evidence: Evidence,
  bindings: Bindings,
  visitorKeys: VisitorKeys,
): boolean {
  const name = calleeName(call);
  // `queue.push(function (err) {})` may take a callback or store a listener
  if (isStoring(call, call.arguments[index]!)) return evidence !== 'shape' && !testsError(callback, bindings);
  if (hasRole(name, 'expects-throw') || hasRole(name, 'expects-failure')) return true;
  if (hasRole(name, 'listens-to-errors') && call.arguments.length === 1) return true;
  const parameters = parametersOf(callback);
  const isTested = testsFirstParameter(callback, bindings);
  if (parameters.length > 1) {
    const isHandler = hasRole(name, 'handles-errors') && call.arguments.length === 1 && evidence === 'name' && !isTested;
    // `e` of `bus.onChange('name', function (e, name) {})` is an event
    if (hasRole(name, 'on-event') && evidence === 'name' && isWeakErrorName(matchParameterName(parameters[0])?.name ?? '')) return true;
    return (isHandler || isFailure({ call, callback, index }, evidence, bindings)) && isMentioned(parameters[0], bindings);
  }
  if (hasRole(name, 'on-event') && (call.arguments.length === 1 || !isTested)) return true;
  if (hasRole(name, 'handles-errors') && call.arguments.length === 1) return true;
  // `users.find(function (err) { if (err) log(err); })` is no search
  const isSearch = !isTested || returnsValue(callback, visitorKeys);
  if (hasRole(name, 'iterates') && evidence === 'name' && isSearch && index === 0 && unwrap(call.callee).type === 'MemberExpression') return true;
  return isFailure({ call, callback, index }, evidence, bindings);
}

/**
 * Whether a function is the failure callback after a success callback: `get(url, function (data) {}, function (err) {})`.
 *
 * Limit: a function that tests its error, or that also takes results and treats its first parameter like an error, is a completion
 * callback, unless its name says that it is for failures.
 */
function isFailure(
  { call, callback, index }: Pick<Candidate, 'call' | 'callback' | 'index'>,
  evidence: Evidence,
  bindings: Bindings,
): boolean {
  const name = calleeName(call);
  // The second callback of `cursor.forEach(visit, function (err) {})` is called at the end, with an error or without.
  if (hasRole(name, 'iterates') || hasRole(name, 'visits')) return false;
  const before = call.arguments[index - 1];
  const success = before && matchCallback(before, bindings);
  const isSuccessName = before?.type === 'Identifier' && hasRole(before.name, 'success-callback');
  if ((success || isSuccessName) && isNamedAfterFailure(callback, bindings)) return true;
  if (testsFirstParameter(callback, bindings) || (evidence === 'shape' && parametersOf(callback).length > 1)) return false;
  if (!success) return isSuccessName;
  // If more arguments follow, as in `exec(success, failure, 'Files', [])`, the first function is no worker.
  const isFollowed = index < call.arguments.length - 1;
  return isFollowed || !isAsyncWorker(success.callback, bindings);
}

/** Whether the name of a function says that it is for failures: `function onError(err) {}`. */
function isNamedAfterFailure(callback: Candidate['callback'], bindings: Bindings): boolean {
  const name = callback.id?.name ?? bindings.variableOfFunction(callback)?.name ?? '';
  return hasRole(name, 'listens-to-errors') || hasRole(name, 'failure-callback');
}

function isMentioned(parameter: TSESTree.Parameter | undefined, bindings: Bindings): boolean {
  const name = matchParameterName(parameter);
  return name !== null && (bindings.variableOf(name)?.references.length ?? 0) > 0;
}

/** Whether an argument is a function, or named like a callback. */
export function isCallbackLike(node: CallbackSite['call']['arguments'][number], bindings: Bindings): boolean {
  const value = unwrap(node);
  if (matchCallback(value, bindings)) return true;
  if (value.type === 'Identifier') return isCallbackName(value.name);
  return value.type === 'MemberExpression' && isCallbackName(matchPropertyName(value) ?? '');
}
