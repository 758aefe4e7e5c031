import type { TSESTree } from '@typescript-eslint/types';

import { nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { contains } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { FunctionIndex } from '../index/function-index.js';
import type { TimingOfArgument } from './code-after-call.js';
import { isReadAfterCall } from './read-after-call.js';

/**
 * Finds the functions of a file that have to call back before they return, since a caller in the file depends on it: `find` of
 * `function findSync(id) { let row; find(id, (err, found) => { row = found; }); return row; }`. The functions of the file that they pass
 * callbacks to are required to do so, too. A function that is known to call back later is not required to do anything else.
 *
 * @param elsewhere the functions of which that is known, since a caller in another file depends on it
 */
export function functionsRequiredAtOnce(source: Source, index: FunctionIndex, elsewhere: readonly FunctionNode[], timingOf: TimingOfArgument): ReadonlySet<FunctionNode> {
  const { calls } = nodesOf(source);
  const required = new Set<FunctionNode>([
    ...elsewhere,
    ...calls.flatMap((call) => [...(isSynchronousWrapper(call) ? methodsNamedIn(call, index) : []), ...(needsSynchronousCallback(source, index, timingOf, call) ? index.definitionsOf(call.callee) : [])]),
    ...(calls.some((call) => needsAnyMethodAtOnce(source, index, call)) ? methodsOf(source, index) : []),
  ]);
  // The loop also visits what is added to the set while it runs.
  for (const fn of required) {
    for (const call of calls) {
      if (contains(fn, call) && call.arguments.some((argument) => isFunction(argument) || argument.type === 'Identifier')) {
        for (const definition of index.definitionsOf(call.callee)) required.add(definition);
      }
    }
  }
  return required;
}

/** Whether a call of a function of the file, which may call back at once, is followed by code that reads what its callback writes. */
function needsSynchronousCallback(source: Source, index: FunctionIndex, timingOf: TimingOfArgument, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const last = call.arguments.at(-1);
  const callback = last && index.bindings.functionOf(unwrap(last));
  if (!callback || index.definitionsOf(call.callee).length === 0) return false;
  return timingOf(call, last) !== 'later' && isReadAfterCall(source, index, call, callback);
}

/**
 * Whether a method with a computed name has to call back before it returns, as in a function that makes a synchronous method from any
 * other: `args.push((err, row) => { found = row; }); this[name].apply(this, args); return found;`.
 */
function needsAnyMethodAtOnce(source: Source, index: FunctionIndex, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  const isForwarded = /^(?:call|apply)$/.test(matchPropertyName(callee) ?? '');
  const method = isForwarded ? unwrap(callee.object) : callee;
  if (method.type !== 'MemberExpression' || !method.computed || method.property.type === 'Literal') return false;
  return passedTo(call, source, index).some((callback) => isReadAfterCall(source, index, call, callback));
}

/** The functions among the arguments of a call, and those that are pushed onto a list of arguments, `args` of `load.apply(this, args)`. */
function passedTo({ arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression, source: Source, { bindings }: FunctionIndex): readonly FunctionNode[] {
  const direct = args.flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument]));
  const lists = new Set(args.flatMap((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument)).map((list) => bindings.variableOf(list)));
  const pushed = nodesOf(source).calls.flatMap(({ type, callee, arguments: [value] }) => {
    const isPush = type === 'CallExpression' && callee.type === 'MemberExpression' && matchPropertyName(callee) === 'push';
    const list = isPush ? bindings.variableOf(callee.object) : null;
    return list && lists.has(list) && value ? [value] : [];
  });
  return [...direct, ...pushed].flatMap((value) => (value && bindings.functionOf(value)) ?? []);
}

/** All functions of a file that are methods or other properties. */
function methodsOf(source: Source, { bindings }: FunctionIndex): readonly FunctionNode[] {
  return nodesOf(source).definitions.flatMap((node) => {
    const value = node.type === 'AssignmentExpression' ? (node.left.type === 'MemberExpression' ? node.right : null) : node.value;
    return (value && bindings.functionOf(value)) ?? [];
  });
}

/** Whether a call makes a synchronous method from one that takes a callback, as its name says: `syncWrap('getAll')`. */
function isSynchronousWrapper({ callee }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return /sync/i.test(verbOf(callee) ?? '') && !/async/i.test(verbOf(callee) ?? '');
}

function methodsNamedIn({ arguments: args }: TSESTree.CallExpression | TSESTree.NewExpression, index: FunctionIndex): readonly FunctionNode[] {
  const names = args.flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument]));
  return names.flatMap((name) => (name?.type === 'Literal' && typeof name.value === 'string' ? index.methodsNamed(name.value) : []));
}

/** Whether a node is in one of the functions, at any depth. */
export function isInside(node: TSESTree.Node, functions: ReadonlySet<FunctionNode>): boolean {
  for (let host = hostOf(node); isFunction(host); host = hostOf(host)) if (functions.has(host)) return true;
  return false;
}
