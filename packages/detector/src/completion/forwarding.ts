import type { TSESTree } from '@typescript-eslint/types';

import { isStatement } from '../syntax/surroundings.js';
import { matchAsyncPath } from '../catalog/async.js';
import type { FileContext } from '../classify/file-context.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/**
 * What a call does with a callback that is its argument. `calls`: it calls it once. `likely`: it probably does. `inspects`: it only reads
 * it, `isFunction(cb)`. `unknown`: it may store it, wrap it or call it many times.
 */
export type Forwarding = 'calls' | 'likely' | 'inspects' | 'unknown';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/**
 * What a call does with its argument at `index`, which is a callback. Decided by what the file shows about the callee, the catalogue, and
 * otherwise by the callee's name. `calls` and `likely` only where the value of the call is not used: `var f = once(cb)` is `unknown`.
 */
export function matchForwarding(call: Call, index: number, { bindings, functions, paths, isErrorFirstApi }: FileContext): Forwarding {
  const name = calleeName(call);
  if (hasRole(name, 'defers') && index === 0) return isStatement(call) ? 'calls' : 'unknown';
  const isSole = call.arguments.length === 1;
  // `assert(cb)` inspects; `assertEqual(a, b, cb)` may call `cb`.
  if (hasRole(name, 'asserts-first')) return index === 0 ? 'inspects' : 'unknown';
  if (hasRole(name, 'only-inspects')) return 'inspects';
  // `if (isFunction(cb))` and `check(cb);` inspect; `check(input, cb);` calls back.
  if (isSole && hasRole(name, isStatement(call) ? 'checks' : 'returns-boolean')) return 'inspects';
  if (hasRole(name, 'stores-or-wraps')) return 'unknown';
  const protocol = functions.protocolOfArgument(call, index);
  if (protocol === 'error-first' || protocol === 'likely-error-first') return isStatement(call) ? 'calls' : 'unknown';
  if (index !== call.arguments.length - 1) return 'unknown';
  const path = paths.pathOf(call.callee)?.replaceAll('()', '');
  if (path && (isErrorFirstApi(path) || matchAsyncPath(path) !== null)) return isStatement(call) ? 'calls' : 'unknown';
  if (call.type === 'NewExpression' || bindings.functionOf(call.callee)) return 'unknown';
  return isStatement(call) ? 'likely' : 'unknown';
}

/** The function on which `call` or `apply`, or `bind`, is called: `cb` of `cb.call(this, err)` and `cb.bind(null, null)`; null for other nodes. */
export function matchReceiver(node: TSESTree.Node, method: 'invokes-function' | 'binds-function'): TSESTree.Node | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  if (callee?.type !== 'MemberExpression' || !hasRole(matchPropertyName(callee) ?? '', method)) return null;
  return unwrap(callee.object);
}
