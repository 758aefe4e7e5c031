// A promise whose outcome goes to the callback, `load(id).then((row) => cb(null, row), cb)`: the async function returns the promise.

import { type Scope, isFunction, isNullish, matchPropertyName } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { soleCallIn } from '../error-forms/statements.js';
import { isMentionOf } from '../syntax/variables.js';

/** A promise with its only reactions. */
export interface Reaction {
  readonly promise: TSESTree.Expression;
  /** The mentions of the callback in the reactions. */
  readonly mentions: readonly TSESTree.Node[];
}

/**
 * The promise whose value and error go to a callback as they are: `promise.then((value) => cb(null, value), cb)`, or the same with `.catch(cb)`.
 *
 * @param call the outermost call
 * @returns null where something else is done with the value or the error, or one of them does not reach the callback
 */
export function matchReaction(call: TSESTree.CallExpression, callback: Scope.Variable): Reaction | null {
  const caught = reactionsOf(call, 'catch', 1);
  const then = caught ? (caught.target.type === 'CallExpression' ? reactionsOf(caught.target, 'then', 1) : null) : reactionsOf(call, 'then', 2);
  const [onValue, onError = caught?.reactions[0]] = then?.reactions ?? [];
  const mentions = onValue && onError ? [passedBy(onValue, callback, 'value'), isMentionOf(onError, callback) ? onError : passedBy(onError, callback, 'error')] : [];
  return then && mentions.length === 2 && mentions.every((mention) => mention !== null) ? { promise: then.target, mentions } : null;
}

/** The object of `object.then(f, g)` and the arguments. */
function reactionsOf({ callee, arguments: reactions, optional }: TSESTree.CallExpression, method: string, count: number): { readonly target: TSESTree.Expression; readonly reactions: readonly TSESTree.Node[] } | null {
  if (callee.type !== 'MemberExpression' || optional || callee.optional || matchPropertyName(callee) !== method || reactions.length !== count) return null;
  return { target: callee.object, reactions };
}

/** The mention of the callback in a function that only passes its parameter on: `(value) => cb(null, value)`, `cb.bind(null, null)`, `(err) => cb(err)`. */
function passedBy(reaction: TSESTree.Node, callback: Scope.Variable, passes: 'value' | 'error'): TSESTree.Node | null {
  if (passes === 'value' && reaction.type === 'CallExpression') return boundIn(reaction, callback);
  if (!isFunction(reaction) || reaction.async || reaction.generator) return null;
  const [parameter, ...others] = reaction.params;
  const call = soleCallIn(reaction);
  if (!call || !isMentionOf(call.callee, callback) || parameter?.type !== 'Identifier' || others.length > 0) return null;
  const passed = passes === 'value' ? call.arguments.slice(1) : call.arguments;
  const isInPlace = passes === 'error' || (call.arguments[0] !== undefined && isNullish(call.arguments[0]));
  const [only] = passed;
  return isInPlace && passed.length === 1 && only?.type === 'Identifier' && only.name === parameter.name ? call.callee : null;
}

/** The mention of the callback in `cb.bind(null, null)`, which is called with null in front of what it gets. */
function boundIn({ callee, arguments: [, error, ...others] }: TSESTree.CallExpression, callback: Scope.Variable): TSESTree.Node | null {
  const isBind = callee.type === 'MemberExpression' && matchPropertyName(callee) === 'bind' && isMentionOf(callee.object, callback);
  return isBind && error !== undefined && isNullish(error) && others.length === 0 ? callee.object : null;
}
