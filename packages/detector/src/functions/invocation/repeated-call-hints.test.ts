import { describe, expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { parse, siteIn } from '../../../test/nodes.js';
import { countsItsCalls, mentionsRepeatedCalls } from './repeated-call-hints.js';

describe('a callback says that it is called more than once', () => {
  it.each([
    ["load(function (err) { if (done) throw new Error('callback already called'); });", true],
    ["load(function (err) { if (done) throw new Error('called twice'); });", true],
    ["load(function (err) { if (err) throw new Error('cannot load'); });", false],
    ["load(function (err) { later(function () { throw new Error('called twice'); }); });", false],
    ['// is called several times\nload(function (err) { if (err) throw err; });', true],
    ['load(function (err) {\n  // this is executed multiple times\n  if (err) throw err; });', true],
    ['load(function (err) {\n  if (err) throw err;\n  // this is executed multiple times\n  show(); });', false],
    ['// is called once\nload(function (err) { if (err) throw err; });', false],
    ['// is called several times\nshow();\nload(function (err) { if (err) throw err; });', false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    expect(mentionsRepeatedCalls(source, siteIn(source))).toBe(expected);
  });
});

describe('a callback counts its calls', () => {
  it.each([
    ['let n = 0; load(function (err) { if (++n === 2) show(err); });', true],
    ['let n = 0; load(function (err) { n++; if (n > 1) show(err); });', true],
    ['let n = 0; load(function (err) { n++; show(err); });', false],
    ['let n = 0; load(function (err) { if (n === 2) show(err); });', false],
    ['let n = 0; load(function (err) { n++; if (n === max) show(err); });', false],
    ['let n = 0; n = 1; load(function (err) { if (++n === 2) show(err); });', false],
    ['let n = 0; for (const x of list) load(function (err) { if (++n === 2) show(err); });', false],
    ['let n = 0; exports.f = function () { load(function (err) { if (++n === 2) show(err); }); };', false],
    ['let n = 0; function f() { load(function (err) { if (++n === 2) show(err); }); } f();', true],
    ['let n = 0; function f() { load(function (err) { if (++n === 2) show(err); }); } while (a) f();', false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    expect(countsItsCalls(source, new Bindings(source), siteIn(source))).toBe(expected);
  });
});
