import { expect, it } from 'vitest';

import { mayBeAtOnce } from './completion-handler.js';

it.each([
  ['at-once', true],
  ['unless-passed-waits', true],
  ['mixed', true],
  ['later', false],
  ['never', false],
  ['as-passed', false],
  ['unknown', false],
] as const)('%s may be before the function returns: %j', (timing, expected) => {
  expect(mayBeAtOnce(timing)).toBe(expected);
});
