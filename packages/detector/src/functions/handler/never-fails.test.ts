import { expect, it } from 'vitest';

import { functionsOf } from '../../detect.js';
import { callAt, parse } from '../../../test/nodes.js';

it.each([
  ['function f(cb) { cb() }', true],
  ['function f(cb) { cb(null, 1) }', true],
  ['function f(cb) { if (cb) cb(undefined, 1) }', true],
  ['function f(cb) { process.nextTick(cb) }', true],
  ['function f(cb) { process.nextTick(cb, null, 1) }', true],
  ['function f(cb) { cb && setTimeout(cb, 10) }', true],
  ['function f(cb) { cb(err) }', false],
  ['function f(cb) { process.nextTick(cb, err) }', false],
  ['function f(cb) { load(cb) }', false],
  ['function f(cb) { load(cb) } function load(cb) { cb(null) }', true],
  ['function f(cb) { load(cb) } function load(cb) { cb(err) }', false],
  ['function f(cb) { load(cb) } function load(cb) { cb(null); f(cb) }', false],
  ['function f(cb) { this.cb = cb }', false],
  ['function f(cb) { const next = cb || none; next() }', false],
  ['function f(cb) {}', false],
  ['', false],
])('%s: %s', (code, expected) => {
  const source = parse(`${code}\nf(done);`);
  const call = callAt(source, 'f(done)');
  expect(functionsOf(source).neverFails(call, call.arguments[0]!)).toBe(expected);
});
