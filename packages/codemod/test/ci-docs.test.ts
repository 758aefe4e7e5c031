import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { expect, it } from 'vitest';
import { parse } from 'yaml';

import { nested, refused, unchecked } from './programs.js';
import { bin } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const require = createRequire(import.meta.url);
const page = readFileSync(new URL('../docs/ci.md', import.meta.url), 'utf8');

/** The shell block of the page that contains a text. */
function findBlock(part: string): string {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code);
  return blocks.find((code) => code.includes(part)) ?? expect.fail(`no block has ${part}`);
}

/** The parsed YAML block below a heading of the page. */
function readRecipe(heading: string): unknown {
  const code = new RegExp(`^## ${heading}$.*?^\`\`\`yaml\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1];
  return parse(code ?? expect.fail(`no recipe below ${heading}`));
}

/** A git repository with a committed project, of which `main` and `origin/main` are the same commit. */
function createBranch(files: Readonly<Record<string, string>>): string {
  const project = createProject({ ...files, '.gitignore': 'node_modules\nbase.json\nuncallback.*\n' });
  git(project, 'init', '--quiet', '--initial-branch', 'main');
  git(project, 'add', '.');
  git(project, 'commit', '--quiet', '--message', 'base');
  git(project, 'update-ref', 'refs/remotes/origin/main', 'main');
  return project;
}

/** A project in a temporary folder, with the programs that the page uses. */
function createProject(files: Readonly<Record<string, string>>): string {
  const project = join(createFolder(Object.fromEntries(Object.entries(files).map(([name, text]) => [`project/${name}`, text]))), 'project');
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  symlinkSync(bin, join(project, 'node_modules/.bin/uncallback'));
  symlinkSync(join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js'), join(project, 'node_modules/.bin/eslint'));
  symlinkSync(dirname(require.resolve('eslint-plugin-uncallback/package.json')), join(project, 'node_modules/eslint-plugin-uncallback'), 'junction');
  return project;
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function shell(code: string, cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', code], { cwd, encoding: 'utf8', env: { ...process.env, npm_config_loglevel: 'error' } });
  return { status, stdout, stderr };
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd, stdio: 'pipe' });
}

/** Commits all changes, with the hooks. */
function commit(project: string): Outcome {
  return shell('git add . && git -c user.name=test -c user.email=test@example.org commit --quiet --message change', project);
}

it('the number of callbacks may not exceed a limit', () => {
  const project = createProject({ 'src/a.js': nested });
  const code = findBlock('--max-remaining 120');
  expect(shell(code, project)).toEqual({ status: 0, stdout: '', stderr: '' });
  writeFileSync(join(project, 'src/many.js'), refused.repeat(119).replaceAll(/const (?=\{)|const (?=child)/g, 'var '));
  expect(shell(code, project)).toEqual({ status: 1, stdout: '', stderr: 'uncallback: 121 error-first callbacks remain, 120 may\n' });
});

it('a branch is compared with its target branch', () => {
  const project = createBranch({ 'src/a.js': nested });
  writeFileSync(join(project, 'src/b.js'), unchecked);
  const compare = (): Outcome => shell(findBlock('--baseline'), project);
  expect(compare()).toEqual({
    status: 1,
    stdout: '',
    stderr: 'uncallback: src/b.js: error-first callbacks: 1, in the baseline 0\nuncallback: 3 error-first callbacks remain, 2 may\n',
  });
  rmSync(join(project, 'src/b.js'));
  expect(compare()).toEqual({ status: 0, stdout: '', stderr: '' });
});

it('ESLint suppresses existing reports, and shows new ones', () => {
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

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
}

it('the steps of GitHub Actions do what they say', () => {
  const recipe = readRecipe('GitHub Actions') as { readonly jobs: { readonly callbacks: { readonly steps: readonly Step[] } } };
  const { steps } = recipe.jobs.callbacks;
  const project = createBranch({ 'src/a.js': nested });
  writeFileSync(join(project, 'src/b.js'), unchecked);
  git(project, 'add', '.');
  const run = (part: string): Outcome => {
    const code = steps.find((step) => step.run?.includes(part))?.run ?? expect.fail(`no step has ${part}`);
    return shell(code.replaceAll('${{ github.base_ref }}', 'main'), project);
  };
  const github = run('--format github');
  expect(github).toMatchObject({ status: 0, stderr: '' });
  expect(github.stdout).toMatch(/^::warning file=src\/b\.js,/m);
  expect(github.stdout).not.toContain('src/a.js');
  expect(run('--format sarif')).toMatchObject({ status: 0, stderr: '' });
  const uploaded = steps.find(({ uses }) => uses?.startsWith('github/codeql-action/upload-sarif@'))?.with?.['sarif_file'];
  expect(JSON.parse(read(project, String(uploaded)))).toMatchObject({ version: '2.1.0' });
  expect(run('--baseline')).toMatchObject({ status: 1, stderr: expect.stringMatching(/ remain, 2 may\n$/) as string });
  expect(steps.map(({ uses, run: code }) => uses?.replace(/@v\d+$/, '') ?? code?.split(' ')[0])).toEqual([
    ...['actions/checkout', 'actions/setup-node', 'npm', 'npx', 'npx', 'github/codeql-action/upload-sarif', 'git'],
  ]);
});

it('the job of GitLab writes a JUnit report', () => {
  const { callbacks } = readRecipe('GitLab') as {
    readonly callbacks: { readonly script: readonly string[]; readonly artifacts: { readonly reports: { readonly junit: string } } };
  };
  const [install, ...script] = callbacks.script;
  expect(install).toBe('npm ci');
  const project = createProject({ 'src/a.js': nested });
  expect(shell(script.join('\n'), project)).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(read(project, callbacks.artifacts.reports.junit)).toMatch(/<testsuites .*tests="2" failures="2"/);
});

it('the hook of pre-commit stops a commit that could be rewritten', () => {
  const { repos } = readRecipe('pre-commit') as { readonly repos: readonly { readonly repo: string; readonly hooks: readonly { readonly entry: string }[] }[] };
  const entry = repos[0]?.hooks[0]?.entry ?? expect.fail('no hook');
  const project = createBranch({ 'a.js': refused, 'b.js': nested });
  expect(shell(`${entry} a.js`, project)).toMatchObject({ status: 0, stderr: '' });
  expect(shell(`${entry} a.js b.js`, project)).toMatchObject({ status: 1, stdout: expect.stringContaining('+++ b/b.js') as string });
});

it('the hook of git says what blocks a commit', () => {
  const project = createBranch({ 'a.js': refused, 'b.js': nested });
  expect(shell(findBlock('hooks)/pre-commit'), project)).toEqual({ status: 0, stdout: '', stderr: '' });
  writeFileSync(join(project, 'a.js'), `${refused}\n`);
  expect(commit(project)).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(join(project, 'b.js'), `${nested}\n`);
  expect(commit(project)).toMatchObject({
    status: 1,
    stderr: [
      'uncallback: b.js:3:4: the callback of `fs.readFile` can be an `await`',
      'uncallback: b.js:6:6: the callback of `fs.writeFile` can be an `await`',
      'uncallback: these 2 can be rewritten: --write does it',
      '',
    ].join('\n'),
  });
  expect(shell('npx uncallback --write --force --staged && git add b.js', project)).toMatchObject({ status: 0 });
  expect(commit(project)).toMatchObject({ status: 0, stderr: '' });
});
