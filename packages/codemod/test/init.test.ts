import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ESLint } from 'eslint';
import { parse } from 'yaml';
import { expect, it } from 'vitest';

import { nested } from './programs.js';
import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

/** The indented blocks of an output. */
function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:^ {4}.*\n|^\n(?= {4}))+/gm)].map(([block]) => block.replace(/^ {4}/gm, '').trimStart());
}

it('writes a configuration that a run takes, and shows what to add for ESLint and CI', async () => {
  const folder = createFolder({ 'package.json': '{ "type": "module" }', '.github/x': '', 'pnpm-lock.yaml': '', 'eslint.config.js': 'export default [];', 'vendor/a.cjs': nested, 'lib/a.cjs': nested });
  const { status, stdout, stderr } = runCli(['init'], folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^uncallback\.config\.mjs is written\.\n\nFor the linter, `pnpm add -D eslint-plugin-uncallback`, and in your eslint\.config\.js:\n/);
  expect(stdout).toMatch(/\nNext: npx uncallback lib\n$/);
  expect(runCliJson(['.'], folder).document.files.map(({ path }) => path)).toEqual(['eslint.config.js', 'lib/a.cjs', 'uncallback.config.mjs']);
  expect(read(folder, 'eslint.config.js')).toBe('export default [];');

  const [eslint = '', ci = ''] = blocksOf(stdout);
  const { jobs } = parse(ci) as { readonly jobs: { readonly callbacks: { readonly steps: readonly { readonly run?: string }[] } } };
  expect(jobs.callbacks.steps.flatMap(({ run }) => run ?? []).slice(0, 3)).toEqual([
    'npx -y pnpm install --frozen-lockfile',
    'npx uncallback --scan --format github --since origin/${{ github.base_ref }}',
    'npx uncallback --scan --format sarif --output uncallback.sarif lib',
  ]);
  // The plugin is found from here, not from a temporary folder.
  const plugin = new URL('../../eslint-plugin/dist/index.js', import.meta.url).href;
  writeFileSync(join(folder, 'shown.mjs'), eslint.replace("'eslint-plugin-uncallback'", JSON.stringify(plugin)));
  const [result] = await new ESLint({ cwd: folder, overrideConfigFile: 'shown.mjs' }).lintFiles(['lib/a.cjs']);
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['uncallback/no-nested-callbacks']);
});

it.each([
  [{ 'uncallback.config.json': '{}' }, 'uncallback.config.json is there already, and left as it is. This would have been uncallback.config.mjs:\n'],
  [{ 'package.json': '{ "uncallback": {} }' }, 'package.json#uncallback is there already, and left as it is. '],
  [{ '.eslintrc.json': '{}' }, 'The rules need ESLint 9 or 10 with eslint.config.js; here is .eslintrc.json.\n'],
  [{ 'eslint.config.cjs': '', 'yarn.lock': '' }, "`yarn add -D eslint-plugin-uncallback`, and in your eslint.config.cjs:\n\n    const uncallback = require('eslint-plugin-uncallback');\n"],
  [{ '.gitlab-ci.yml': 'a: 1' }, 'For CI, in your .gitlab-ci.yml:\n\n    callbacks:\n      image: node:22\n'],
  [{ 'tsconfig.json': '{}', 'node_modules/uncallback/package.json': '{}' }, 'uncallback.config.ts is written.\n'],
])('in a project with %j says so', (files, part) => {
  const folder = createFolder(files);
  expect(runCli(['init'], folder)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(part) });
  for (const [name, text] of Object.entries(files)) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});
