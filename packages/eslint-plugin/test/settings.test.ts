import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.js';

const code = `const { open } = require('my-store');
open('a', (failure, value) => {
  console.log(value);
});
`;

async function lint(settings: unknown, filePath = 'src/a.js'): Promise<string[]> {
  const config = [plugin.configs.strict, { languageOptions: { sourceType: 'commonjs' } }, { settings: { uncallback: settings } }];
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: config as Linter.Config[] });
  const [result] = await eslint.lintText(code, { filePath });
  return result?.messages.map(({ ruleId }) => ruleId ?? '') ?? [];
}

describe('settings.uncallback', () => {
  const catalog = { 'my-store': ['open'] };

  it('takes the keys of the configuration file', async () => {
    expect(await lint({ catalog })).toEqual(['uncallback/prefer-await', 'uncallback/no-unchecked-error']);
    expect(await lint({ catalog, ignore: ['src'] })).toEqual([]);
    expect(await lint({ catalog, ignore: ['lib'] })).toHaveLength(2);
  });

  it.each([
    [{ catalog: { 'my-store': 'open' } }, 'settings.uncallback: catalog.my-store must be a list, not "open"'],
    [{ idiomatc: true }, 'settings.uncallback: unknown key idiomatc, known are '],
    [null, undefined],
  ])('%j', async (settings, message) => {
    if (message === undefined) expect(await lint(settings)).toEqual(await lint({}));
    else await expect(lint(settings)).rejects.toThrow(message);
  });
});
