import type { TSESTree } from '@typescript-eslint/types';

import { isStatement } from '../syntax/surroundings.js';
import { matchAsyncPath } from '../catalog/async.js';
import type { FileContext } from '../classify/file-context.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * What becomes of a callback that is an argument of a call. calls: it is called once. likely: it seems so. looks: it is
 * only looked at. unknown: it may be kept, wrapped, or called many times.
 */
export type Forwarding = 'calls' | 'likely' | 'looks' | 'unknown';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export function matchForwarding(call: Call, index: number, { bindings, functions, paths, isErrorFirstApi }: FileContext): Forwarding {
  const name = calleeName(call);
  if (hasRole(name, 'defers') && index === 0) return isStatement(call) ? 'calls' : 'unknown';
  const isSole = call.arguments.length === 1;
  // Behind other arguments, the callback may be called when all holds.
  if (hasRole(name, 'asserts-first')) return index === 0 ? 'looks' : 'unknown';
  if (hasRole(name, 'only-looks')) return 'looks';
  // `if (isFunction(cb))` asks; `check(cb);` checks, and `check(input, cb);` calls back.
  if (isSole && hasRole(name, isStatement(call) ? 'checks' : 'asks')) return 'looks';
  if (hasRole(name, 'keeps')) return 'unknown';
  const protocol = functions.protocolOfArgument(call, index);
  if (protocol === 'error-first' || protocol === 'likely-error-first') return isStatement(call) ? 'calls' : 'unknown';
  if (index !== call.arguments.length - 1) return 'unknown';
  const path = paths.pathOf(call.callee)?.replaceAll('()', '');
  if (path && (isErrorFirstApi(path) || matchAsyncPath(path) !== null)) return isStatement(call) ? 'calls' : 'unknown';
  if (call.type === 'NewExpression' || bindings.functionOf(call.callee)) return 'unknown';
  return isStatement(call) ? 'likely' : 'unknown';
}

/** `cb` of `cb.call(this, err)`, `cb.apply(null, args)`, `cb.bind(null, null)`; null for anything else. */
export function matchReceiver(node: TSESTree.Node, method: 'invokes-function' | 'binds-function'): TSESTree.Node | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  if (callee?.type !== 'MemberExpression' || !hasRole(matchPropertyName(callee) ?? '', method)) return null;
  return unwrap(callee.object);
}
