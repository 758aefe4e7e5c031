import { type CallbackSite, type Source, contains, insideSameThis, isFunction, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isBoundToThis } from './callback-this.js';

/** How the callback is passed: as it is, bound to the host's `this`, to another one, with arguments, or wrapped by another call. */
export function matchBinding(site: CallbackSite): 'none' | 'this' | 'other' | 'arguments' | 'wrapped' {
  const { argument } = site;
  if (argument.type === 'Identifier' || isFunction(argument)) return 'none';
  if (argument.type !== 'CallExpression' || verbOf(argument.callee) !== 'bind') return 'wrapped';
  if (argument.arguments.length !== 1) return 'arguments';
  return isBoundToThis(site) ? 'this' : 'other';
}

/** Whether the call passes the callback by a name. */
export function isNamedInCall({ argument, callback }: CallbackSite): boolean {
  return !contains(argument, callback);
}

/** Whether a callback depends on how it is called: by `this`, `super` or `new.target`. */
export function usesOwnThis(source: Source, callback: CallbackSite['callback']): boolean {
  return callback.type !== 'ArrowFunctionExpression' && someNode(
    callback,
    source.visitorKeys,
    (node) =>
      node.type === 'ThisExpression' ||
      node.type === 'Super' ||
      (node.type === 'MetaProperty' && node.meta.name === 'new'),
    insideSameThis,
  );
}

/** Whether a function expression mentions itself by its name: it may run again. */
export function refersToItself(source: Source, callback: CallbackSite['callback']): boolean {
  if (!callback.id || callback.type === 'FunctionDeclaration') return false;
  return source.scopeManager
    .getDeclaredVariables(callback)
    .some((variable) => variable.identifiers.includes(callback.id as TSESTree.Identifier) && variable.references.length > 0);
}

/** Whether a callback starts with a directive of its own: `'use strict';` */
export function hasOwnDirective({ body }: CallbackSite['callback']): boolean {
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  return first?.type === 'ExpressionStatement' && typeof first.directive === 'string';
}
