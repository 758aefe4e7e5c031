import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import { ESLint as ESLint9 } from 'eslint9';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { name: string; version: string };

const nest = `const fs = require('fs');
fs.readdir('.', (err, names) => {
  if (err) throw err;
  fs.stat(names[0], (err, info) => {
    console.log(info.size);
  });
});
`;

describe('the plugin', () => {
  it('has a name, a version and a namespace', () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: 'uncallback' });
  });

  it('has a page for each rule, published with this version', () => {
    for (const [name, rule] of Object.entries(plugin.rules)) {
      const url = rule.meta?.docs?.url ?? '';
      const published = `https://unpkg.com/${manifest.name}@${manifest.version}/`;
      expect(url.startsWith(published)).toBe(true);
      expect(readFileSync(`${root}/${url.slice(published.length)}`, 'utf8')).toContain(`uncallback/${name}`);
    }
  });

  it('loads through require()', () => {
    const script = 'const plugin = require("eslint-plugin-uncallback"); console.log(Object.keys(plugin.rules).join())';
    const output = execFileSync(process.execPath, ['-e', script], { cwd: `${root}/../..`, encoding: 'utf8' });
    expect(output.trim()).toBe(Object.keys(plugin.rules).join());
  });

  it.each([
    ['10', ESLint, 'recommended', ['4 1 no-nested-callbacks', '4 2 no-unchecked-error']],
    ['9', ESLint9, 'recommended', ['4 1 no-nested-callbacks', '4 2 no-unchecked-error']],
    [
      '10',
      ESLint,
      'strict',
      ['2 2 prefer-await', '4 2 no-nested-callbacks', '4 2 no-unchecked-error'],
    ],
    [
      '9',
      ESLint9,
      'strict',
      ['2 2 prefer-await', '4 2 no-nested-callbacks', '4 2 no-unchecked-error'],
    ],
  ] as const)('works in ESLint %s with the config %s', async (_version, Engine, config, expected) => {
    const eslint = new Engine({ overrideConfigFile: true, overrideConfig: [plugin.configs[config]] });
    const [result] = await eslint.lintText(nest, { filePath: 'a.js' });
    const reports = result?.messages.map(
      ({ line, severity, ruleId }) => `${String(line)} ${String(severity)} ${String(ruleId).replace('uncallback/', '')}`,
    );
    expect(reports).toEqual(expected);
  });
});
