import { expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { nodeAt, parse } from '../../../test/nodes.js';
import { memberKeyOf } from './property-keys.js';

it.each([
  ['this.load', 'load'],
  ["this['load']", 'load'],
  ["const load = Symbol('load'); this[load]", '[load]'],
  ["import { load } from './keys.js'; this[load]", '[load]'],
  ["const { load } = require('./keys'); this[load]", '[load]'],
  ["let load = 'a'; load = 'b'; this[load]", null],
  ['function f(load) { this[load] }', null],
  ["function f() { const load = name(); this[load] }", null],
  ['this[load]', null],
])('%s: %s', (code, expected) => {
  const source = parse(code);
  const member = nodeAt(source, 'this').parent!;
  expect(member.type === 'MemberExpression' && memberKeyOf(member, new Bindings(source))).toBe(expected);
});
