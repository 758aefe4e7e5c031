import { expect, it } from 'vitest';

import { functionAt, parse } from '../../../detector/test/nodes.js';
import { matchArgumentsUse, referencesToArguments } from './arguments-use.js';

it.each([
  ['function (err, x) { use(x); }', 'none', 0],
  ['function () { cb.apply(this, arguments); }', 'read', 1],
  ['function () { use(arguments[1], arguments.length); }', 'read', 2],
  ['function () { later(() => cb(...arguments)); }', 'read', 1],
  ['function () { later(function () { use(arguments); }); }', 'none', 0],
  ['() => use(arguments)', 'none', 0],
  ['function () { arguments[0] = null; cb(...arguments); }', 'written', 2],
  ['function () { arguments[0]++; }', 'written', 1],
  ['function () { arguments.callee(); }', 'written', 1],
  ['function (err) { err = null; cb(...arguments); }', 'written', 1],
  ['function (err) { err = null; }', 'none', 0],
] as const)('%s: %s, %i references', (code, expected, count) => {
  const source = parse(`f = ${code};`);
  const fn = functionAt(source, code);
  expect(matchArgumentsUse(source, fn)).toBe(expected);
  expect(referencesToArguments(source, fn)).toHaveLength(count);
});
