import { describe, expect, it } from 'vitest';

import { Bindings } from '../bindings/bindings.js';
import { functionAt, parse } from '../../test/nodes.js';
import { testsFirstParameter, matchErrorParameter, testsError } from './error-parameter.js';

describe('matchErrorParameter', () => {
  it.each([
    ['function (err) { if (err) throw err; }', 'shape'],
    ['function (err, x) { cb(err, x); }', 'shape'],
    ['function (err) { if (err) return; use(); }', 'shape'],
    ['function (err) { log(err); }', 'name'],
    ['function (err) { use(); }', 'name'],
    ['function (e, x) { use(x); }', 'name'],
    ['function (e, x) { if (e) return; use(x); }', 'shape'],
    ['function (e) { use(e); }', null],
    ['function (e) { if (e) return cb(e); use(); }', 'shape'],
    ['function (e) { if (!e) cb(null, x); else cb(e); }', 'shape'],
    ['function (e) { if (!e) { return cb(null, x); } cb(e); }', 'shape'],
    ['function (e) { if (!e) use(); cb(e); }', null],
    ['function (x, y) { if (x) return cb(x); use(y); }', 'shape'],
    ['function (x, y) { if (!x) return cb(); cb(x); }', null],
    ['function (x) { if (x) throw x; }', 'shape'],
    ['function (x, y) { use(x, y); }', null],
    ['function (err) { err(1); }', null],
    ['function (err) { err.forEach(show); }', null],
    ['function (errors) { show(errors); }', null],
    ['function () { cb.apply(this, arguments); }', 'shape'],
    ['function () { var err = arguments[0]; use(err); }', 'shape'],
    ['function () { const args = Array.from(arguments); const err = args.shift(); run(list, args); }', 'shape'],
    ['function () { var id = arguments[0], err = arguments[1]; use(id, err); }', null],
    ['function () { const args = Array.from(arguments); const id = args.shift(); use(id); }', null],
    ['function () { use(); }', null],
    ['function ({ err }) { if (err) throw err; }', null],
  ])('%s: %s', (code, expected) => {
    const source = parse(`f = ${code};`);
    expect(matchErrorParameter(functionAt(source, 'function'), new Bindings(source))).toBe(expected);
  });

  it('knows the names of the user', () => {
    const source = parse('f = function (failure) { log(failure); };');
    const fn = functionAt(source, 'function');
    expect(matchErrorParameter(fn, new Bindings(source))).toBeNull();
    expect(matchErrorParameter(fn, new Bindings(source, ['failure']))).toBe('name');
  });
});

describe('testsFirstParameter and testsError', () => {
  it.each([
    ['function (err) { if (err) stop(); }', true, true],
    ['function (err) { use(err == null); }', true, true],
    ['function (x) { if (x) stop(); }', true, false],
    ['function (err) { throw err; }', false, true],
    ['function (err) { log(err); }', false, false],
    ['function () { use(); }', false, false],
  ])('%s: %j, %j', (code, asks, tests) => {
    const source = parse(`f = ${code};`);
    const fn = functionAt(source, 'function');
    expect(testsFirstParameter(fn, new Bindings(source))).toBe(asks);
    expect(testsError(fn, new Bindings(source))).toBe(tests);
  });
});
