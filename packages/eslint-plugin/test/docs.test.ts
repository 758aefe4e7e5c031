import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.js';

const folder = new URL('../src/rules/', import.meta.url);
const block = /^```(js|ts) (incorrect|correct)\n(.*?)^```$/gms;

describe.each(readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.md')))('%s', (page) => {
  const text = readFileSync(new URL(page, folder), 'utf8');
  const rule = `uncallback/${page.replace('.md', '')}`;
  const blocks = [...text.matchAll(block)].map(([, language = '', verdict = '', code = '']) => ({
    language,
    verdict,
    code,
  }));

  it('has examples of correct and of incorrect code', () => {
    expect(new Set(blocks.map(({ verdict }) => verdict))).toEqual(new Set(['incorrect', 'correct']));
  });

  it.each(blocks)('$verdict: $code', ({ language, verdict, code }) => {
    const messages = new Linter().verify(code, {
      plugins: { uncallback: plugin },
      languageOptions: { sourceType: 'commonjs', ...(language === 'ts' && { parser: typescriptParser }) },
      rules: { [rule]: 'error' },
    });
    expect(messages.filter(({ ruleId }) => ruleId !== rule)).toEqual([]);
    if (verdict === 'correct') expect(messages).toEqual([]);
    else expect(messages).not.toEqual([]);
  });
});
