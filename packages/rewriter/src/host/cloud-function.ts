// Functions that a cloud runtime calls, such as a handler of AWS Lambda, and what may change when such a function becomes `async`.

import { type CallbackSite, type FunctionNode, type Source, contains, hasRole, hostOf, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { propertyNameOf } from '../syntax/function-shape.js';
import { isLastInFunction } from '../syntax/last-in-function.js';
import { matchPosition, returnsFrom } from '../syntax/position.js';

/**
 * Whether a cloud runtime may call a function, by its name or its parameters: `exports.handler = function (event, context) {}`. Where the
 * function returns a promise, the runtime may end the process as soon as it settles; otherwise it waits until no work is left.
 */
export function isCloudFunction(fn: FunctionNode): boolean {
  const [first, second] = fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : ''));
  const name = propertyNameOf(fn) ?? fn.id?.name ?? (fn.parent.type === 'VariableDeclarator' && fn.parent.id.type === 'Identifier' ? fn.parent.id.name : '');
  return hasRole(name, 'cloud-function') || hasRole(first ?? '', 'cloud-context') || (hasRole(first ?? '', 'cloud-event') && hasRole(second ?? '', 'cloud-context'));
}

/**
 * Whether a function may start work that nobody would await if it were `async`. It has none where its only work is a chain of calls, each
 * the last step of the callback before: `a((err) => { b((err) => {}); });`.
 *
 * @param sites the file's sites by the argument that passes the callback
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
