import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { matchFunctionCall } from './function-call.js';

it.each([
  ['load.call(this, cb)', 'function'],
  ['load.call(null, cb)', 'function'],
  ['load.call(undefined, cb)', 'function'],
  ['load.call(self, cb)', 'function'],
  ['own.call(other, cb)', 'function'],
  ['load.call(mine, cb)', 'function'],
  ['Store.prototype.load.call(store, cb)', 'function'],
  ['store.load.call(store, cb)', 'function'],
  ['store.load.call(other, cb)', 'unknown'],
  ['load.call(other, cb)', 'unknown'],
  ["rpc.call('sum', cb)", 'method'],
  ['rpc.call([1, 2], cb)', 'method'],
  ['rpc.call(`sum`, cb)', 'method'],
  ['rpc.call(a + b, cb)', 'method'],
] as const)('%s: %s', (code, expected) => {
  const source = parse(`function own(cb) {} function f() { const mine = this; ${code}; }`);
  const call = callAt(source, code);
  const target = (call.callee as TSESTree.MemberExpression).object;
  expect(matchFunctionCall(source, target, call.arguments[0] as TSESTree.Expression)).toBe(expected);
});
