import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { callAt, parse, textOf } from '../../../detector/test/nodes.js';
import { matchCompletion } from './match-completion.js';

/** What a call of a host's callback becomes: `return 1`, `throw e`; null where it becomes nothing. */
function completionOf(code: string): string | null {
  const source = parse(code);
  const completion = matchCompletion(callAt(source, 'cb(') as TSESTree.CallExpression, () => null);
  return completion && [completion.kind, completion.value ? textOf(source, completion.value) : ''].join(' ').trim();
}

it.each([
  ['cb();', 'return'],
  ['cb(null);', 'return'],
  ['cb(undefined, 1);', 'return 1'],
  ['cb(null, row.name);', 'return row.name'],
  ['cb(null, 1, 2);', null],
  ['cb(...all);', null],
  ["cb(new Error('none'));", "throw new Error('none')"],
  ["cb('none');", "throw 'none'"],
  ["cb('');", null],
  ['cb(0);', null],
  ['cb(err);', null],
  ['try { read(); } catch (e) { cb(e); }', 'throw e'],
  ['if (err) cb(err);', 'throw err'],
  ['if (!err) cb(err);', null],
  ['cb(err, value);', null],
])('%s', (code, expected) => {
  expect(completionOf(code)).toBe(expected);
});
