import plugin from 'eslint-plugin-uncallback';
import { Linter } from 'eslint/universal';

import type { PlaygroundState } from '../playground/state.js';
import { isTypeScript } from './parser.js';
import type { LintReport } from './protocol.js';

const linter = new Linter();

/** The names of the rules. */
export const ruleNames: readonly string[] = Object.keys(plugin.rules);

/** Lints the file that is shown with the rules that are on, as the configuration `strict` does. */
export async function lintFile({ files, active, tier, promisify, rulesOff }: PlaygroundState): Promise<readonly LintReport[]> {
  const { path, text } = files[active]!;
  const on = ruleNames.filter((name) => !rulesOff.includes(name)).map((name) => [`uncallback/${name}`, 'error'] as const);
  const config: Linter.Config = {
    files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
    plugins: { uncallback: plugin },
    rules: Object.fromEntries(on),
    settings: { uncallback: { idiomatic: tier !== 'exact', promisify } },
  };
  const languages = isTypeScript(path) ? [await typeScript()] : javaScript(text, path);
  const results = languages.map((languageOptions) => linter.verify(text, { ...config, languageOptions }, path));
  // A script that does not parse as one source type may parse as the other, as for the detector.
  const messages = results.find((list) => !list.some(({ fatal }) => fatal)) ?? results[0]!;
  return messages.map(toReport);
}

async function typeScript(): Promise<Linter.LanguageOptions> {
  const parser = await import('./typescript-parser.js');
  return { parser: parser as unknown as Linter.Parser };
}

function javaScript(text: string, path: string): readonly Linter.LanguageOptions[] {
  const parserOptions = { ecmaFeatures: { jsx: true } };
  const types = path.endsWith('.mjs') || /^[ \t]*(?:import|export)\b/m.test(text) ? (['module', 'commonjs'] as const) : (['commonjs', 'module'] as const);
  return types.map((sourceType) => ({ sourceType, parserOptions }));
}

function toReport({ ruleId, message, line, column, endLine, endColumn, suggestions = [] }: Linter.LintMessage): LintReport {
  return {
    rule: ruleId,
    message,
    line,
    column,
    endLine: endLine ?? line,
    endColumn: endColumn ?? column + 1,
    suggestions: suggestions.map(({ desc, fix }) => ({ title: desc, range: fix.range, text: fix.text })),
  };
}
