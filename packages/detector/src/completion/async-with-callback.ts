import type { TSESTree } from '@typescript-eslint/types';

import { type DetectOptions, type FileContext, fileContextOf } from '../classify/file-context.js';
import { detectCallbacks } from '../detect.js';
import type * as Scope from '../scope/scope.js';
import { nodesOf } from '../source/file-nodes.js';
import type { Source } from '../source/source.js';
import { type FunctionNode, parametersOf } from '../syntax/function-node.js';
import { matchParameterName } from '../syntax/names.js';
import { isCalled } from '../syntax/surroundings.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { isMiddleware, matchCallbackParameter } from './callback-parameter.js';

/** An async function that also calls a callback. */
export interface AsyncWithCallback {
  readonly host: FunctionNode;
  /** The callback parameter. */
  readonly callback: Scope.Variable;
  /** Its calls, those in functions inside of the function included. */
  readonly calls: readonly TSESTree.Node[];
}

/**
 * Finds the async functions of a file that call an error-first callback parameter: `async function load(id, cb) { cb(null, await find(id)); }`.
 *
 * Not those that somebody else calls in a way of his own: arguments, such as tests and handlers, also by name; request handlers, and functions
 * of a cloud runtime.
 *
 * @param options those of `detectCallbacks`
 */
export function detectAsyncWithCallback(source: Source, options: DetectOptions = {}): readonly AsyncWithCallback[] {
  const hosts = nodesOf(source).functions.filter((fn) => fn.async && !fn.generator && !isArgument(fn) && !isMiddleware(fn) && !isCloudFunction(fn));
  if (hosts.length === 0) return [];
  const find = (context: FileContext): readonly AsyncWithCallback[] => hosts.flatMap((host) => calledCallbacksOf(host, context));
  // Most files have none, so that nothing has to be classified.
  if (find(fileContextOf(source, options)).length === 0) return [];
  // Classification adds what the callers show about the callbacks.
  const results = new Set(detectCallbacks(source, options).map(({ callback }) => callback));
  const context = fileContextOf(source, options);
  return find(context).filter(({ host }) => {
    const receivers = context.functions.uses.receiversOf(host);
    return !results.has(host) && receivers !== 'unknown' && receivers.length === 0;
  });
}

/** The callback parameters of a function that it calls. */
function calledCallbacksOf(host: FunctionNode, context: FileContext): readonly AsyncWithCallback[] {
  return parametersOf(host).flatMap((parameter, index) => {
    const callback = matchCallbackParameter(host, parameter, index, context);
    const calls = callback?.references.flatMap(({ identifier }) => (isCalled(identifier) ? [identifier.parent] : [])) ?? [];
    return callback && calls.length > 0 ? [{ host, callback, calls }] : [];
  });
}

function isArgument(fn: FunctionNode): boolean {
  const { parent } = fn;
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee !== fn;
}

/** `exports.handler = async (event, context, callback) => {}` */
function isCloudFunction(fn: FunctionNode): boolean {
  const names = parametersOf(fn).map((parameter) => matchParameterName(parameter)?.name ?? '');
  return names.length > 2 && hasRole(names[0] ?? '', 'cloud-event') && hasRole(names[1] ?? '', 'cloud-context');
}
