import { expect, it } from 'vitest';

import { nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { type Loop, headOf } from './loop.js';

it.each([
  ['for (let i = 0; i < n; i++) show(i);', ['let i = 0', 'i < n', 'i++']],
  ['for (;;) show();', []],
  ['for (const row of rows) show(row);', ['const row', 'rows']],
  ['for (const key in row) show(key);', ['const key', 'row']],
  ['while (n > 0) show(n--);', ['n > 0']],
  ['do show(n--); while (n > 0);', ['n > 0']],
])('%s', (code, head) => {
  const source = parse(code);
  expect(headOf(nodeAt(source, code) as Loop).map((node) => textOf(source, node))).toEqual(head);
});
