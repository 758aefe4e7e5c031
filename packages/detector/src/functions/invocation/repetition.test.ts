import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { functionIndexOf } from '../index/function-index.js';
import { isLimited, isRepeated } from './repetition.js';

function read(code: string) {
  const source = parse(code);
  const index = functionIndexOf(source);
  return { source, index, uses: usesOfParameter(functionAt(source, 'function f'), 0, index.bindings)! };
}

describe('`f` calls its callback more than once', () => {
  it.each([
    ['function f(cb) { cb(1); cb(2); }', true],
    ['function f(cb) { if (a) { cb(1); return; } cb(2); }', false],
    ['function f(cb) { if (a) return cb(1); cb(2); }', false],
    ['function f(cb) { if (a) cb(1); else cb(2); }', false],
    ['function f(cb) { for (const x of list) cb(x); }', true],
    ['function f(cb) { for (const x of list) { if (x.ok) { cb(x); break; } } }', false],
    ['function f(cb) { for (const x of list) return cb(x); }', false],
    ['function f(cb) { list.forEach(function (x) { cb(x); }); }', true],
    ['function f(cb) { list.forEach(function (x) { if (x.ok) cb(x); }); }', false],
    ['function f(cb) { setInterval(cb, 10); }', true],
    ['function f(cb) { setTimeout(cb, 10); }', false],
    ["function f(cb) { input.on('data', function (x) { cb(x); }); }", true],
    ["function f(cb) { input.on('data', function (x) { if (x) cb(x); }); }", true],
    ["function f(cb) { input.on('data', function (x) { if (x) { cb(x); input.destroy(); } }); }", false],
    ["function f(cb) { input.on('end', function (x) { cb(x); }); }", false],
    ["function f(cb) { const pass = cb.bind(null, null); input.on('data', pass); }", true],
    ["function f(cb) { const pass = _.partial(cb, null); input.on('data', function (x) { pass(x); }); }", true],
    ["function f(cb) { const pass = _.partial(cb, null); input.on('end', function (x) { pass(x); }); }", false],
    ['function f(cb) { const count = _.after(2, cb); list.forEach(function () { count(); }); }', false],
    ['function f(cb) { load(function (x) { cb(x); f(cb); }); }', true],
    ['function f(cb) { load(function (x) { if (x) return cb(x); f(cb); }); }', false],
  ])('%s: %j', (code, expected) => {
    const { source, index, uses } = read(code);
    expect(isRepeated(source, index, uses)).toBe(expected);
  });
});

describe('`f` guards its callback at the top', () => {
  it.each([
    ['function f(cb) { cb = once(cb); load(cb); }', true],
    ['function f(cb) { cb = _.once(cb); load(cb); }', true],
    ['function f(cb) { cb = wrap(cb); load(cb); }', false],
    ['function f(cb) { if (a) { cb = once(cb); } load(cb); }', false],
    ['function f(cb) { load(once(cb)); }', false],
  ])('%s: %j', (code, expected) => {
    const { source, uses } = read(code);
    expect(isLimited(source, uses)).toBe(expected);
  });
});
