import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { verbOf } from '../../syntax/names.js';
import { contains } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { FunctionIndex } from '../index/function-index.js';
import { isReadAfterCall } from './read-after-call.js';

/**
 * The functions of a file that have to call back before they return, since a caller in the file counts on it: `find`, where
 * `findSync` calls it and returns what the callback was given. So must all functions of the file that they call.
 */
export function functionsRequiredAtOnce(source: Source, index: FunctionIndex): ReadonlySet<FunctionNode> {
  const { calls } = nodesOf(source);
  const required = new Set<FunctionNode>(
    calls.flatMap((call) => [...(isSynchronousWrapper(call) ? methodsNamedIn(call, index) : []), ...(needsSynchronousCallback(source, index, call) ? index.definitionsOf(call.callee) : [])]),
  );
  // A set is iterated over what is added on the way.
  for (const fn of required) {
    for (const call of calls) {
      if (contains(fn, call) && call.arguments.some((argument) => isFunction(argument) || argument.type === 'Identifier')) {
        for (const definition of index.definitionsOf(call.callee)) required.add(definition);
      }
    }
  }
  return required;
}

function needsSynchronousCallback(source: Source, index: FunctionIndex, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const last = call.arguments.at(-1);
  const callback = last && index.bindings.functionOf(unwrap(last));
  return callback !== undefined && callback !== null && index.definitionsOf(call.callee).length > 0 && isReadAfterCall(source, index, call, callback);
}

/** `syncWrap('getAll')`: a call that makes a synchronous method of one that takes a callback. */
function isSynchronousWrapper({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /sync/i.test(verbOf(callee) ?? '') && !/async/i.test(verbOf(callee) ?? '');
}

function methodsNamedIn({ arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression, index: FunctionIndex): readonly FunctionNode[] {
  const names = args.flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument]));
  return names.flatMap((name) => (name?.type === 'Literal' && typeof name.value === 'string' ? index.methodsNamed(name.value) : []));
}

/** Whether a node is in one of the functions. */
export function isInside(node: TSESTree.Node, functions: ReadonlySet<FunctionNode>): boolean {
  for (let host = hostOf(node); isFunction(host); host = hostOf(host)) if (functions.has(host)) return true;
  return false;
}
