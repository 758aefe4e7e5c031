import { expect, it } from 'vitest';

import { folderOf } from './folder.js';

it.each([
  ['/app/lib/a.js', '/app/lib'],
  ['/a.js', ''],
  ['lib/a.js', 'lib'],
  ['C:\\app\\a.js', 'C:\\app'],
  ['C:\\app/lib\\a.js', 'C:\\app/lib'],
  ['a.js', null],
  ['', null],
])('%j: %j', (path, expected) => {
  expect(folderOf(path)).toBe(expected);
});
