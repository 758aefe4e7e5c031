import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackKind, CallbackSite, Evidence } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { isCalledAnywhere } from '../bindings/parameter-uses.js';
import { kindOfArgument, matchAsyncArgument, matchAsyncPath, takesTasks } from '../catalog/async.js';
import type { ApiFacts } from '../catalog/catalog.js';
import { returnsValue } from '../functions/handler/returned-value.js';
import { parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isRequestPair, isStoring, matchConvention, suggestKind } from '../vocabulary/callback-kinds.js';
import { isCallbackName, isIgnoredName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type Candidate, matchCallback } from './candidates.js';
import { asksForError, isAsyncWorker, matchErrorParameter, testsError } from './error-parameter.js';
import { expectsErrorFirst } from './expected-type.js';
import type { FileContext } from './file-context.js';
import { isOtherErrorCallback } from './other-error-callback.js';

export interface Classification {
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly api: string | null;
}

/** Tells what kind a candidate is; null where it is no site: a task of a call that takes none, a name that tells nothing. */
export function classify(candidate: Candidate, context: FileContext): Classification | null {
  const api = context.paths.pathOf(candidate.call.callee)?.replaceAll('()', '') ?? null;
  if (candidate.isTask) return classifyTask(candidate, context, api);
  const found =
    matchCatalog(candidate, context, api) ??
    matchOwnFunction(candidate, context) ??
    named(matchNamedKind(candidate, context), 'name') ??
    matchTypes(candidate, context) ??
    matchDefinition(candidate, context) ??
    matchSignature(candidate, context) ??
    named(suggestKind(candidate.call, candidate.index, candidate.callback), 'name');
  if (found) return candidate.isNamed && found.kind === 'other' ? null : found;
  return candidate.isNamed ? null : { kind: 'other', evidence: 'name', api: null };
}

/** The kind that the callee's name makes certain; `api.get(id, (e, user) => { if (e) throw e; })` is no route of an `api`. */
function matchNamedKind({ call, index, callback }: Candidate, { bindings }: FileContext): CallbackKind | null {
  const kind = matchConvention(call, index, callback);
  if (kind === 'request-handler' && isAnswerOfClient(callback, bindings)) return null;
  const names = parametersOf(callback).map((parameter) => matchParameterName(parameter)?.name ?? '');
  const isRequest = names.length > 3 || isRequestPair(names) || calleeName(call) === 'use';
  return kind === 'request-handler' && !isRequest && matchErrorParameter(callback, bindings) === 'shape' ? null : kind;
}

/** `client.get('/users', function (err, req, res, users) { show(users); })`: what stands where `next` would is a result. */
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
  const parameters = parametersOf(callback);
  const hasErrorName = bindings.isErrorName(matchParameterName(parameters[0])?.name ?? '');
  const facts = lookup(api);
  if (facts) {
    const kind = kindOfArgument(facts, index, call.arguments.length, { count: parameters.length, hasErrorName });
    if (kind === 'async-iteratee' || isCallbackOf(candidate, facts, bindings)) return { kind, evidence: 'catalog', api };
  }
  // `async.each`, or `async/each`, which is a function; what is called on its result is none of the library, but for a queue's.
  const path = matchAsyncPath(api);
  if (!path || facts) return null;
  const kind = matchAsyncArgument(path.method, index, call.arguments.length, { count: parameters.length, hasErrorName });
  return named(kind, 'catalog', `${path.module}.${path.method}`);
}

/** Whether a candidate is the argument that a catalogued function calls at the end. */
function isCallbackOf({ call, index }: Candidate, { kind, callback }: ApiFacts, bindings: Bindings): boolean {
  if (callback !== 'last') return callback === index;
  return kind !== 'error-first' || !call.arguments.slice(index + 1).some((next) => matchCallback(next, bindings));
}

/** `load(path, function (err) {})` where this file has `function load`: whatever the name is. */
function matchOwnFunction(candidate: Candidate, context: FileContext): Classification | null {
  if (!context.bindings.functionOf(candidate.call.callee)) return null;
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
  return { kind: protocol === 'result-only' || protocol === 'failure-only' ? 'other' : 'error-first', evidence: 'definition', api: null };
}

/** Whether a callback's first parameter neither reads like an error nor is treated like one. */
function isForPlainValue(callback: Candidate['callback'], bindings: Bindings): boolean {
  const name = matchParameterName(parametersOf(callback)[0]);
  return name !== null && !isIgnoredName(name.name) && matchErrorParameter(callback, bindings) === null;
}

function matchSignature({ call, callback, index, isNamed }: Candidate, { bindings, visitorKeys }: FileContext): Classification | null {
  const following = call.arguments.slice(index + 1);
  if (following.some((next) => isCallbackLike(next, bindings))) {
    if (isAsyncWorker(callback, bindings)) return { kind: 'async-iteratee', evidence: 'shape', api: null };
    const isCompletion = testsError(callback, bindings) && !isFailure({ call, callback, index }, 'shape', bindings);
    return isCompletion ? { kind: 'error-first', evidence: 'shape', api: null } : null;
  }
  // `setImmediate(rethrow, err)`: what follows a named function is handed to it; `later.push(retry)`: it is known from its own place
  if (isNamed && (following.length > 0 || isStoring(call, call.arguments[index]!))) return null;
  const evidence = matchErrorParameter(callback, bindings);
  if (evidence === null || hasRole(calleeName(call), 'done-at-return')) return null;
  const isHook = evidence === 'name' && !asksForError(callback, bindings) && returnsValue(callback, visitorKeys);
  if (isHook || isOtherErrorCallback(call, callback, bindings, visitorKeys)) return { kind: 'other', evidence: 'shape', api: null };
  if (isErrorOnly({ call, callback, index }, evidence, bindings, visitorKeys)) return null;
  return { kind: 'error-first', evidence, api: null };
}

/** Functions that are called only when there is an error: `onError(f)`, `get(success, failure)`, `assert.throws(f, check)`. */
function isErrorOnly(
  { call, callback, index }: Pick<Candidate, 'call' | 'callback' | 'index'>,
  evidence: Evidence,
  bindings: Bindings,
  visitorKeys: VisitorKeys,
): boolean {
  const name = calleeName(call);
  // `queue.push(function (err) {})` may be a callback of a task as well as a listener
  if (isStoring(call, call.arguments[index]!)) return evidence !== 'shape' && !testsError(callback, bindings);
  if (hasRole(name, 'expects-throw') || hasRole(name, 'expects-failure')) return true;
  if (hasRole(name, 'listens-to-errors') && call.arguments.length === 1) return true;
  const parameters = parametersOf(callback);
  const asks = asksForError(callback, bindings);
  if (parameters.length > 1) {
    const isHandler = hasRole(name, 'handles-errors') && call.arguments.length === 1 && evidence === 'name' && !asks;
    // `bus.onChange('name', function (e, name) {})`: an event
    if (hasRole(name, 'on-event') && evidence === 'name' && isWeakErrorName(matchParameterName(parameters[0])?.name ?? '')) return true;
    return (isHandler || isFailure({ call, callback, index }, evidence, bindings)) && isMentioned(parameters[0], bindings);
  }
  if (hasRole(name, 'on-event') && (call.arguments.length === 1 || !asks)) return true;
  if (hasRole(name, 'handles-errors') && call.arguments.length === 1) return true;
  // `users.find(function (err) { if (err) log(err); })` is no search
  const isSearch = !asks || returnsValue(callback, visitorKeys);
  if (hasRole(name, 'iterates') && evidence === 'name' && isSearch && index === 0 && unwrap(call.callee).type === 'MemberExpression') return true;
  return isFailure({ call, callback, index }, evidence, bindings);
}

/**
 * The second of two outcomes, which does not ask whether there is an error: `get(url, function (data) {}, function (err) {})`. What
 * takes results too is a completion callback if it treats its first parameter like an error.
 */
function isFailure(
  { call, callback, index }: Pick<Candidate, 'call' | 'callback' | 'index'>,
  evidence: Evidence,
  bindings: Bindings,
): boolean {
  const name = calleeName(call);
  // cursor.forEach(visit, function (err) {}): the end of the visit, not its failure
  if (hasRole(name, 'iterates') || hasRole(name, 'visits')) return false;
  const before = call.arguments[index - 1];
  const success = before && matchCallback(before, bindings);
  const isSuccessName = before?.type === 'Identifier' && hasRole(before.name, 'success-callback');
  if ((success || isSuccessName) && isNamedAfterFailure(callback, bindings)) return true;
  if (asksForError(callback, bindings) || (evidence === 'shape' && parametersOf(callback).length > 1)) return false;
  if (!success) return isSuccessName;
  // of `exec(success, failure, 'Files', [])` none is a worker
  const isFollowed = index < call.arguments.length - 1;
  return isFollowed || !isAsyncWorker(success.callback, bindings);
}

/** `function onError(err) {}` */
function isNamedAfterFailure(callback: Candidate['callback'], bindings: Bindings): boolean {
  const name = callback.id?.name ?? bindings.variableOfFunction(callback)?.name ?? '';
  return hasRole(name, 'listens-to-errors') || hasRole(name, 'failure-callback');
}

function isMentioned(parameter: TSESTree.Parameter | undefined, bindings: Bindings): boolean {
  const name = matchParameterName(parameter);
  return name !== null && (bindings.variableOf(name)?.references.length ?? 0) > 0;
}

/** A function, or a name that stands for a callback. */
function isCallbackLike(node: CallbackSite['call']['arguments'][number], bindings: Bindings): boolean {
  const value = unwrap(node);
  if (matchCallback(value, bindings)) return true;
  if (value.type === 'Identifier') return isCallbackName(value.name);
  return value.type === 'MemberExpression' && isCallbackName(matchPropertyName(value) ?? '');
}
