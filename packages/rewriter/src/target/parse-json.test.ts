import { expect, it } from 'vitest';

import { parseJson } from './parse-json.js';

it.each([
  ['{ "a": 1 }', { a: 1 }],
  ['{ "a": 1, }', { a: 1 }],
  ['{ "a": [1, 2,], }', { a: [1, 2] }],
  ['{ // text\n "a": 1 }', { a: 1 }],
  ['{ /* text\n text */ "a": 1 }', { a: 1 }],
  ['{ "a": "http://b", } // text', { a: 'http://b' }],
  ['{ "a": "\\"//", /* b */ }', { a: '"//' }],
  [null, null],
  ['', null],
  ['{ "a": ', null],
  ['{ a: 1 }', null],
  ['1', null],
  ['"a"', null],
  ['null', null],
])('%j: %j', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});
