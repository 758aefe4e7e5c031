import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../../site.js';
import type { ApiEntry } from '../../catalog/api-entry.js';
import type { Source } from '../../source/source.js';
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

/**
 * The evidence that a callee calls back more than once, or before it returns. `definition`: its code in the project.
 * `callback`: what the callback does or says. `host`: code around the call. `arguments`: the other arguments. `name`: its name.
 * `listener`: a listener on its receiver. `ordinary` and `callers`: only code in other files could notice; see `synchronyOf`.
 */
export type InvocationEvidence = 'definition' | 'callback' | 'host' | 'arguments' | 'name' | 'listener' | 'ordinary' | 'callers';

/**
 * Whether a catalogued callee calls back more than once: repeatedly, or for each item of an argument that may be a list. False for
 * `queue.push(job, cb)` if `job` is certainly a single item.
 *
 * The last parameter is the entry of the callee in the catalogue; its `items` is the position of the list.
 */
export function isKnownToRepeat({ index }: Functions, { call }: CallbackSite, { invoked, items }: Pick<ApiEntry, 'invoked' | 'items'>): boolean {
  if (invoked !== 'per-item') return invoked === 'repeated';
  const list = items === undefined ? undefined : call.arguments[items];
  return !list || !isSingleItem(list, index.bindings);
}

/**
 * Whether the callee of a site may call back more than once: `eachLine(path, function (err, line) {})`. The name and the arguments of a
 * catalogued callee are no evidence, since the catalogue says more; see `isKnownToRepeat`.
 *
 * @returns the evidence, or null
 */
export function repetitionOf(source: Source, functions: Functions, site: CallbackSite): InvocationEvidence | null {
  const { call, argument } = site;
  if (site.evidence !== 'catalog') {
    if (isIterated(functions, site)) return 'host';
    if (isMiddleware(functions, site)) return 'arguments';
    if (!endsIteration(functions, site) && isRepeatingByName(functions, site)) return 'name';
  }
  if (functions.handlersOf(call, argument).some(({ invoked }) => invoked === 'repeated' || invoked === 'per-item')) return 'definition';
  return countsItsCalls(source, functions.index.bindings, site) || mentionsRepeatedCalls(source, site) ? 'callback' : null;
}

/**
 * Whether the callee of a site calls back before it returns, or may do so in a way that other code can notice.
 *
 * @returns the evidence, or null:
 *   - `definition`: all definitions of the callee call back at once on every path; or one does on a path without an error, and code in
 *     the file runs after the call.
 *   - `host`: code after the call reads what the callback writes, or a caller of the function around the call requires that.
 *   - `listener`: a listener on the receiver of the call reads what the callback writes.
 *   - `ordinary`: without an error, the callee calls back at once unless a function that was passed to it waits. Only callers in other
 *     files could notice.
 *   - `callers`: the callee calls back at once on some paths. Only callers in other files could notice.
 *
 *   A callee that is known to call back later has at most the evidence `listener`, or, if the file defines it, `host` by a requirement of a caller.
 */
export function synchronyOf(source: Source, functions: Functions, site: CallbackSite): InvocationEvidence | null {
  const handlers = functions.handlersOf(site.call, site.argument);
  if (handlers.length > 0 && handlers.every(callsAtOnce)) return 'definition';
  const timingOf: TimingOfArgument = (call, argument) => functions.timingOfArgument(call, argument);
  const mayCallAtOnce = handlers.some(({ onSuccess }) => mayBeAtOnce(onSuccess));
  if (mayCallAtOnce && hasCodeAfter(site.call, functions)) return 'definition';
  const isLater = functions.timingOfArgument(site.call, site.argument) === 'later';
  if (isLater && handlers.length === 0) return null;
  if (functions.isRequiredAtOnce(site.call)) return 'host';
  if (isReadByListener(source, functions.index, site.call, site.callback)) return 'listener';
  if (isLater) return null;
  if (isReadAfterCall(source, functions.index, site.call, site.callback)) return 'host';
  if (!mayCallAtOnce || !mayHaveCodeAfterInOtherFiles(site.call, timingOf)) return null;
  return handlers.every(({ onSuccess }) => onSuccess === 'at-once' || onSuccess === 'unless-passed-waits') ? 'ordinary' : 'callers';
}

/** Whether a function calls back, and always before it returns. */
function callsAtOnce({ onSuccess, onError, invoked }: CompletionHandler): boolean {
  if (invoked === 'at-most-once' || (onSuccess === 'never' && onError === 'never')) return false;
  return [onSuccess, onError].every((timing) => timing === 'at-once' || timing === 'never');
}

/** `rows(query, function (err, row) {}, done)`: a function before the final callback is called for each item. */
function isIterated(functions: Functions, { call, argument }: CallbackSite): boolean {
  // The call in `find(wrap(function (err, row) {}, callback))` only wraps a callback.
  if (call.parent.type === 'CallExpression') return false;
  const later = call.arguments.slice((call.arguments as TSESTree.Node[]).indexOf(argument) + 1);
  const isCompleted = later.some((other) => other.type === 'Identifier' && isCallbackName(other.name));
  return isCompleted && !functions.hasDefinition(call, argument);
}

/**
 * Whether a call invokes a middleware by hand: `session(req, res, function (err) {})`. The callback is its `next`, which it may call again
 * with an error after the response. A callback that also takes a result is no `next`.
 */
function isMiddleware(functions: Functions, { call, argument, results }: CallbackSite): boolean {
  const position = (call.arguments as TSESTree.Node[]).indexOf(argument);
  const [request, response] = call.arguments.slice(Math.max(position - 2, 0), position);
  if (position < 2 || results.length > 0 || functions.hasDefinition(call, argument)) return false;
  return hasRole(lastNameOf(request!), 'request') && hasRole(lastNameOf(response!), 'response');
}

/** The last name of an expression: `req` for `req` and `context.req`; empty if there is none. */
function lastNameOf(node: TSESTree.Node): string {
  const value = unwrap(node);
  return value.type === 'Identifier' ? value.name : value.type === 'MemberExpression' ? (matchPropertyName(value) ?? '') : '';
}

/**
 * `eachOf(list, function (item, next) {}, function (err) {})`: a callback after the worker is called once, at the end. The worker may be a
 * function of the file, by its name.
 */
function endsIteration({ index: { bindings } }: Functions, { call, argument }: CallbackSite): boolean {
  return call.arguments.at(-1) === argument && call.arguments.slice(0, -1).some((other) => Boolean(bindings.functionOf(unwrap(other))));
}

/** Whether the name of a callee says that it calls back any number of times. */
function isRepeatingByName(functions: Functions, { argument, call }: CallbackSite): boolean {
  const { callee, arguments: args } = call;
  const [first] = args;
  const name = verbOf(callee) ?? '';
  if (hasRole(name, 'repeats')) return true;
  if (functions.hasDefinition(call, argument)) return false;
  // `queue.push(tasks, function (err) {})` calls back for each task
  if (hasRole(name, 'appends') && first && first !== argument) return !isSingleItem(first, functions.index.bindings);
  if (hasRole(name, 'may-repeat')) return true;
  if (hasRole(name, 'names-what-follows')) return first?.type === 'Literal' && typeof first.value === 'string';
  // The listeners of an emitter may each call back. A socket's peer calls back once: `socket.emit('save', doc, function (err) {})`.
  return name === 'emit' && callee.type === 'MemberExpression' && !hasRole(objectName(callee.object), 'connection');
}

/** The last name of an object: `socket` for `socket`, `this.socket` and `connect().socket`. */
function objectName(node: TSESTree.Expression): string {
  return node.type === 'Identifier' ? node.name : (verbOf(node) ?? '');
}
