import { type ApiFacts, type CallbackSite, type Source, isCallbackName, isStoring } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { canHandOnThis, isBoundToThis } from './callback-this.js';
import { findCalleeHabit, isAwaitedSynchronously } from './callee-definition.js';
import { countsItsCalls, tellsOfRepeatedCalls } from './counted-calls.js';
import { matchInlinable } from './inlining.js';
import { definitionsOf } from './own-definitions.js';
import { isInsideTry } from './position.js';
import type { RefusalCode } from './refusals.js';
import { isRepeatingByName } from './repeating-name.js';
import { contains, insideSameFunction, insideSameThis, isFunction, someNode } from './tree.js';

/**
 * Looks for a reason in the site itself why it cannot be rewritten.
 *
 * @param facts what is known of the callee
 * @returns the reason's code, or null
 */
export function findRefusal(source: Source, site: CallbackSite, facts: ApiFacts | null): RefusalCode | null {
  const { callback } = site;
  if (usesEvalOrWith(source, site)) return 'eval-or-with';
  const binding = matchBinding(site);
  const isNamed = callbackIsNamed(site);
  if (isNamed ? !matchInlinable(source, site) && site.argument.type !== T.Identifier : binding === 'wrapped') return 'named-callback';
  if (callback.generator) return 'generator-callback';
  if (binding === 'arguments') return 'bound-arguments';
  const ownThis = callback.type !== T.ArrowFunctionExpression && usesThis(source, callback);
  if (ownThis && binding === 'other') return 'bound-arguments';
  if (ownThis && binding !== 'this' && !canHandOnThis(source, site)) return 'own-this';
  if (refersToItself(source, callback)) return 'self-reference';
  if (callback.body.type === T.BlockStatement && isDirective(callback.body.body[0])) return 'own-directive';
  if (isStoring(site.call, site.argument)) return 'stored-callback';
  if (isInsideTry(site.call)) return 'inside-try';
  const isRepeating = isIterated(source, site) || (!endsIteration(site) && isRepeatingByName(source, site.call));
  if (site.evidence !== 'catalog' && isRepeating) return 'may-call-repeatedly';
  if (facts?.invoked === 'per-item' || facts?.invoked === 'repeated') return 'may-call-repeatedly';
  if (facts?.timing === 'at-once') return 'calls-synchronously';
  const habit = findCalleeHabit(source, site);
  if (habit === 'repeats' || countsItsCalls(source, site) || tellsOfRepeatedCalls(source, site)) return 'may-call-repeatedly';
  if (habit === 'synchronous' || isAwaitedSynchronously(source, site)) return 'calls-synchronously';
  if (suspends(source, site)) return 'suspends-in-arguments';
  return null;
}

/** `rows(query, function (err, row) {}, done)`: what stands before the callback that is called at the end is called for each. */
function isIterated(source: Source, { call, argument }: CallbackSite): boolean {
  // `find(wrap(function (err, row) {}, callback))`
  if (call.parent.type === T.CallExpression) return false;
  const later = call.arguments.slice(call.arguments.indexOf(argument) + 1);
  const isCompleted = later.some((other) => other.type === T.Identifier && isCallbackName(other.name));
  return isCompleted && definitionsOf(source, call.callee).length === 0;
}

/** `eachOf(list, function (item, next) {}, function (err) {})`: what stands behind the worker is called at the end. */
function endsIteration({ call, argument }: CallbackSite): boolean {
  return call.arguments.at(-1) === argument && call.arguments.slice(0, -1).some((other) => isFunction(other));
}

/** How the callback is handed over: as it stands, bound to the host's `this`, to another one, with arguments, wrapped. */
function matchBinding(site: CallbackSite): 'none' | 'this' | 'other' | 'arguments' | 'wrapped' {
  const { argument } = site;
  if (argument.type === T.Identifier || isFunction(argument)) return 'none';
  if (argument.type !== T.CallExpression || calleeName(argument.callee) !== 'bind') return 'wrapped';
  if (argument.arguments.length !== 1) return 'arguments';
  return isBoundToThis(site) ? 'this' : 'other';
}

/** Whether a name stands for the callback in the call. */
function callbackIsNamed({ argument, callback }: CallbackSite): boolean {
  return !contains(argument, callback);
}

function usesThis(source: Source, callback: CallbackSite['callback']): boolean {
  return someNode(
    callback,
    source.visitorKeys,
    (node) =>
      node.type === T.ThisExpression ||
      node.type === T.Super ||
      (node.type === T.MetaProperty && node.meta.name === 'new'),
    insideSameThis,
  );
}

function refersToItself(source: Source, callback: CallbackSite['callback']): boolean {
  if (!callback.id || callback.type === T.FunctionDeclaration) return false;
  return source.scopeManager
    .getDeclaredVariables(callback)
    .some((variable) => variable.identifiers.includes(callback.id as TSESTree.Identifier) && variable.references.length > 0);
}

function isDirective(statement: TSESTree.Statement | undefined): boolean {
  return statement?.type === T.ExpressionStatement && typeof statement.directive === 'string';
}

function suspends(source: Source, { call, argument }: CallbackSite): boolean {
  return [call.callee, ...call.arguments.filter((other) => other !== argument)].some((part) =>
    !isFunction(part) && someNode(
      part,
      source.visitorKeys,
      (node) => node.type === T.AwaitExpression || node.type === T.YieldExpression,
      insideSameFunction,
    ),
  );
}

const dynamicParts = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>();

/**
 * Whether names around a site may be looked up while the program runs, so that none can be moved or changed.
 * What another statement of the module evaluates does not see them.
 */
function usesEvalOrWith(source: Source, { call, callback }: CallbackSite): boolean {
  let parts = dynamicParts.get(source.ast);
  if (!parts) dynamicParts.set(source.ast, (parts = findDynamicParts(source)));
  return parts.some((part) => contains(part, call) || contains(part, callback));
}

/** The statements of the module that use `eval` or `with`. */
function findDynamicParts({ text, ast, visitorKeys }: Source): readonly TSESTree.Node[] {
  if (!/\beval\s*\(|\bwith\s*\(/.test(text)) return [];
  return ast.body.filter((part) => someNode(part, visitorKeys, isEvalOrWith));
}

function isEvalOrWith(node: TSESTree.Node): boolean {
  return (
    node.type === T.WithStatement ||
    (node.type === T.CallExpression && node.callee.type === T.Identifier && node.callee.name === 'eval')
  );
}
