import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../../site.js';
import type { ApiEntry } from '../../catalog/api-entry.js';
import type { Source } from '../../source/source.js';
import { isFunction } from '../../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { unwrap } from '../../syntax/unwrap.js';
import { isCallbackName } from '../../vocabulary/parameter-names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { Functions } from '../functions.js';
import { type CompletionHandler, mayBeAtOnce } from '../handler/completion-handler.js';
import { type TimingOfArgument, hasCodeAfter, mayHaveCodeAfterInOtherFiles } from '../timing/code-after-call.js';
import { isReadAfterCall } from '../timing/read-after-call.js';
import { isReadByListener } from '../timing/read-by-listener.js';
import { countsItsCalls, mentionsRepeatedCalls } from './repeated-call-hints.js';
import { isSingleItem } from './single-item.js';

/** What speaks for a callee that calls back more than once, or before it returns; the strongest first. */
export type InvocationEvidence = 'definition' | 'callback' | 'host' | 'arguments' | 'name' | 'listener' | 'ordinary' | 'callers';

/** Whether a callee that the catalogue has calls back more than once: for each item of what may be a list, or again and again. */
export function isKnownToRepeat({ index }: Functions, { call }: CallbackSite, { invoked, items }: Pick<ApiEntry, 'invoked' | 'items'>): boolean {
  if (invoked !== 'per-item') return invoked === 'repeated';
  const list = items === undefined ? undefined : call.arguments[items];
  return !list || !isSingleItem(list, index.bindings);
}

/**
 * Whether the callee of a site may call back more than once.
 *
 * @returns what speaks for it, or null. A callee of the catalogue is known by more than its name.
 */
export function repetitionOf(source: Source, functions: Functions, site: CallbackSite): InvocationEvidence | null {
  const { call, argument } = site;
  if (site.evidence !== 'catalog') {
    if (isIterated(functions, site)) return 'host';
    if (isMiddleware(functions, site)) return 'arguments';
    if (!endsIteration(site) && isRepeatingByName(functions, site)) return 'name';
  }
  if (functions.handlersOf(call, argument).some(({ invoked }) => invoked === 'repeated' || invoked === 'per-item')) return 'definition';
  return countsItsCalls(source, functions.index.bindings, site) || mentionsRepeatedCalls(source, site) ? 'callback' : null;
}

/**
 * Whether the callee of a site calls back before it returns, or may do so where somebody can notice.
 *
 * @returns what speaks for it, or null. `definition`: all of its definitions do so on every path; or one does on a path without an error,
 *   and there is code behind the call. `host`: the code behind the call reads what the callback writes; or the call is made in a
 *   function of which a caller needs that. `listener`: so does a listener on the receiver of the call. `ordinary`: where there is no
 *   error, the callee calls back at once unless a function that it was given waits, which only callers in other files could notice.
 *   `callers`: so could they of a callee that waits by itself on some paths. What is known to call back later is never refused for it.
 */
export function synchronyOf(source: Source, functions: Functions, site: CallbackSite): InvocationEvidence | null {
  const handlers = functions.handlersOf(site.call, site.argument);
  if (handlers.length > 0 && handlers.every(callsAtOnce)) return 'definition';
  const timingOf: TimingOfArgument = (call, argument) => functions.timingOfArgument(call, argument);
  const mayCallAtOnce = handlers.some(({ onSuccess }) => mayBeAtOnce(onSuccess));
  if (mayCallAtOnce && hasCodeAfter(site.call, functions.index, timingOf)) return 'definition';
  if (functions.isRequiredAtOnce(site.call)) return 'host';
  const isLater = functions.timingOfArgument(site.call, site.argument) === 'later';
  if (isLater && handlers.length === 0) return null;
  if (isReadByListener(source, functions.index, site.call, site.callback)) return 'listener';
  if (isLater) return null;
  if (isReadAfterCall(source, functions.index, site.call, site.callback)) return 'host';
  if (!mayCallAtOnce || !mayHaveCodeAfterInOtherFiles(site.call, timingOf)) return null;
  return handlers.every(({ onSuccess }) => onSuccess === 'at-once' || onSuccess === 'unless-passed-waits') ? 'ordinary' : 'callers';
}

/** Whether a function calls back, and never after it has returned. */
function callsAtOnce({ onSuccess, onError, invoked }: CompletionHandler): boolean {
  if (invoked === 'at-most-once' || (onSuccess === 'never' && onError === 'never')) return false;
  return [onSuccess, onError].every((timing) => timing === 'at-once' || timing === 'never');
}

/** `rows(query, function (err, row) {}, done)`: what is in front of the callback that is called at the end is called for each. */
function isIterated({ index }: Functions, { call, argument }: CallbackSite): boolean {
  // `find(wrap(function (err, row) {}, callback))`
  if (call.parent.type === 'CallExpression') return false;
  const later = call.arguments.slice((call.arguments as TSESTree.Node[]).indexOf(argument) + 1);
  const isCompleted = later.some((other) => other.type === 'Identifier' && isCallbackName(other.name));
  return isCompleted && index.definitionsOf(call.callee).length === 0;
}

/**
 * `session(req, res, function (err) {})`: a middleware that is called by hand. What it is given is a `next`, which it may call again,
 * with an error, after the answer. A function that also takes a result is no `next`.
 */
function isMiddleware({ index }: Functions, { call, argument, results }: CallbackSite): boolean {
  const position = (call.arguments as TSESTree.Node[]).indexOf(argument);
  const [request, response] = call.arguments.slice(Math.max(position - 2, 0), position);
  if (position < 2 || results.length > 0 || index.definitionsOf(call.callee).length > 0) return false;
  return hasRole(lastNameOf(request!), 'request') && hasRole(lastNameOf(response!), 'response');
}

/** `req` of `req` and of `context.req`. */
function lastNameOf(node: TSESTree.Node): string {
  const value = unwrap(node);
  return value.type === 'Identifier' ? value.name : value.type === 'MemberExpression' ? (matchPropertyName(value) ?? '') : '';
}

/** `eachOf(list, function (item, next) {}, function (err) {})`: what is behind the worker is called at the end. */
function endsIteration({ call, argument }: CallbackSite): boolean {
  return call.arguments.at(-1) === argument && call.arguments.slice(0, -1).some((other) => isFunction(other));
}

/** Whether the name of a callee says that it calls back any number of times. */
function isRepeatingByName({ index }: Functions, { argument, call: { callee, arguments: args } }: CallbackSite): boolean {
  const [first] = args;
  const name = verbOf(callee) ?? '';
  if (hasRole(name, 'repeats')) return true;
  if (index.definitionsOf(callee).length > 0) return false;
  // `queue.push(tasks, function (err) {})`
  if (hasRole(name, 'appends') && first && first !== argument) return !isSingleItem(first, index.bindings);
  if (hasRole(name, 'may-repeat')) return true;
  if (hasRole(name, 'names-what-follows')) return first?.type === 'Literal' && typeof first.value === 'string';
  // What a socket's other side calls back once: `socket.emit('save', doc, function (err) {})`. Any number of listeners may do so elsewhere.
  return name === 'emit' && callee.type === 'MemberExpression' && !hasRole(objectName(callee.object), 'connection');
}

/** `socket` of `socket`, `this.socket` and `connect().socket`. */
function objectName(node: TSESTree.Expression): string {
  return node.type === 'Identifier' ? node.name : (verbOf(node) ?? '');
}
