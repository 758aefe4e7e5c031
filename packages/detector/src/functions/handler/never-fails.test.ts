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
  ['function f(cb) { load(cb) } function load(cb) { cb(null); f(cb) }', true],
  ['function f(cb) { load(cb) } function load(cb) { if (a) return cb(a); f(cb) }', false],
  ['function f(cb) { if (a) return cb(); f(cb) }', true],
  ["function f(length, cb) { if (typeof length === 'function') return f(-1, length); cb(a) }", false],
  ["function f(length, cb) { if (typeof length === 'function') return f(-1, length); cb() }", true],
  ['function f(cb) { this.cb = cb }', false],
  ['function f(cb) { const next = cb || none; next() }', true],
  ['function f(cb) { const next = cb || none; next(err) }', false],
  ['function f(cb) { const done = once(cb); done() }', true],
  ['function f(cb) { const done = once(cb); done(err) }', false],
  ['function f(cb) { const done = wrap(cb); done() }', false],
  ['function f(cb) { load((err, x) => { if (err) return cb(err); cb(null, x) }) } function load(cb) { cb(null, 1) }', true],
  ['function f(cb) { load((err) => cb(err)) } function load(cb) { cb(err) }', false],
  ['function f(cb) { load((err, x) => cb(x)) } function load(cb) { cb(null, 1) }', false],
  ['function f(cb) { load((err) => cb(err)) } function load(cb) { f((err) => cb(err)) }', true],
  ['function f(cb) { load((err) => { if (a) f(cb); else cb(err) }) } function load(cb) { cb() }', true],
  ['function f(cb) { cb(); cb = function () {} }', true],
  ['function f(cb) { cb = once(cb); cb() }', true],
  ['function f(cb) {}', false],
  ['', false],
])('%s: %s', (code, expected) => {
  const source = parse(`${code}\nf(done);`);
  const call = callAt(source, 'f(done)');
  expect(functionsOf(source).neverFails(call, call.arguments[0]!)).toBe(expected);
});

it.each([
  ['class A { close(cb) { fs.close(1, cb) } } class B extends A { close(cb) { cb() } stop() { this.close(done) } }', true],
  ['class A { close(cb) { fs.close(1, cb) } stop() { this.close(done) } } class B extends A { close(cb) { cb() } }', false],
  ['class A { close(cb) { cb() } } class B extends A { close(cb) { fs.close(1, cb) } stop() { super.close(done) } }', true],
  ['class A { close(cb) { cb() } } class B extends A { stop() { this.close(done) } } class C { close(cb) { fs.close(1, cb) } }', true],
  ["const kClose = Symbol('close'); class A { [kClose](cb) { cb() } stop() { this[kClose](done) } }", true],
  ['class A { [name](cb) { cb() } stop() { this[name](done) } }', false],
])('of the nearest method: %s: %s', (code, expected) => {
  const source = parse(code);
  const call = /(?:this|super)(?:\.close|\[\w+\])\(done\)/.exec(code)![0];
  const node = callAt(source, call);
  expect(functionsOf(source).neverFails(node, node.arguments[0]!)).toBe(expected);
});
