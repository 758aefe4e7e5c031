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
  const [language, ...others] = isTypeScript(path) ? [await typeScript()] : javaScript(text, path);
  const verify = (languageOptions: Linter.LanguageOptions): readonly Linter.LintMessage[] => linter.verify(text, { ...config, languageOptions }, path);
  const messages = verify(language);
  // A script that does not parse as one source type may parse as the other, as for the detector.
  const parsed = isParsed(messages) ? messages : others.map(verify).find(isParsed);
  return (parsed ?? messages).map(toReport);
}

function isParsed(messages: readonly Linter.LintMessage[]): boolean {
  return !messages.some(({ fatal }) => fatal);
}

async function typeScript(): Promise<Linter.LanguageOptions> {
  const parser = await import('./typescript-parser.js');
  return { parser: parser as unknown as Linter.Parser };
}

function javaScript(text: string, path: string): readonly [Linter.LanguageOptions, Linter.LanguageOptions] {
  const parserOptions = { ecmaFeatures: { jsx: true } };
  const module = { sourceType: 'module', parserOptions } as const;
  const script = { sourceType: 'commonjs', parserOptions } as const;
  return path.endsWith('.mjs') || /^[ \t]*(?:import|export)\b/m.test(text) ? [module, script] : [script, module];
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
