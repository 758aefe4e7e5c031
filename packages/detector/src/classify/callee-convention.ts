import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings/bindings.js';
import { mayReturnValue } from '../functions/handler/returned-value.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isCollectionLibrary, isJQuery } from '../vocabulary/callback-kinds.js';
import { isIgnoredName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { type Candidate, matchCallback } from './candidates.js';
import { isAsyncWorker } from './error-parameter.js';

/**
 * Whether a callback is most likely error-first, although nothing that it does shows it: it is the last argument of a method whose name
 * is one of database drivers, file systems or connections, `db.createIndex(keys, function () {})`, or that reads, writes or sends by its name,
 * `client.sendString(text, function () {})`; it follows the worker of a loop of async, `async.each(list, work, function () {})`; or it takes
 * results behind a first parameter whose name says that it is not used, `zip.compress(data, (_, buffer) => {})`.
 *
 * Limit: whoever has a method of this name may call back otherwise, so this serves reports only.
 */
export function matchCalleeConvention(candidate: Candidate, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  const { call, callback, index, isNamed, isTask } = candidate;
  if (isNamed || isTask || call.type === 'NewExpression' || index !== call.arguments.length - 1) return false;
  const name = calleeName(call);
  const isOfMethod = unwrap(call.callee).type === 'MemberExpression' && isUnread(callback, bindings);
  if (isOfMethod && isOperationWithAnyValue(name, index)) return true;
  if (mayReturnValue(callback, visitorKeys, isCallOfCallback)) return false;
  if (ignoresFirst(callback, bindings)) return index > 0 && !hasRole(name, 'iterates-collections');
  return isOfMethod && (isOperation(name, index) || isTransfer(candidate) || followsWorker(candidate, bindings));
}

/** Whether a node calls a callback, whose value is not meant for anyone: `() => done()`. */
export function isCallOfCallback(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && hasRole(calleeName(node), 'completion');
}

/** Whether a method takes an error-first callback by its name. A name that is common elsewhere counts only where the call has a single argument. */
function isOperation(name: string, index: number): boolean {
  if (hasRole(name, 'opens-or-closes')) return index === 0;
  return hasRole(name, 'database-operation') || (hasRole(name, 'file-operation') && index > 0);
}

/** Whether a method takes an error-first callback by a name that no other kind of method has, so that what the callback returns is read by nobody. */
function isOperationWithAnyValue(name: string, index: number): boolean {
  return hasRole(name, 'calls-back-for-promise') || (hasRole(name, 'file-operation') && index > 0);
}

/**
 * Whether a call passes data to a method that reads, writes or sends by its name, and a callback without parameters: `feed.append(block, () => {})`.
 * A setter needs two other arguments, `client.setStatus(id, value, () => {})`, and so does a method that may also add a route,
 * `app.put('/users', () => {})`.
 */
function isTransfer({ call, callback, index }: Candidate): boolean {
  const name = calleeName(call);
  const { object } = unwrap(call.callee) as TSESTree.MemberExpression;
  if (callback.params.length > 0 || index === 0 || isCollectionLibrary(object) || isJQuery(object)) return false;
  return index > 1 ? hasRole(name, 'transfers-data') || hasRole(name, 'sets-value') : hasRole(name, 'transfers-data') && !hasRole(name, 'routes');
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

/** Whether a callback takes no parameter, or reads none of them. */
function isUnread(callback: FunctionNode, bindings: Bindings): boolean {
  const [first] = callback.params;
  const name = matchParameterName(parametersOf(callback)[0]);
  return !first || (name !== null && countReferences(name, bindings) === 0);
}

function countReferences(name: Parameters<Bindings['variableOf']>[0], bindings: Bindings): number {
  return bindings.variableOf(name)?.references.length ?? 0;
}
