import type { ArgumentCounts } from '@uncallback/detector';
import { expect, it } from 'vitest';

import { agreeOnErrors, agreeOnResults, countsOf, isCountable } from './counts.js';
import type { ErrorCount, ResultCount } from './types.js';

it.each<[ArgumentCounts, ArgumentCounts, ResultCount, ErrorCount, boolean]>([
  [[0], [1], 'nothing', 1, true],
  [[1], [1], 'none', 1, true],
  [[0, 1], [1], 'none', 1, true],
  [[2], [1], 'one', 1, true],
  [[2], [2], 'one', 2, true],
  [[2], [1, 2], 'one', 'unknown', false],
  [[2], [3], 'one', 'unknown', false],
  [[1], [2], 'none', 2, false],
  [[1, 2], [1], 'mixed', 1, false],
  [[3], [1], 'mixed', 1, false],
  [[], [], 'none', 1, true],
  ['unknown', [1], 'unknown', 1, false],
  [[2], 'unknown', 'one', 'unknown', false],
])('%j on success, %j with an error: %s, %s', (onSuccess, onError, results, errorCount, isCounted) => {
  const counts = countsOf({ onSuccess, onError });
  expect(counts).toEqual({ results, errorCount });
  expect(isCountable(counts)).toBe(isCounted);
});

it('an absent error counts as null beside a call that passes one', () => {
  expect(agreeOnResults(['nothing', 'none'])).toBe('none');
  expect(agreeOnResults(['nothing', 'one'])).toBe('mixed');
  expect(agreeOnResults(['one', 'unknown'])).toBe('mixed');
  expect(agreeOnErrors([1, 2])).toBe('unknown');
});
