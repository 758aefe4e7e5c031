import { expect, it } from 'vitest';

import { nodeAt, parse } from '../../../test/nodes.js';
import { mayRunBefore } from './runs-before.js';

it.each([
  ['first(); last();', true],
  ['last(); first();', false],
  ['if (x) first(); last();', true],
  ['if (x) { first(); } else { log(); } last();', true],
  ['if (x) { first(); return; } last();', false],
  ['if (x) { if (y) { first(); return; } } last();', false],
  ['if (x) { if (y) { first(); } return; } last();', false],
  ['if (x) { if (y) first(); log(); } last();', true],
  ['if (x) { first(); } else { last(); }', false],
  ['if (x) { first(); last(); return; }', true],
  ['if (first()) last();', true],
  ['if (first()) { log(); } else { last(); }', true],
  ['last(first());', true],
])('%s: %j', (code, expected) => {
  const source = parse(`function f(x, y) { ${code} }`);
  expect(mayRunBefore(nodeAt(source, 'first()'), nodeAt(source, code.includes('last(first') ? 'last(first())' : 'last()'))).toBe(expected);
});
