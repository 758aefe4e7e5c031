import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../../syntax/function-node.js';
import { verbOf } from '../../syntax/names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/** A call as it reads without `promisify`: `async.each(list, worker)` for `promisify(async.each).call(async, list, worker)`. */
interface PlainCall {
  readonly callee: TSESTree.Expression;
  readonly args: readonly TSESTree.CallExpressionArgument[];
}

function plainCallOf({ callee, arguments: args }: TSESTree.CallExpression): PlainCall {
  const isMethod = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'call';
  const target = isMethod ? callee.object : callee;
  const [promisified] = target.type === 'CallExpression' && verbOf(target.callee) === 'promisify' ? target.arguments : [];
  if (!promisified || promisified.type === 'SpreadElement') return { callee, args };
  return { callee: promisified, args: isMethod ? args.slice(1) : args };
}

/** Whether a function goes to what calls it again and again: an interval, an iteration, a listener of an event that comes again. */
export function isPassedToRepeater(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || call.callee === callback) return false;
  const { callee, args } = plainCallOf(call);
  const name = verbOf(callee) ?? '';
  if (hasRole(name, 'interval')) return true;
  if (callee.type !== 'MemberExpression') return false;
  return hasRole(name, 'iterates-in-file') ? isCalledWithEach(args, callee.object, callback) : isListener(callback);
}

/** `input.on('data', callback)` */
export function isListener(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const [first] = call.arguments;
  return hasRole(verbOf(call.callee) ?? '', 'listens') && first?.type === 'Literal' && hasRole(String(first.value), 'repeated-event');
}

/** `worker` of `async.each(list, worker, end)` and `list.map(worker)`, not the callback of `charset.detect(file, callback)`. */
function isCalledWithEach(args: PlainCall['args'], object: TSESTree.Expression, callback: TSESTree.Node): boolean {
  const worker = args.at(-2);
  const endsIteration =
    args.length > 1 && args.at(-1) === callback && (isFunction(worker) || (args.length > 2 && worker?.type === 'Identifier'));
  if (endsIteration) return false;
  const isLibrary = object.type === 'Identifier' && hasRole(object.name, 'iteration-library');
  return isFunction(callback) || isLibrary || args[0] === callback;
}
