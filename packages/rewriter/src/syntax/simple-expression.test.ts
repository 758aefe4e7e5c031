import { expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { isSimple } from './simple-expression.js';

it.each([
  ['a', true],
  ['{ a, b: [1, !c] }', true],
  ['a || b', true],
  ['a === 1', true],
  ['a === b', false],
  ['a + 1', false],
  ['a.b', false],
  ['load()', false],
  ['{ ...a }', false],
  ['{ [a]: 1 }', false],
  ['-a', false],
])('%s is simple: %j', (code, expected) => {
  expect(isSimple(callAt(parse(`x(${code});`), 'x').arguments[0]!)).toBe(expected);
});
