// How a callback is passed to its call, and what of the callback depends on being a function of its own.

import { type CallbackSite, type Source, contains, insideSameThis, isFunction, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isBoundInVain, isBoundToThis } from './callback-this.js';

/**
 * How the call passes its callback: `none` for `callback`, `this` for `callback.bind(this)`, `other` for `callback.bind(store)`,
 * `arguments` for `callback.bind(this, id)`, `wrapped` for `wrap(callback)`.
 */
export function matchBinding(site: CallbackSite): 'none' | 'this' | 'other' | 'arguments' | 'wrapped' {
  const { argument } = site;
  if (argument.type === 'Identifier' || isFunction(argument)) return 'none';
  if (argument.type !== 'CallExpression' || verbOf(argument.callee) !== 'bind') return 'wrapped';
  if (argument.arguments.length !== 1) return 'arguments';
  return isBoundToThis(site) ? 'this' : 'other';
}

/** Whether the call passes the callback by its name, `load(done)` or `load(done.bind(this))`, with the function declared elsewhere. */
export function isNamedInCall({ argument, callback }: CallbackSite): boolean {
  return !contains(argument, callback);
}

/** Whether a callback uses a `this`, `super` or `new.target` of its own, as arrow functions cannot. */
export function usesOwnThis(source: Source, callback: CallbackSite['callback']): boolean {
  return callback.type !== 'ArrowFunctionExpression' && someNode(
    callback,
    source.visitorKeys,
    (node) =>
      (node.type === 'ThisExpression' && !isBoundInVain(source, node)) ||
      node.type === 'Super' ||
      (node.type === 'MetaProperty' && node.meta.name === 'new'),
    insideSameThis,
  );
}

/** Whether a function expression mentions itself by its name, so that it may run again: `function retry(err) { if (err) load(retry); }`. */
export function refersToItself(source: Source, callback: CallbackSite['callback']): boolean {
  if (!callback.id || callback.type === 'FunctionDeclaration') return false;
  return source.scopeManager
    .getDeclaredVariables(callback)
    .some((variable) => variable.identifiers.includes(callback.id as TSESTree.Identifier) && variable.references.length > 0);
}

/** Whether a callback starts with a directive, `'use strict';`, which would be lost where its body moves into the host. */
export function hasOwnDirective({ body }: CallbackSite['callback']): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  return first?.type === 'ExpressionStatement' && typeof first.directive === 'string';
}
