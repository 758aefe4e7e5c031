import type { TSESTree } from '@typescript-eslint/types';

import { isFunction } from '../../syntax/function-node.js';
import { verbOf } from '../../syntax/names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import { type PlainCall, plainCallOf } from './plain-call.js';

/**
 * Whether a function is passed to a callee that calls it repeatedly: `setInterval(f, 10)`, `list.forEach(f)`, `input.on('data', f)`. Only
 * the callee's name and the arguments are read.
 */
export function isPassedToRepeater(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || call.callee === callback) return false;
  const { callee, args } = plainCallOf(call);
  const name = verbOf(callee) ?? '';
  if (hasRole(name, 'interval')) return true;
  if (callee.type !== 'MemberExpression') return false;
  return hasRole(name, 'iterates-in-file') ? isCalledWithEach(args, callee.object, callback) : isListener(callback);
}

/** Whether a function is a listener of an event that is emitted repeatedly: `input.on('data', f)`, not `input.on('end', f)`. */
export function isListener(callback: TSESTree.Node): boolean {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const [first] = call.arguments;
  return hasRole(verbOf(call.callee) ?? '', 'listens') && first?.type === 'Literal' && hasRole(String(first.value), 'repeated-event');
}

/** Whether a function is a worker: of `async.each(list, worker, end)` and `list.map(worker)`, not of `charset.detect(file, callback)`. */
function isCalledWithEach(args: PlainCall['args'], object: TSESTree.Expression, callback: TSESTree.Node): boolean {
  const worker = args.at(-2);
  const isLibrary = object.type === 'Identifier' && hasRole(object.name, 'iteration-library');
  const endsIteration =
    args.length > 1 && args.at(-1) === callback && (isFunction(worker) || (args.length > 2 && (isLibrary || worker?.type === 'Identifier')));
  if (endsIteration) return false;
  return isFunction(callback) || isLibrary || args[0] === callback;
}
