import type { TSESTree } from '@typescript-eslint/types';

import type { Knowledge } from '../knowledge.js';
import { calleeName, matchPropertyName, unwrap } from '../nodes.js';

/**
 * What becomes of a callback that is an argument of a call. calls: it is called once. likely: it seems so. looks: it is
 * only looked at. unknown: it may be kept, wrapped, or called many times.
 */
export type Forwarding = 'calls' | 'likely' | 'looks' | 'unknown';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const looking = /^(?:log|debug|info|warn|inspect|equal|ok|off|removeListener|removeEventListener)$/;
/** The same where the callback comes first: behind other arguments it may be called when all holds. */
const asserting = /^(?:assert|expect|typeof)(?=[A-Z_]|$)/;
/** The same where the callback is the only argument; the first ones give an answer. */
const asking = /^(?:is|has)(?=[A-Z_]|$)/;
const checking = /^(?:check|validate|verify|ensure|require)(?=[A-Z_]|$)/;
const keeping =
  /^(?:on|once|one|addListener|addEventListener|prependListener|prependOnceListener|push|unshift|set|add|enqueue|subscribe|watch|bind|unbind|wrap|each|forEach|setInterval|register|pipe)(?=[A-Z_]|$)/;

export function matchForwarding(call: Call, index: number, { bindings, functions, paths, isErrorFirstApi }: Knowledge): Forwarding {
  const name = calleeName(call);
  if (/^(?:nextTick|setImmediate|setTimeout|queueMicrotask|defer)$/.test(name) && index === 0) return isStatement(call) ? 'calls' : 'unknown';
  const isSole = call.arguments.length === 1;
  if (looking.test(name) || (isSole && isStatement(call) ? checking : asking).test(name) && isSole) return 'looks';
  if (asserting.test(name)) return index === 0 ? 'looks' : 'unknown';
  if (keeping.test(name)) return 'unknown';
  const protocol = functions.protocolOfArgument(call, index);
  if (protocol === 'error-first' || protocol === 'likely-error-first') return isStatement(call) ? 'calls' : 'unknown';
  if (index !== call.arguments.length - 1) return 'unknown';
  const path = paths.pathOf(call.callee)?.replaceAll('()', '');
  if (path && (isErrorFirstApi(path) || path.startsWith('async.'))) return isStatement(call) ? 'calls' : 'unknown';
  if (call.type === 'NewExpression' || bindings.functionOf(call.callee)) return 'unknown';
  return isStatement(call) ? 'likely' : 'unknown';
}

/** Whether a call is made for its effect, or for its caller's caller. */
export function isStatement(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === node;
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'UnaryExpression':
      return isStatement(parent);
    case 'LogicalExpression':
      return parent.right === node && isStatement(parent);
    case 'ConditionalExpression':
      return parent.test !== node && isStatement(parent);
    default:
      return false;
  }
}

/** `cb` of `cb.call(this, err)`, `cb.apply(null, args)`, `cb.bind(null, null)`; null for anything else. */
export function matchReceiver(node: TSESTree.Node, methods: RegExp): TSESTree.Node | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  if (callee?.type !== 'MemberExpression' || !methods.test(matchPropertyName(callee) ?? '')) return null;
  return unwrap(callee.object);
}
