import { parseSource } from '@uncallback/detector/parse';
import { expect } from 'vitest';

import { type RewriteOptions, rewrite } from '../src/index.js';

/** Rewrites the text of a JavaScript file with callees that become promises in one of the styles. */
export function rewriteWith(promisify: NonNullable<RewriteOptions['promisify']>, code: string): string {
  const result = rewrite(parseSource(code, 'a.js'), (text) => parseSource(text, 'a.js'), { promisify });
  expect(result.failure).toBeNull();
  return result.text;
}

/** The text of a call whose callback throws its error and logs its result. */
export const callOf = (callee: string, args: string): string => `${callee}(${args}, (err, value) => {
  if (err) throw err;
  console.log(value);
});
`;
