import { type CallbackSite, type FunctionNode, type Source, contains, hasRole, hostOf, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { propertyNameOf } from '../syntax/function-shape.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import { matchPosition, returnsFrom } from '../syntax/position.js';

/**
 * Whether the runtime of a cloud may call a function, by its name or its parameters: `exports.handler = function (event, context) {}`. It
 * ends the process when the promise settles that the function returns, and else when no work is left.
 */
export function isCloudFunction(fn: FunctionNode): boolean {
  const [first, second] = fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const name = propertyNameOf(fn) ?? fn.id?.name ?? (fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier' ? fn.parent.id.name : '');
  return hasRole(name, 'cloud-function') || hasRole(first ?? '', 'cloud-context') || (hasRole(first ?? '', 'cloud-event') && hasRole(second ?? '', 'cloud-context'));
}

/**
 * Whether a function may start work that nobody awaits once it is `async`: anything but one call with an error-first callback, one that is
 * the last step of that callback, and so on.
 */
export function hasOtherWork({ visitorKeys }: Source, fn: FunctionNode, sites: ReadonlyMap<TSESTree.Node, CallbackSite>): boolean {
  const own = [...sites.values()].filter(({ kind, call }) => kind === 'error-first' && contains(fn, call)).sort((a, b) => a.call.range[0] - b.call.range[0]);
  const isChain = own.every(({ call }, i) => hostOf(call) === (own[i - 1]?.callback ?? fn) && isLast(call));
  const awaited = new Set<TSESTree.Node>(own.map(({ call }) => call));
  const context = new Set(fn.params.flatMap((parameter) => (parameter.type === 'Identifier' && hasRole(parameter.name, 'cloud-context') ? [parameter.name] : [])));
  const startsWork = (node: TSESTree.Node): boolean => {
    if ((node.type !== 'CallExpression' && node.type !== 'NewExpression') || awaited.has(node)) return false;
    let root: TSESTree.Expression = node.callee;
    while (root.type === 'MemberExpression') root = root.object;
    return root.type !== 'Identifier' || !(context.has(root.name) || hasRole(root.name, 'synchronous-builtin')) || node.arguments.some(isFunction);
  };
  return !isChain || someNode(fn.body, visitorKeys, startsWork);
}

function isLast(call: TSESTree.Node): boolean {
  const position = matchPosition(call);
  return position !== null && (position.form === 'arrow' || returnsFrom(position) || isLastInFunction(position.statement));
}
