import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../site.js';
import type { Bindings } from '../bindings/bindings.js';
import { type FunctionNode, enclosingFunction, isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchParameterName } from '../syntax/names.js';
import { isNullish } from '../syntax/node-tests.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { contains, isStatement } from '../syntax/surroundings.js';
import type { VisitorKeys } from '../syntax/visitor-keys.js';
import { isAssertion } from '../vocabulary/assertions.js';
import { isCallbackName } from '../vocabulary/parameter-names.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isCompletion, isPlainValue, isPresenceTest } from './error-parameter.js';

/**
 * Whether a function takes an error first but is no completion callback, which is called once when its callee has finished: a stub, a
 * function that is wrapped for later, a middleware, a handler of errors.
 */
export function isOtherErrorCallback(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  return hasRole(calleeName(call), 'stubs') || isWrappedAsValue(call, callback) || isChainStep(call, callback, bindings) || isErrorHandler(call, callback, bindings, visitorKeys) || countsCalls(call, callback, bindings, visitorKeys);
}

/** `onEnd = once(function () { callback.apply(this, arguments); })`: the value of the call is a function, which other code calls. */
function isWrappedAsValue(call: CallbackSite['call'], callback: FunctionNode): boolean {
  if (callback.params.length > 0 || call.arguments.length > 1) return false;
  const { parent } = call;
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') return parent.callee !== call;
  return parent.type === 'AssignmentExpression' || parent.type === 'VariableDeclarator' || parent.type === 'Property';
}

/**
 * Whether a function is a step of a chain, such as a middleware: `schema.post('save', function (err, doc, next) {})`. It runs many times,
 * and its last parameter, by its name or by how it is called, continues with the next step.
 *
 * Limit: a last parameter that is only a value, the `done` of `if (done) stop()`, or that releases a resource, is no continuation.
 */
function isChainStep(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings): boolean {
  const parameters = parametersOf(callback);
  const last = parameters.length > 1 ? matchParameterName(parameters.at(-1)) : null;
  if (!last || hasRole(last.name, 'releases-resource') || acquiresResource(call)) return false;
  if (hasRole(last.name, 'continuation')) return !isPlainValue(last, bindings);
  return (bindings.variableOf(last)?.references ?? []).some(({ identifier }) => isCalledToGoOn(identifier, bindings));
}

/** Whether a call of a parameter continues a chain: `go();`, `return go(err)`, `go(null, x)`. Not `render(page)` or `text = render()`. */
function isCalledToGoOn(name: TSESTree.Node, bindings: Bindings): boolean {
  const call = name.parent;
  if (call?.type !== 'CallExpression' || call.callee !== name || !isStatement(call)) return false;
  const [first] = call.arguments;
  return !first || isNullish(first) || (first.type === 'Identifier' && bindings.isErrorName(first.name));
}

/** Whether a call acquires a resource: `pool.connect(callback)`, `pool.connect(once(callback))`. */
function acquiresResource(call: CallbackSite['call']): boolean {
  const { parent } = call;
  const isWrapper = parent.type === 'CallExpression' && parent.arguments.at(-1) === call;
  return hasRole(calleeName(call), 'acquires-resource') || (isWrapper && hasRole(calleeName(parent), 'acquires-resource'));
}

/**
 * Whether a function handles errors of any number: its only parameter is an error, and it is a predicate,
 * `retryIf(function (err) { return err.code === 'EAGAIN'; })`, reads a member of the error without a test for it, or belongs to a stream,
 * `files.pipe(plumber(function (err) { log(err); }))`.
 */
function isErrorHandler(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  const parameters = parametersOf(callback);
  const name = parameters.length === 1 ? matchParameterName(parameters[0]) : null;
  if (!name) return false;
  if (isPredicate(callback)) return true;
  const places = (bindings.variableOf(name)?.references ?? []).map(({ identifier }) => identifier);
  const mayBeMissing = places.some((place) => isPresenceTest(place, place.parent!) || isOutcome(place, callback));
  return !mayBeMissing && !endsWorkAround(callback, visitorKeys) && (isPiped(call) || places.some((place) => isMemberTested(place) && enclosingFunction(place) === callback));
}

/** Whether a function calls a completion callback, so that it runs once itself: `if (err.code === 'X') log(err); done();`. */
function endsWorkAround({ body }: FunctionNode, visitorKeys: VisitorKeys): boolean {
  return someNode(body, visitorKeys, (node) => node.type === 'CallExpression' && isCompletion(node.callee), insideSameFunction);
}

/** Whether a constructor keeps a function as a listener, which counts how often it is called: `const poller = new Poller((err, events) => { count += 1; })`. */
function countsCalls(call: CallbackSite['call'], callback: FunctionNode, bindings: Bindings, visitorKeys: VisitorKeys): boolean {
  if (call.type !== 'NewExpression' || isStatement(call)) return false;
  return someNode(callback.body, visitorKeys, (node) => isCountOutside(node, callback, bindings), insideSameFunction);
}

/** `count++` or `count += 1`, of a variable that a function does not declare. */
function isCountOutside(node: TSESTree.Node, callback: FunctionNode, bindings: Bindings): boolean {
  const isStep = node.type === 'AssignmentExpression' && node.operator === '+=' && node.right.type === 'Literal' && node.right.value === 1;
  const counter = node.type === 'UpdateExpression' && node.operator === '++' ? node.argument : isStep ? node.left : null;
  const [definition] = (counter && bindings.variableOf(counter)?.defs) ?? [];
  return definition !== undefined && !contains(callback, definition.name);
}

/** Whether the value of a call is piped to: `files.pipe(call)`. */
function isPiped(call: CallbackSite['call']): boolean {
  const { parent } = call;
  return parent.type === 'CallExpression' && parent.callee !== call && calleeName(parent) === 'pipe';
}

/** Whether a function only returns a boolean: `err => err instanceof Fatal`, `function (err) { return err.code === 'X'; }`. */
function isPredicate({ body }: FunctionNode): boolean {
  const [statement] = body.type === 'BlockStatement' ? body.body : [];
  const value = body.type !== 'BlockStatement' ? body : statement?.type === 'ReturnStatement' ? statement.argument : null;
  if (value?.type === 'BinaryExpression') return /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(value.operator);
  return (value?.type === 'UnaryExpression' && value.operator === '!') || (value?.type === 'Literal' && typeof value.value === 'boolean');
}

/** Whether an error is passed to an assertion or a callback: `assert.equal(err, null)`, `done(err)`. */
function isOutcome(place: TSESTree.Node, callback: FunctionNode): boolean {
  for (let node = place; node !== callback; node = node.parent!) {
    if (node.type === 'CallExpression' && (isAssertion(node) || isCallbackName(calleeName(node)))) return true;
    if (isFunction(node)) return false;
  }
  return false;
}

/** Whether a member of an error decides what happens: `if (err.code === 'X')`, `switch (err.code)`, `return err.retryable`. */
function isMemberTested(place: TSESTree.Node): boolean {
  const member = place.parent;
  if (member?.type !== 'MemberExpression' || member.object !== place || member.optional) return false;
  let node: TSESTree.Node = member;
  while (/^(?:Unary|Binary|Logical|Member)Expression$/.test(node.parent?.type ?? '')) node = node.parent!;
  const { parent } = node;
  if (parent?.type === 'SwitchStatement') return parent.discriminant === node;
  if (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') return parent.test === node;
  return parent?.type === 'ReturnStatement';
}
