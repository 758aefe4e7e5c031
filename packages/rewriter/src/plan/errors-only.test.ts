import { expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { isOnlyError } from './errors-only.js';

it.each([
  ["const e = new Error('gone'); cb(e);", true],
  ["let e; e = new Error('gone'); cb(e);", true],
  ["let e = new Error('gone'); e = null; cb(e);", false],
  ['function f() { return new Error(); } cb(f());', true],
  ['const f = (x) => new Error(x); cb(f(1));', true],
  ['function f(x) { if (x) return f(x - 1); const e = new Error(); e.x = x; return e; } cb(f(1));', true],
  ['function f(x) { if (x) return new Error(); } cb(f(1));', false],
  ['function f(x) { if (x) return; return new Error(); } cb(f(1));', false],
  ['function f() { return g(); } function g() { return Object.assign(new Error(), { x: 1 }); } cb(f());', true],
  ['function f() { return new Error(); } f = other; cb(f());', false],
  ['async function f() { return new Error(); } cb(f());', false],
  ['cb(f());', false],
  ['cb(Boom.notFound());', false],
])('%s %j', (code, expected) => {
  const source = parse(code);
  expect(isOnlyError(source, callAt(source, 'cb(').arguments[0]!)).toBe(expected);
});
