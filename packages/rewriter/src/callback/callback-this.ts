import { type CallbackSite, type Source, contains, insideSameThis, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The mentions of a function's own `this`, those in arrow functions included. */
export function mentionsOfThis(source: Source, callback: CallbackSite['callback']): TSESTree.ThisExpression[] {
  if (callback.type === 'ArrowFunctionExpression') return [];
  const mentions: TSESTree.ThisExpression[] = [];
  const collect = (node: TSESTree.Node): boolean => {
    if (node.type === 'ThisExpression') mentions.push(node);
    return false;
  };
  someNode(callback, source.visitorKeys, collect, insideSameThis);
  return mentions;
}

/**
 * Whether the `this` that the callee gives can come with its results: nothing but `this` depends on the callback's call, and the
 * callback moves.
 */
export function canForwardThis(source: Source, { argument, callback }: CallbackSite): boolean {
  const isTyped = callback.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === 'this');
  const usesMore = (node: TSESTree.Node): boolean =>
    node.type === 'Super' || node.type === 'MetaProperty' || (node.type === 'Identifier' && node.name === 'arguments');
  return contains(argument, callback) && !isTyped && !someNode(callback, source.visitorKeys, usesMore, insideSameThis);
}

/** `callback.bind(this)` */
export function isBoundToThis({ argument }: CallbackSite): boolean {
  return (
    argument.type === 'CallExpression' &&
    verbOf(argument.callee) === 'bind' &&
    argument.arguments.length === 1 &&
    argument.arguments[0]?.type === 'ThisExpression'
  );
}
