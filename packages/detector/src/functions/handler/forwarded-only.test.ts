import { expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { isOnlyForwarded } from './forwarded-only.js';

it.each([
  ['function f(cb) { this.connection.send(1, cb) }', true],
  ['function f(cb) { this.add(new Job(cb)) }', true],
  ['function f(cb) { if (a) send(1, cb); else read(2, cb) }', true],
  ['function f(cb) { this.client.wait(cb) }', false],
  ['function f(cb) { list.wait((item, next) => next(), cb) }', false],
  ['function f(fn) { send(fn) }', false],
  ['function f(cb) { send(cb, 1) }', false],
  ['function f(cb) { cb(); send(cb) }', false],
  ['function f(cb) { this.cb = cb }', false],
  ["function f(cb) { this.on('open', cb) }", false],
  ['function f(cb) { setTimeout(cb) }', false],
  ['function f(cb) { this.whenOpen(cb) }', false],
  ['function f(cb) { this.list.push(cb) }', false],
  ['function f(cb) {}', false],
])('%s: %j', (code, expected) => {
  const source = parse(code);
  expect(isOnlyForwarded(usesOfParameter(functionAt(source, 'function f'), 0, new Bindings(source))!)).toBe(expected);
});
