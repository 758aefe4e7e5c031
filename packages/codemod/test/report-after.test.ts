import { expect, it } from 'vitest';

import { linesAfter } from '../src/output/line-changes.js';
import { processText } from '../src/process/process-file.js';
import { reportAfter } from '../src/process/report-after.js';

async function report(text: string) {
  const { report: found } = await processText(text, { path: 'a.js', mode: 'write', kinds: 'all', settings: {}, imported: {}, conversions: null, only: [], selected: null, rules: false, fixes: false, excerpts: false, testFailed: [] });
  return found;
}

const refused = (name: string) => `const ${name} = fs.readFile('${name}', (err, text) => {\n  use(text);\n});\n`;

it('finds each refused call in a text that was changed and formatted, by its order among equal ones', async () => {
  const before = `${refused('a')}${refused('b')}`;
  const after = await reportAfter(await report(before), before, `// one\n// two\n\n${before.replaceAll("'", '"').replace('(err, text) => {', '(\n  err, text\n) => {')}`);
  expect(after.sites.map(({ line, column, callee }) => [line, column, callee.line, callee.column])).toEqual([
    [4, 28, 4, 14],
    [9, 28, 9, 14],
  ]);
  expect(after.rules?.map(({ line, column, message }) => [line, column, message])).toEqual([
    [5, 3, expect.stringContaining('`text` is used on line 7')],
    [9, 29, expect.stringContaining('`text` is used on line 10')],
  ]);
});

it('goes by lines where a call is not found again', async () => {
  const before = `use(fs);\n${refused('a')}`;
  const after = await reportAfter(await report(before), before, `// one\n${before.replace('fs.readFile', 'fs[read]')}`);
  expect(after.sites.map(({ callee }) => callee.line)).toEqual([3]);
});

it.each([
  [1, 2],
  [2, 3],
  [3, 4],
  [4, 4],
])('line %d is line %d', (line, expected) => {
  expect(linesAfter('a\nb\nc\nd\n', 'new\na\nb\nx\nd\n'.replace('d\n', ''))(line)).toBe(expected);
});
