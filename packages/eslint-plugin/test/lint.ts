import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

import plugin from '../src/index.js';

/** Lints a text with the config `strict`; see `languageOptionsFor` for how it is parsed. */
export function lintWithStrict(
  text: string,
  filename: string,
  settings: unknown,
  linter = new Linter(),
): Linter.LintMessage[] {
  return linter.verify(
    text,
    [
      { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: languageOptionsFor(text, filename) },
      plugin.configs.strict,
      { settings: { uncallback: settings } },
    ],
    { filename, allowInlineConfig: false },
  );
}

/** The language options for a file, by its extension. It is a module if it has `import` or `export` at the start of a line. */
export function languageOptionsFor(text: string, filename: string): Linter.LanguageOptions {
  const isModule = /^(?:import|export)\b/m.test(text);
  const isTypeScript = /\.[cm]?tsx?$/.test(filename);
  return {
    sourceType: isModule ? 'module' : 'commonjs',
    parserOptions: { ecmaFeatures: { jsx: filename.endsWith('x') } },
    ...(isTypeScript && { parser: typescriptParser }),
  };
}
