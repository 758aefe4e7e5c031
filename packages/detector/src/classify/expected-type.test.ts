import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import * as parser from '@typescript-eslint/parser';
import type { SourceCode } from '@typescript-eslint/utils/ts-eslint';
import { detectCallbacks, type CallbackSite } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../test/types', import.meta.url));
const filePath = `${folder}/input.ts`;
const text = readFileSync(filePath, 'utf8');

it('finds error-first callbacks by their types if there is a type checker', () => {
  let sites: readonly CallbackSite[] = [];
  const rule = {
    create: ({ sourceCode }: { sourceCode: SourceCode }) => ({
      'Program:exit'() {
        const { ast, scopeManager, visitorKeys, parserServices: services } = sourceCode;
        sites = detectCallbacks({ text, ast, scopeManager: scopeManager!, visitorKeys, services: services! });
      },
    }),
  };
  const parserOptions = { project: './tsconfig.json', tsconfigRootDir: folder };
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser, parserOptions },
    plugins: { x: { rules: { x: rule as never } } },
    rules: { 'x/x': 2 },
  } as const;
  const messages = new Linter({ cwd: folder }).verify(text, [config as unknown as Linter.Config], {
    filename: filePath,
  });
  expect(messages).toEqual([]);
  expect(sites.map(({ kind, evidence }) => [kind, evidence])).toEqual([
    ['error-first', 'types'],
    ['error-first', 'types'],
    ['other', 'name'],
  ]);
});

it('finds nothing by types without a type checker', () => {
  expect(detectCallbacks(parseSource(text, filePath)).map(({ evidence }) => evidence)).toEqual(['name', 'convention', 'name']);
});
