import { expect, it } from 'vitest';

import { moduleName } from './module-name.js';

it.each([
  ['lib/read-tree.js', 'readTree'],
  ['lib\\read_tree.js', 'read_tree'],
  ['create.mjs', 'create'],
  ['a.b.js', 'aB'],
  ['lib/utils/index.js', 'utils'],
  ['index.js', null],
  ['lib/delete.js', null],
  ['lib/404.js', null],
  ['', null],
  [undefined, null],
])('%s is called %s', (path, expected) => {
  expect(moduleName(path)).toBe(expected);
});
