import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, it } from 'vitest';

import { nested, refused, unchecked } from './programs.js';
import { bin } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const require = createRequire(import.meta.url);
const page = readFileSync(new URL('../docs/ci.md', import.meta.url), 'utf8');

/** The shell block of the page that has this in it. */
function findBlock(part: string): string {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code);
  return blocks.find((code) => code.includes(part)) ?? expect.fail(`no block has ${part}`);
}

/** A project inside a folder of its own, with the programs installed that the page uses. */
function createProject(files: Readonly<Record<string, string>>): string {
  const project = join(createFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`project/${name}`, text]))), 'project');
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(bin, join(project, 'node_modules/.bin/uncallback'));
  symlinkSync(join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js'), join(project, 'node_modules/.bin/eslint'));
  symlinkSync(dirname(require.resolve('eslint-plugin-uncallback/package.json')), join(project, 'node_modules/eslint-plugin-uncallback'), 'junction');
  return project;
}

function shell(code: string, cwd: string): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync('sh', ['-ec', code], { cwd, encoding: 'utf8', env: { ...process.env, npm_config_loglevel: 'error' } });
  return { status, stderr };
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd, stdio: 'pipe' });
}

it('a number of callbacks is kept', () => {
  const project = createProject({ 'src/a.js': nested });
  const code = findBlock('--max-remaining 120');
  expect(shell(code, project)).toEqual({ status: 0, stderr: '' });
  writeFileSync(join(project, 'src/many.js'), refused.repeat(119).replaceAll(/const (?=\{)|const (?=child)/g, 'var '));
  expect(shell(code, project)).toEqual({ status: 1, stderr: 'uncallback: error-first callbacks: 121 remain, 120 may\n' });
});

it('a branch is compared with the one that it goes to', () => {
  const project = createProject({ 'src/a.js': nested, '.gitignore': 'node_modules\nbase.json\n' });
  git(project, 'init', '--quiet', '--initial-branch', 'main');
  git(project, 'add', '.');
  git(project, 'commit', '--quiet', '--message', 'base');
  git(project, 'update-ref', 'refs/remotes/origin/main', 'main');
  writeFileSync(join(project, 'src/b.js'), unchecked);
  // The other tree finds the programs where this one has them.
  const code = findBlock('--baseline').replace('(cd ../base', 'ln -s "$PWD/node_modules" ../base/node_modules\n(cd ../base');
  expect(shell(code, project)).toEqual({
    status: 1,
    stderr: 'uncallback: src/b.js: error-first callbacks: 1, in the baseline 0\nuncallback: error-first callbacks: 3 remain, 2 may\n',
  });
});

it('ESLint suppresses what there is, and reports what is new', () => {
  const config = `import uncallback from 'eslint-plugin-uncallback';\nexport default [{ plugins: { uncallback }, rules: { 'uncallback/no-nested-callbacks': 'error', 'uncallback/no-unchecked-error': 'error' } }];\n`;
  const project = createProject({ 'a.js': nested, 'b.js': unchecked, 'eslint.config.mjs': config });
  git(project, 'init', '--quiet');
  const [suppress, , check, prune] = findBlock('--suppress-rule').split('\n').map((line) => line.replace(/ *#.*/, ''));
  expect(shell(suppress ?? '', project)).toMatchObject({ status: 0 });
  expect(JSON.parse(read(project, 'eslint-suppressions.json'))).toEqual({
    'a.js': { 'uncallback/no-nested-callbacks': { count: 1 } },
    'b.js': { 'uncallback/no-unchecked-error': { count: 1 } },
  });
  expect(shell(check ?? '', project)).toMatchObject({ status: 0 });
  writeFileSync(join(project, 'b.js'), `${unchecked}${unchecked.split('\n').slice(2).join('\n')}`);
  expect(shell(check ?? '', project)).toMatchObject({ status: 1 });
  writeFileSync(join(project, 'b.js'), '');
  expect(shell(prune ?? '', project)).toMatchObject({ status: 0 });
  expect(Object.keys(JSON.parse(read(project, 'eslint-suppressions.json')))).toEqual(['a.js']);
});
