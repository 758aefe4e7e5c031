import { expect, it } from 'vitest';

import { parse, siteIn, textOf } from '../../../detector/test/nodes.js';
import { matchInlinable, scopesHidingNames } from './inlining.js';

const fn = 'function done(err) { if (err) throw err; use(x); }';
const value = 'const done = (err) => { if (err) throw err; use(x); };';

it.each([
  [`load(done);\n${fn}`, fn],
  [`${value}\nload(done);`, value],
  [`${fn}\nload(done.bind(this));`, fn],
  [`function f() { ${fn} load(done); }`, fn],
  [`const x = 1; ${fn} function f() { load(done); }`, fn],
  ['load(function (err) { if (err) throw err; });', null],
  [`${fn}\nload(done); done();`, null],
  [`${fn}\nload(done); load(done);`, null],
  [`const a = 1, ${value.slice(6)}\nload(done);`, null],
  [`export ${fn}\nload(done);`, null],
  [`const x = 1; ${fn} function f(x) { load(done); }`, null],
  [`${fn} function f(x) { load(done); }`, null],
  ['function done(err) { if (err) throw err; load(done); }', null],
])('%s: %j', (code, expected) => {
  const source = parse(code);
  const declaration = matchInlinable(source, siteIn(source));
  expect(declaration && textOf(source, declaration)).toBe(expected);
});

it.each([
  [`const x = 1; ${fn} function f(x) { load(done); }`, ['function f(x) { load(done); }']],
  [`const x = 1; ${fn} function f(x) { { let x; load(done); } }`, ['{ let x; load(done); }']],
  [`const x = 1; ${fn} function f() { load(done); }`, []],
  [`const x = 1; ${fn} function f(x) { load(done); done(); }`, []],
])('%s: %j hide a name', (code, expected) => {
  const source = parse(code);
  expect(scopesHidingNames(source, siteIn(source)).map((node) => textOf(source, node))).toEqual(expected);
});
