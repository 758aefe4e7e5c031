import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

import plugin from '../src/index.js';

const folder = new URL('../src/rules/', import.meta.url);
const block = /^```(js|ts) (incorrect|correct)\n(.*?)^```$/gms;

// Below the working directory: ESLint ignores files outside of it.
mkdirSync('tmp', { recursive: true });
const root = mkdtempSync(resolve('tmp/pages-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each(readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.md')))('%s', (page) => {
  const text = readFileSync(new URL(page, folder), 'utf8');
  const rule = `uncallback/${page.replace('.md', '')}`;
  const blocks = [...text.matchAll(block)].map(([, language = '', verdict = '', code = '']) => ({
    language,
    verdict,
    code,
  }));

  // The manifest of the project that the examples are in.
  const [, manifest = '{}'] = /^```json package.json\n(.*?)^```$/ms.exec(text) ?? [];
  const project = join(root, page.replace('.md', ''));
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), manifest);

  it('has examples of correct and of incorrect code', () => {
    expect(new Set(blocks.map(({ verdict }) => verdict))).toEqual(new Set(['incorrect', 'correct']));
  });

  it.each(blocks)('$verdict: $code', ({ language, verdict, code }) => {
    const messages = new Linter().verify(code, {
      plugins: { uncallback: plugin },
      languageOptions: { sourceType: 'commonjs', ...(language === 'ts' && { parser: typescriptParser }) },
      rules: { [rule]: 'error' },
    }, { filename: join(project, 'a.js') });
    expect(messages.filter(({ ruleId }) => ruleId !== rule)).toEqual([]);
    if (verdict === 'correct') expect(messages).toEqual([]);
    else expect(messages).not.toEqual([]);
  });
});
