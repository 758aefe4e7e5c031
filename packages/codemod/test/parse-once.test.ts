import { parseJavaScript } from '@uncallback/detector/parse-javascript';
import { parseSource } from '@uncallback/detector/parse';
import { expect, it } from 'vitest';

import { parseOnce } from '../src/parse-once.js';

it('returns the same source for the same text, file name and parser', () => {
  const source = parseOnce(parseJavaScript)('load();', 'lib/a.js');
  expect(source.text).toBe('load();');
  expect(parseOnce(parseJavaScript)('load();', '/project/lib/a.js')).toBe(source);
  expect(parseOnce(parseJavaScript)('load();', 'lib/a.mjs')).not.toBe(source);
  expect(parseOnce(parseSource)('load();', 'lib/a.js')).not.toBe(source);
  expect(parseOnce(parseJavaScript)('load(1);', 'lib/a.js').text).toBe('load(1);');
});

it('forgets what was parsed long ago', () => {
  const parse = parseOnce(parseJavaScript);
  const source = parse('first();', 'a.js');
  for (const name of ['b', 'c', 'd']) parse(`${name}("${'x'.repeat(400_000)}");`, `${name}.js`);
  expect(parse('first();', 'a.js')).not.toBe(source);
});
