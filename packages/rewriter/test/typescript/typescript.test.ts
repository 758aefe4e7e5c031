import { fileURLToPath } from 'node:url';

import { parseSource } from '@uncallback/detector/parse';
import { rewrite } from '@uncallback/rewriter';
import { beforeAll, describe, expect, it } from 'vitest';

import { errorsOf, programOf } from '../fixtures/type-check.js';
import { programs } from './programs.js';
import { lintTypes } from './typed-lint.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

function rewritten(text: string, idiomatic: boolean): string {
  const parse = (each: string) => parseSource(each, 'a.ts');
  const result = rewrite(parse(text), parse, { idiomatic });
  expect(result.failure).toBeNull();
  return result.text;
}

describe('a file in TypeScript, before and after', () => {
  const texts = new Map<string, string>();
  let errors: readonly string[];
  let reports: readonly string[];

  beforeAll(async () => {
    Object.values(programs).forEach((text, index) => {
      texts.set(`${root}program${index}-before.ts`, text);
      texts.set(`${root}program${index}-exact.ts`, rewritten(text, false));
      texts.set(`${root}program${index}-idiomatic.ts`, rewritten(text, true));
    });
    const program = programOf(texts);
    errors = errorsOf(program);
    reports = await lintTypes(program, [...texts.keys()]);
  });

  it.each(Object.keys(programs).map((name, index) => [name, index] as const))('%s', (_, index) => {
    const own = (found: readonly string[]) => found.filter((each) => each.startsWith(`${root}program${index}-`)).map((each) => each.slice(root.length));
    expect([...own(errors), ...own(reports)]).toEqual([]);
  });
});
