import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { functionAt, parse } from '../../../detector/test/nodes.js';
import { isDeclaredFor } from './declared-for.js';

/** Whether the last statements of a function, behind `cut();`, declare names for themselves only. */
function isSeparable(code: string): boolean {
  const source = parse(`function f(x) { ${code} } use(row);`);
  const { body } = functionAt(source, 'function f').body as TSESTree.BlockStatement;
  const index = body.findIndex((statement) => source.text.slice(...statement.range) === 'cut();');
  return isDeclaredFor(source, body.slice(index + 1));
}

it.each([
  ['log(x); cut(); const row = x; log(row);', true],
  ['log(x); cut(); log(x);', true],
  ['log(x); cut(); use(() => { const x = 1; log(x); });', true],
  ['function show() { log(x); } cut(); show();', true],
  ['function show() { log(row); } cut(); var row = x; show();', false],
  ['show(); cut(); function show() {}', false],
  ['var row = 1; cut(); var row = 2; log(row);', false],
  ['if (x) { var row = 1; log(row); } cut(); { var row = 2; }', false],
])('%s', (code, expected) => {
  expect(isSeparable(code)).toBe(expected);
});
