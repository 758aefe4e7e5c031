import { parseSource } from '@uncallback/detector/parse';
import { type RewriteOptions, rewrite } from '@uncallback/rewriter';
import { describe, expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import { lintWithStrict } from './lint.js';

/** Applies the first suggestion to rewrite and lints again, until there is no such suggestion. */
function takeSuggestions(input: string, filename: string, options: RewriteOptions): string {
  let text = input;
  for (;;) {
    const messages = lintWithStrict(text, filename, options);
    expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
    const [suggestion] = messages
      .filter(({ ruleId }) => ruleId === 'uncallback/prefer-await' || ruleId === 'uncallback/no-nested-callbacks')
      .flatMap(({ suggestions = [] }) => suggestions);
    if (!suggestion) return text;
    const [start, end] = suggestion.fix.range;
    const changed = text.slice(0, start) + suggestion.fix.text + text.slice(end);
    expect(changed).not.toBe(text);
    text = changed;
  }
}

/** Each suggestion adds its own import, where the codemod merges them, so the imports are not compared. */
const withoutUtilImport = (text: string) => text.replace(/^(?:const \{ .* \} = require\('(?:node:)?util'\)|import \{ .* \} from '(?:node:)?util');\n/gm, '');

describe('suggestions applied one after another lead to the text that the codemod writes', () => {
  it.each(listCases())('$name', ({ input, extension }) => {
    const filename = `input${extension}`;
    for (const options of [{}, { idiomatic: true, promisify: 'native' }] as const) {
      const parse = (text: string) => parseSource(text, filename);
      const { text } = rewrite(parse(input), parse, options);
      expect(withoutUtilImport(takeSuggestions(input, filename, options))).toBe(withoutUtilImport(text));
    }
  });
});
