import { type CallbackSite, type Functions, type Source, isStoring, repetitionOf, synchronyOf } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import { calleeName } from './callee.js';
import { canHandOnThis, isBoundToThis } from './callback-this.js';
import { matchInlinable } from './inlining.js';
import { isInsideTry } from './position.js';
import type { RefusalCode } from './refusals.js';
import { contains, insideSameFunction, insideSameThis, isFunction, someNode } from './tree.js';

/**
 * Looks for a reason in the site itself why it cannot be rewritten.
 *
 * @returns the reason's code, or null
 */
export function findRefusal(source: Source, site: CallbackSite, functions: Functions): RefusalCode | null {
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
  if (repetitionOf(source, functions, site) !== null) return 'may-call-repeatedly';
  if (synchronyOf(source, functions, site) !== null) return 'calls-synchronously';
  if (suspends(source, site)) return 'suspends-in-arguments';
  return null;
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
