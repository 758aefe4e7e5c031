import { expect, test } from 'vitest';

import { leaveOut, reduceLists } from './reduce.js';
import { reduceText } from './reduce-text.js';

const never = () => false;

test('parts of a list are left out', async () => {
  expect(await leaveOut([1, 2, 3, 4, 5, 6, 7], async (list) => list.includes(3) && list.includes(6), never)).toEqual([3, 6]);
});

test('choices become fewer and smaller; the first list stays', async () => {
  const hasLarge = async (lists: readonly (readonly number[])[]) => lists.slice(1).some((list) => (list[1] ?? 0) > 5);
  expect(await reduceLists([[4], [1, 2], [3, 9, 7], [8]], hasLarge, never)).toEqual([[], [0, 9]]);
});

test('statements and members are left out, and the text goes on being a program', async () => {
  const text = 'const a = 1;\nconst o = {\n  x: function () { one(); two(); },\n  y: 2,\n};\nif (a) {\n  three();\n}\n';
  expect(await reduceText(text, async (smaller) => smaller.includes('two()'), never)).toBe('const o = {\n  x: function () {  two(); },\n};\n');
});
