import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import uncallback from 'eslint-plugin-uncallback';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    // Fixtures, the demo's projects and the handlers of AWS Lambda are old code on purpose.
    ignores: ['**/dist/', 'fixtures/*/', '**/tmp/', 'packages/codemod/demo/*/', 'packages/benchmark/lambda/project/', 'packages/codemod/test/s3/program.js', 'packages/website/pages/example/', 'packages/detector/test/types/input.ts'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  uncallback.configs.strict,
  // Not type-checked: that took 27 s of processor time for what the strict compiler mostly says already.
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    // `noUncheckedIndexedAccess` asks for the assertion where a loop's index is known to be in range.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // The scripted world plays the callees: calling callbacks back is its subject.
    files: ['packages/rewriter/test/harness/**'],
    rules: { 'uncallback/prefer-await': 'off', 'uncallback/no-unchecked-error': 'off' },
  },
  { files: ['**/*.js'], ignores: ['packages/codemod/report/'], languageOptions: { globals: globals.node } },
  // What it gives to `evaluate` runs in the page.
  { files: ['packages/website/benchmark/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['packages/codemod/report/*.js'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
  { files: ['packages/eslint-plugin/src/rules/*.ts'], ignores: ['**/*.test.ts'], extends: [eslintPlugin.configs.recommended] },
);
