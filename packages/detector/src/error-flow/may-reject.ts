// Whether a promise can reject at all, as far as the file shows: where nothing can fail, no error is ignored.

import type { TSESTree } from '@typescript-eslint/types';

import type { FileContext } from '../classify/file-context.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../syntax/names.js';
import { insideSameFunction, someNode } from '../syntax/search.js';
import { unwrap } from '../syntax/unwrap.js';
import { matchPromisified } from './match-promisified.js';

/** How many functions that call each other are followed. */
const maximumDepth = 4;

/**
 * Whether a promise may reject. These do not: `new Promise((resolve) => ...)`; a promisified function of the file that never passes an error; an
 * async function of the file that throws nothing and awaits or returns only such promises; `Promise.all(...)` of these, also by `list.map(...)`.
 * What throws by accident does not count.
 */
export function mayReject(node: TSESTree.Node, context: FileContext, depth = 0): boolean {
  const value = unwrap(node as TSESTree.Expression);
  if (value.type === 'NewExpression') return !isWithoutReject(value);
  if (value.type !== 'CallExpression' || depth > maximumDepth) return true;
  const promised = matchPromisified(value);
  if (promised?.argument) return !context.functions.neverFails(promised.call, promised.argument);
  if (isPromiseAll(value)) return !value.arguments.every((list) => isSafeList(list, context, depth));
  const own = context.functions.index.definitionsOf(value.callee);
  return own.length === 0 || own.some((fn) => functionMayReject(fn, context, depth));
}

/** Whether a promise gets no function to reject it: `new Promise((resolve) => ...)`. */
function isWithoutReject({ callee, arguments: [executor] }: TSESTree.NewExpression): boolean {
  return verbOf(callee) === 'Promise' && executor !== undefined && isFunction(executor) && executor.params.length < 2;
}

function isPromiseAll({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && matchPropertyName(callee) === 'all' && verbOf(callee.object) === 'Promise' && args.length === 1;
}

/** Whether no promise of a list may reject: `[load(), save()]`, `files.map(async (file) => { ... })`. */
function isSafeList(list: TSESTree.Node, context: FileContext, depth: number): boolean {
  if (list.type === 'ArrayExpression') return list.elements.every((element) => element !== null && !mayReject(element, context, depth + 1));
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression' || matchPropertyName(list.callee) !== 'map') return false;
  const [worker] = list.arguments;
  return worker !== undefined && isFunction(worker) && !functionMayReject(worker, context, depth);
}

function functionMayReject(fn: FunctionNode, context: FileContext, depth: number): boolean {
  if (fn.body.type !== 'BlockStatement') return mayReject(fn.body, context, depth + 1);
  return someNode(fn.body, context.visitorKeys, (node) => {
    if (node.type === 'AwaitExpression') return mayReject(node.argument, context, depth + 1);
    if (node.type === 'ReturnStatement') return node.argument?.type === 'CallExpression' || node.argument?.type === 'NewExpression' ? mayReject(node.argument, context, depth + 1) : false;
    return node.type === 'ThrowStatement' || (node.type === 'ForOfStatement' && node.await);
  }, insideSameFunction);
}
