import { describe, expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { functionAt, nodeAt, parse } from '../../../test/nodes.js';
import { isCaught, isForFailures } from './failure-callback.js';

describe('`fail` is a callback for failures alone', () => {
  it.each([
    ["ok(1); fail(new Error('a'));", true],
    ['get((err, x) => { if (err) fail(err); else ok(x); });', true],
    ['try { ok(read()); } catch (e) { fail(e); }', true],
    ['ok(1); load().catch(fail);', true],
    ['load().then(ok, fail); ok(1);', true],
    ['ok(1); if (err && fail) fail(err);', true],
    ["s.on('data', (x) => ok(x)); s.on('error', (err) => fail(err, s));", true],
    ["s.on('data', (x) => ok(x)); s.on('end', (err) => fail(err, s));", false],
    ["fail(new Error('a'));", false],
    ['get((err, x) => { fail(err); ok(x); });', false],
    ['ok(1); fail();', false],
    ['ok(1); fail(new Error("a"), 1);', false],
    ['ok(1); load().then(fail);', false],
    ['ok(1); load(fail);', false],
    ['ok(1); const end = fail || none; end(new Error("a"));', false],
  ])('function f(ok, fail) { %s }: %j', (code, expected) => {
    const source = parse(`function f(ok, fail) { ${code} }`);
    const bindings = new Bindings(source);
    const fn = functionAt(source, 'function f');
    expect(isForFailures(fn, bindings.variableOf(fn.params[1]!)!, bindings)).toBe(expected);
  });
});

it.each([
  ['try { run(); } catch (e) { show(e); }', true],
  ['function f(e) { show(e); }', false],
  ['show(e);', false],
])('%s: `e` is the variable of a catch: %j', (code, expected) => {
  const source = parse(code);
  expect(isCaught(new Bindings(source).variableOf(nodeAt(source, 'e')))).toBe(expected);
});
