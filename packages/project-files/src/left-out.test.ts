import { expect, it } from 'vitest';

import { detectLeftOut } from './left-out.js';

const source = 'const a = 1;\n'.repeat(40);

it.each([
  ['a source', source, null],
  ['nothing', '', null],
  ['a minified file', `/* banner */\n${'var a=1;'.repeat(400)}`, 'minified'],
  ['a source with a long line', `${source.repeat(10)}const key = "${'x'.repeat(2000)}";\n`, null],
  ['a generated header', `// by a tool\n/**\n * @generated from a grammar\n */\n${source}`, 'generated'],
  ['a mark after the code', `${source}// @generated\n`, null],
  ['a mark in a text', `const mark = '@generated';\n`, null],
])('%s', (_, text, reason) => {
  expect(detectLeftOut(text)).toBe(reason);
});
