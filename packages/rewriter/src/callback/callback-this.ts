// The `this` of a callback, which its callee sets: `db.run(sql, function (err) { use(this.lastID); })`.

import { type CallbackSite, type Source, contains, insideSameThis, isFunction, someNode, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';

/** The mentions of a callback's own `this`, including the ones in arrow functions inside of it. */
export function mentionsOfThis(source: Source, callback: CallbackSite['callback']): TSESTree.ThisExpression[] {
  if (callback.type === 'ArrowFunctionExpression') return [];
  const mentions: TSESTree.ThisExpression[] = [];
  const collect = (node: TSESTree.Node): boolean => {
    if (node.type === 'ThisExpression' && !isBoundInVain(source, node)) mentions.push(node);
    return false;
  };
  someNode(callback, source.visitorKeys, collect, insideSameThis);
  return mentions;
}

/**
 * Whether the `this` that the callee sets can be passed to the continuation along with the results, as for
 * `this.lastID` of sqlite3. Not for a callback that is passed by its name, declares the type of its `this`, or uses
 * `arguments`, `super` or `new.target`.
 */
export function canForwardThis(source: Source, { argument, callback }: CallbackSite): boolean {
  const isTyped = callback.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === 'this');
  const usesMore = (node: TSESTree.Node): boolean =>
    node.type === 'Super' || node.type === 'MetaProperty' || (node.type === 'Identifier' && node.name === 'arguments');
  return contains(argument, callback) && !isTyped && !someNode(callback, source.visitorKeys, usesMore, insideSameThis);
}

/** Whether the call passes `callback.bind(this)`, without further arguments. */
export function isBoundToThis({ argument }: CallbackSite): boolean {
  return (
    argument.type === 'CallExpression' &&
    verbOf(argument.callee) === 'bind' &&
    argument.arguments.length === 1 &&
    argument.arguments[0]?.type === 'ThisExpression'
  );
}

/** Whether a `this` is only bound to a function of the file that does not use its own: `finish.bind(this)`. */
export function isBoundInVain(source: Source, { parent }: TSESTree.ThisExpression): boolean {
  const isBinding = parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && verbOf(parent.callee) === 'bind';
  const target = isBinding && parent.callee.type === 'MemberExpression' ? parent.callee.object : null;
  const [definition] = (target?.type === 'Identifier' && variableAt(source, target)?.defs) || [];
  const fn = definition?.type === 'FunctionName' ? definition.node : null;
  return isFunction(fn) && !someNode(fn, source.visitorKeys, ({ type }) => type === 'ThisExpression' || type === 'Super' || type === 'MetaProperty', insideSameThis);
}
