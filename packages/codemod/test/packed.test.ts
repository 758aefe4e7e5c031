import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { nested } from './programs.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const packages = fileURLToPath(new URL('../..', import.meta.url));
const names = ['detector', 'project', 'project-files', 'rewriter', 'eslint-plugin', 'codemod'];
const jscodeshift = JSON.parse(readFileSync(`${packages}/codemod/package.json`, 'utf8')).devDependencies.jscodeshift;
const { eslint, typescript } = JSON.parse(readFileSync(`${packages}/../package.json`, 'utf8')).devDependencies;

let root = '';
let project = '';
const tarballs: string[] = [];

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, encoding: 'utf8' });
}

function install(folder: string, ...specs: string[]): string {
  const path = join(root, folder);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), '{ "name": "empty", "version": "1.0.0" }\n');
  npm(path, 'install', ...specs);
  return path;
}

/** Runs a program that was installed, as `npx` would. */
function run(program: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(join(project, 'node_modules/.bin', program), args, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'uncallback-packed-')));
  for (const name of names) {
    tarballs.push(join(root, npm(root, 'pack', join(packages, name)).trim().split('\n').at(-1) ?? ''));
  }
  project = install('project', ...tarballs, `eslint@${eslint}`, `jscodeshift@${jscodeshift}`, `typescript@${typescript}`);
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each(names.map((name, index) => [name, index] as const))('the tarball of %s', (name, index) => {
  const data = () => readFileSync(tarballs[index] ?? '');

  it('has the readme, the files that the manifest names, and no build information', () => {
    const files = execFileSync('tar', ['-tzf', tarballs[index] ?? ''], { encoding: 'utf8' }).trim().split('\n');
    expect(files).toContain('package/README.md');
    expect(files).toContain(name === 'codemod' ? 'package/dist/transform.js' : 'package/dist/index.js');
    expect(files.filter((file) => /tsbuildinfo|\.test\.|\/test\//.test(file))).toEqual([]);
  });

  it('satisfies publint', async () => {
    const { buffer, byteOffset, byteLength } = data();
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
    expect((await publint({ pack: { tarball }, strict: true })).messages).toEqual([]);
  });

  it('has types for every module resolution that finds the code', async () => {
    const result = await checkPackage(createPackageFromTarballData(data()));
    const problems = result.types === false ? ['no types'] : result.problems;
    // Node 20.19 requires ES modules; node10 is the resolution of Node versions before `exports`.
    const isMeant = (problem: (typeof problems)[number]) =>
      typeof problem !== 'string' &&
      (problem.kind === 'CJSResolvesToESM' || ('resolutionKind' in problem && problem.resolutionKind === 'node10'));
    expect(problems.filter((problem) => !isMeant(problem))).toEqual([]);
  });
});

it('the package for the Codemod engine has the version of the command line', () => {
  const { version } = JSON.parse(readFileSync(`${packages}/codemod/package.json`, 'utf8'));
  expect(readFileSync(`${packages}/codemod/codemod.com/codemod.yaml`, 'utf8')).toContain(`\nversion: ${version}\n`);
});

describe('installed by path into an empty project', () => {
  it('the plugin lints, with a config of either module system', () => {
    writeFileSync(join(project, 'a.js'), nested);
    writeFileSync(join(project, 'esm.mjs'), "import uncallback from 'eslint-plugin-uncallback';\nexport default [uncallback.configs.recommended];\n");
    writeFileSync(join(project, 'cjs.cjs'), "const uncallback = require('eslint-plugin-uncallback');\nmodule.exports = [uncallback.configs.recommended];\n");
    for (const config of ['esm.mjs', 'cjs.cjs']) {
      const { status, stdout, stderr } = run('eslint', '--config', config, '--format', 'json', 'a.js');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const [{ messages }] = JSON.parse(stdout);
      expect(messages).toMatchObject([{ ruleId: 'uncallback/no-nested-callbacks', line: 6, severity: 1 }]);
    }
  });

  it('the command line and the jscodeshift transform rewrite as in this repository', () => {
    const folder = createFolder({ 'a.js': nested });
    runCli(['--write', 'a.js'], folder);
    const expected = read(folder, 'a.js');
    expect(expected).toContain('await ');

    writeFileSync(join(project, 'a.js'), nested);
    expect(run('uncallback', '--write', 'a.js')).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(project, 'a.js'), 'utf8')).toBe(expected);

    writeFileSync(join(project, 'a.js'), nested);
    writeFileSync(join(project, 'uncallback.config.ts'), "import { defineConfig } from 'uncallback';\nexport default defineConfig({ promisify: 'native' as const });\n");
    expect(run('uncallback', 'a.js')).toMatchObject({ status: 1, stderr: '', stdout: expect.stringContaining('await fs.promises.readFile(') });
    rmSync(join(project, 'uncallback.config.ts'));

    const transform = 'node_modules/uncallback/dist/transform.js';
    expect(run('jscodeshift', '--no-babel', '--transform', transform, 'a.js')).toMatchObject({ status: 0 });
    expect(readFileSync(join(project, 'a.js'), 'utf8')).toBe(expected);
  });

  it('the command line explains codes and rules, and serves assistants', () => {
    expect(run('uncallback', '--explain', 'result-used')).toMatchObject({ status: 0, stdout: expect.stringContaining('What to do: ') });
    expect(run('uncallback', '--explain', 'prefer-await')).toMatchObject({ status: 0, stdout: expect.stringContaining('Rule Details') });
    const request = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'a', version: '1' } } };
    const { stdout } = spawnSync(join(project, 'node_modules/.bin/uncallback'), ['mcp'], { cwd: project, encoding: 'utf8', input: `${JSON.stringify(request)}\n` });
    expect(JSON.parse(stdout)).toMatchObject({ id: 1, result: { serverInfo: { name: 'uncallback' } } });
  });

  it('has types for both module systems', () => {
    const use = `
const config: Linter.Config[] = [uncallback.configs.recommended, uncallback.configs.strict];
const text: string | undefined = transform({ path: 'a.js', source: '' }, { stats: () => {} }, {});
const own: Config = defineConfig({ idiomatic: true, promisify: 'native', catalog: { 'my-db': ['query', { path: 'each', invoked: 'per-item' }] } });
// @ts-expect-error -- a key that does not exist
defineConfig({ idiomatik: true });
console.log(config, text, own);
`;
    const imports = `import type { Linter } from 'eslint';
import uncallback from 'eslint-plugin-uncallback';
import { type Config, defineConfig } from 'uncallback';
import transform from 'uncallback/transform';
`;
    const requires = `import type { Linter } from 'eslint';
import uncallback = require('eslint-plugin-uncallback');
import { type Config, defineConfig } from 'uncallback';
import { default as transform } from 'uncallback/transform';
`;
    writeFileSync(join(project, 'esm.mts'), imports + use);
    writeFileSync(join(project, 'cjs.cts'), requires + use);
    const options = ['--noEmit', '--strict', '--module', 'nodenext'];
    const { status, stdout } = run('tsc', ...options, 'esm.mts', 'cjs.cts');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('the plugin alone installs neither jscodeshift nor TypeScript', () => {
    const own = tarballs.filter((tarball) => !basename(tarball).startsWith('uncallback-0'));
    const path = install('plugin', ...own, `eslint@${eslint}`);
    expect(existsSync(join(path, 'node_modules/eslint-plugin-uncallback'))).toBe(true);
    expect(['jscodeshift', 'typescript', 'recast'].filter((name) => existsSync(join(path, 'node_modules', name)))).toEqual([]);
  });
});
