import { expect, it } from 'vitest';

import { detectCallbacks } from '../index.js';
import { parseSource } from '../parse/parse.js';

const code = `open('a', (failure, value) => { console.log(failure, value); });
list.open((oops, item) => { use(oops, item); });`;

it.each([
  [[], ['other', 'other']],
  [['failure'], ['error-first', 'other']],
  [['failure', 'oops'], ['error-first', 'error-first']],
])('with the error names %j the callbacks are %j', (errorNames, kinds) => {
  const sites = detectCallbacks(parseSource(code, 'a.js'), { errorNames });
  expect(sites.map(({ kind }) => kind)).toEqual(kinds);
});
