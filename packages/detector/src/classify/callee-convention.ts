import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { isPromise, mayReturnValue } from '../functions/handler/returned-value.js';
import { type FunctionNode, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isCollectionLibrary, isJQuery } from '../vocabulary/callback-kinds.js';
import { isErrorName, isIgnoredName, isWeakErrorName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type Candidate, matchCallback } from './candidates.js';
import { isAsyncWorker } from './error-parameter.js';

/**
 * Whether a callback is most likely error-first, although nothing that it does shows it: it is the last argument of a method whose name
 * is one of database drivers, file systems or connections, `db.createIndex(keys, function () {})`, or that reads, writes or sends by its name,
 * `client.sendString(text, function () {})`; it follows the worker of a loop of async, `async.each(list, work, function () {})`; or it takes
 * results behind a first parameter whose name says that it is not used, `zip.compress(data, (_, buffer) => {})`; not if the last of them is a callback, as
 * in the handler `hooks.tapAsync('Build', (_, done) => done())`.
 *
 * Limit: whoever has a method of this name may call back otherwise, so this serves reports only.
 */
export function matchCalleeConvention(candidate: Candidate, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  const { call, callback, index, isNamed, isTask } = candidate;
  if (isNamed || isTask || call.type === 'NewExpression' || index !== call.arguments.length - 1) return false;
  if (followsSuccess(candidate, bindings)) return false;
  const name = calleeName(call);
  const isOfMethod = unwrap(call.callee).type === 'MemberExpression' && isUnread(callback, bindings);
  if (isOfMethod && isOperationWithAnyValue(name, index)) return true;
  if (mayReturnValue(callback, visitorKeys, isCallOfCallback) && !(index > 1 && isBareCall(callback.body))) return false;
  if (endsPullStream(candidate, bindings)) return true;
  if (ignoresFirst(callback, bindings)) return (index > 0 || hasRole(name, 'reads-records')) && !isAsyncWorker(callback, bindings) && !hasRole(name, 'iterates-collections') && !hasRole(name, 'stores-or-wraps');
  return isOfMethod && (isOperation(name, call.arguments.slice(0, index)) || isTransfer(candidate, bindings) || followsWorker(candidate, bindings));
}

/** Whether a function without parameters is in front, so that a call has one function for success and one for failure: `ping(() => cb(true), () => cb(false))`. */
function followsSuccess({ call, index }: Candidate, bindings: Bindings): boolean {
  const before = call.arguments[index - 1];
  const success = before && matchCallback(before, bindings);
  return success !== undefined && success !== null && !success.isNamed && success.callback.params.length === 0;
}

/**
 * Whether a call ends a pull stream, which calls back with what it could not end with: `read(err || true, () => {})`,
 * https://github.com/pull-stream/pull-stream/blob/master/docs/spec.md.
 */
function endsPullStream({ call, callback }: Candidate, bindings: Bindings): boolean {
  const [end] = call.arguments;
  if (call.callee.type !== 'Identifier' || call.arguments.length !== 2 || callback.params.length > 0 || !hasRole(call.callee.name, 'reads-pull-stream')) return false;
  const value = unwrap(end!);
  const isTrue = (node: TSESTree.Node): boolean => node.type === 'Literal' && node.value === true;
  if (value.type === 'LogicalExpression') return value.operator === '||' && isTrue(value.right);
  return isTrue(value) || (value.type === 'Identifier' && (bindings.isErrorName(value.name) || hasRole(value.name, 'ended')));
}

/** Whether a short function only calls another one without passing anything, as a callback does that goes on: `() => update()`. */
function isBareCall(body: TSESTree.Node): boolean {
  return body.type === 'CallExpression' && body.arguments.length === 0;
}

/** Whether a node calls a callback, whose value is not meant for anyone: `() => done()`, `() => exits.success(x)`, `() => respond(err)`, `() => load((err, x) => done(err, x))`. */
export function isCallOfCallback(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression' || isPromise(node)) return false;
  const name = calleeName(node);
  const [first] = node.arguments;
  return hasRole(name, 'continuation') || hasRole(name, 'success-callback') || isErrorNamed(first) || takesError(node.arguments.at(-1));
}

/** Whether a node is a function that takes an error first, `(err, rows) => {}`, so that what the call returns that it is passed to is read by nobody. */
function takesError(node: TSESTree.Node | undefined): boolean {
  return node !== undefined && isFunction(node) && isErrorNamed(node.params[0]);
}

function isErrorNamed(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Identifier' && isErrorName(node.name);
}

/** Whether a method takes an error-first callback by its name. A name that is common elsewhere counts only where nothing is passed in front of the callback, or, of one that ends something, nothing but options. */
function isOperation(name: string, before: readonly TSESTree.Node[]): boolean {
  if (hasRole(name, 'opens-or-closes')) return before.length === 0 || (hasRole(name, 'cleanup') && before.every(isOption));
  return hasRole(name, 'database-operation') || (hasRole(name, 'file-operation') && before.length > 0);
}

/** Whether a value only says how: `true` of `db.close(true, callback)`, `5000` of `queue.shutdown(5000, callback)`, options. */
function isOption(node: TSESTree.Node): boolean {
  if (node.type === 'Identifier') return hasRole(node.name, 'options');
  return node.type === 'ObjectExpression' || (node.type === 'Literal' && (typeof node.value === 'boolean' || typeof node.value === 'number'));
}

/** Whether a method takes an error-first callback by a name that no other kind of method has, so that what the callback returns is read by nobody. */
function isOperationWithAnyValue(name: string, index: number): boolean {
  return hasRole(name, 'calls-back-for-promise') || (hasRole(name, 'file-operation') && index > 0);
}

/**
 * Whether a call passes data to a method that reads, writes or sends by its name, and a callback without parameters: `feed.append(block, () => {})`.
 * What adds something needs two other arguments, or says what it adds, `store.addUser(user, () => {})`. A setter needs two other arguments, `client.setStatus(id, value, () => {})`, and so does a method that may also add a route,
 * `app.put('/users', () => {})`, unless what it puts is an object or a list, `db.put({ id: 1 }, () => {})`.
 */
function isTransfer({ call, callback, index }: Candidate, bindings: Bindings): boolean {
  const name = calleeName(call);
  const { object } = unwrap(call.callee) as TSESTree.MemberExpression;
  if (isTimers(object)) return false;
  if (callback.params.length > 0 || index === 0 || isCollectionLibrary(object) || isJQuery(object)) return false;
  if (hasRole(name, 'adds-item')) return index > 1 || (name !== 'add' && call.arguments[0]!.type !== 'Literal');
  return index > 1 ? hasRole(name, 'transfers-data') || hasRole(name, 'sets-value') : hasRole(name, 'transfers-data') && (!hasRole(name, 'routes') || isRecord(call.arguments[0]!, bindings));
}

/** Whether a value is an object or a list, by a literal, or one that a variable is declared with. */
function isRecord(node: TSESTree.Node, bindings: Bindings): boolean {
  const variable = bindings.variableOf(node);
  const value = variable ? bindings.onlyValueOf(variable) : node;
  return value?.type === 'ObjectExpression' || value?.type === 'ArrayExpression';
}

/** Whether an object has timers by its name: `this.timers` of `this.timers.set('lock', 1000, () => {})`. */
function isTimers(object: TSESTree.Node): boolean {
  const node = unwrap(object);
  const name = node.type === 'MemberExpression' ? matchPropertyName(node) : node.type === 'Identifier' ? node.name : null;
  return name !== null && hasRole(name, 'timers');
}

/** Whether a callback is behind the worker of a loop, which is passed a callback itself: `async.each(list, (item, cb) => cb(), () => {})`. */
function followsWorker({ call, index }: Candidate, bindings: Bindings): boolean {
  const before = call.arguments[index - 1];
  const worker = before && matchCallback(before, bindings);
  return worker !== undefined && worker !== null && hasRole(calleeName(call), 'iterates-in-file') && isAsyncWorker(worker.callback, bindings);
}

/** Whether the first of several parameters is named like one that is not used, while the second is: `(_, buffer) => use(buffer)`. */
function ignoresFirst(callback: FunctionNode, bindings: Bindings): boolean {
  const [first, second] = parametersOf(callback).map(matchParameterName);
  if (!first || !second || !isIgnoredName(first.name)) return false;
  return countReferences(first, bindings) === 0 && countReferences(second, bindings) > 0;
}

/** Whether a callback takes no parameter, or does not read its first one. Not where that is named like a result beside others, `(transaction, error) => {}`. */
function isUnread(callback: FunctionNode, bindings: Bindings): boolean {
  const [first] = callback.params;
  const name = matchParameterName(parametersOf(callback)[0]);
  return !first || (name !== null && countReferences(name, bindings) === 0 && (callback.params.length === 1 || mayBeError(name, bindings)));
}

/** Whether a parameter may be an error by its name: `err`, `e`, or, if it is not used, `_`. */
export function mayBeError(name: TSESTree.Identifier, bindings: Bindings): boolean {
  return bindings.isErrorName(name.name) || isWeakErrorName(name.name) || (isIgnoredName(name.name) && countReferences(name, bindings) === 0);
}

function countReferences(name: Parameters<Bindings['variableOf']>[0], bindings: Bindings): number {
  return bindings.variableOf(name)?.references.length ?? 0;
}
