import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, enclosingFunction, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { isNullish } from '../syntax/node-tests.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { isStatement } from '../syntax/surroundings.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isAssertion } from '../vocabulary/assertions.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isAskedFor, isCompletion, isPlainValue } from './error-parameter.js';

/** Whether a function takes an error first, and yet is none that is called once, when the work of its callee is done. */
export function isOtherErrorCallback(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  return hasRole(calleeName(call), 'stubs') || isWrappedAsValue(call, callback) || isChainStep(call, callback, bindings) || isErrorHandler(call, callback, bindings, visitorKeys);
}

/** `onEnd = once(function () { callback.apply(this, arguments); })`: the call makes a function of it, for somebody else to call. */
function isWrappedAsValue(call: CallbackSite['call'], callback: FunctionNode): boolean {
  if (callback.params.length > 0 || call.arguments.length > 1) return false;
  const { parent } = call;
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee !== call;
  return parent.type === 'AssignmentExpression' || parent.type === 'VariableDeclarator' || parent.type === 'Property';
}

/**
 * `schema.post('save', function (err, doc, next) {})`: a link of a chain. It runs with each turn, and its last parameter, by its name or
 * by how it is called, is there to go on to the next link, whether or not this one does; not the `done` of `if (done) stop()`.
 */
function isChainStep(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings): boolean {
  const parameters = parametersOf(callback);
  const last = parameters.length > 1 ? matchParameterName(parameters.at(-1)) : null;
  if (!last || hasRole(last.name, 'releases-resource') || acquiresResource(call)) return false;
  if (hasRole(last.name, 'continuation')) return !isPlainValue(last, bindings);
  return (bindings.variableOf(last)?.references ?? []).some(({ identifier }) => isCalledToGoOn(identifier, bindings));
}

/** `go();`, `return go(err)`, `go(null, x)`: not `render(page)`, or `text = render()`. */
function isCalledToGoOn(name: TSESTree.Node, bindings: Bindings): boolean {
  const call = name.parent;
  if (call?.type !== 'CallExpression' || call.callee !== name || !isStatement(call)) return false;
  const [first] = call.arguments;
  return !first || isNullish(first) || (first.type === 'Identifier' && bindings.isErrorName(first.name));
}

/** `pool.connect(callback)`, `pool.connect(once(callback))` */
function acquiresResource(call: CallbackSite['call']): boolean {
  const { parent } = call;
  const isWrapper = parent.type === 'CallExpression' && parent.arguments.at(-1) === call;
  return hasRole(calleeName(call), 'acquires-resource') || (isWrapper && hasRole(calleeName(parent), 'acquires-resource'));
}

/**
 * `retryIf(function (err) { return err.code === 'EAGAIN'; })`: a function of nothing but an error, which asks what kind it is of, or
 * which belongs to a stream that lives on: `files.pipe(plumber(function (err) { log(err); }))`.
 */
function isErrorHandler(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  const parameters = parametersOf(callback);
  const name = parameters.length === 1 ? matchParameterName(parameters[0]) : null;
  if (!name) return false;
  if (isPredicate(callback)) return true;
  const places = (bindings.variableOf(name)?.references ?? []).map(({ identifier }) => identifier);
  const mayBeMissing = places.some((place) => isAskedFor(place, place.parent!) || isOutcome(place, callback));
  return !mayBeMissing && !endsWorkAround(callback, visitorKeys) && (isPiped(call) || places.some((place) => isMemberAskedFor(place) && enclosingFunction(place) === callback));
}

/** `if (err.code === 'X') log(err); done();`: it runs once, for the function around ends with it. */
function endsWorkAround({ body }: FunctionNode, visitorKeys: VisitorKeys): boolean {
  return someNode(body, visitorKeys, (node) => node.type === 'CallExpression' && isCompletion(node.callee), insideSameFunction);
}

/** `files.pipe(call)` */
function isPiped(call: CallbackSite['call']): boolean {
  const { parent } = call;
  return parent.type === 'CallExpression' && parent.callee !== call && calleeName(parent) === 'pipe';
}

/** `err => err instanceof Fatal`, `function (err) { return err.code === 'X'; }` */
function isPredicate({ body }: FunctionNode): boolean {
  const [statement] = body.type === 'BlockStatement' ? body.body : [];
  const value = body.type !== 'BlockStatement' ? body : statement?.type === 'ReturnStatement' ? statement.argument : null;
  if (value?.type === 'BinaryExpression') return /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(value.operator);
  return (value?.type === 'UnaryExpression' && value.operator === '!') || (value?.type === 'Literal' && typeof value.value === 'boolean');
}

/** Whether an error is handed to an assertion or to what ends the test or the function around. */
function isOutcome(place: TSESTree.Node, callback: FunctionNode): boolean {
  for (let node = place; node !== callback; node = node.parent!) {
    if (node.type === 'CallExpression' && (isAssertion(node) || isCallbackName(calleeName(node)))) return true;
    if (isFunction(node)) return false;
  }
  return false;
}

/** `if (err.code === 'X')`, `switch (err.code)`, `return err.retryable` */
function isMemberAskedFor(place: TSESTree.Node): boolean {
  const member = place.parent;
  if (member?.type !== 'MemberExpression' || member.object !== place || member.optional) return false;
  let node: TSESTree.Node = member;
  while (/^(?:Unary|Binary|Logical|Member)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
  const { parent } = node;
  if (parent?.type === 'SwitchStatement') return parent.discriminant === node;
  if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') return parent.test === node;
  return parent?.type === 'ReturnStatement';
}
