import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

import { bisect } from '../src/doctor/bisect.js';
import { runTests } from '../src/doctor/run-tests.js';
import { isTestFile } from '../src/select/test-files.js';
import { createRepository, git } from './repository.js';
import { store } from './programs.js';
import { bin, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const sourceOf = (...apis: string[]) => `const fs = require('fs');
${apis.map((api) => `exports.${api} = function () {
  fs.${api}(__filename, function (err, value) {
    if (err) throw err;
    console.log(value);
  });
};
`).join('')}`;

/** A test program that fails if one of these callees, written as `file api`, is awaited. */
function failingWith(...pairs: string[]): string {
  return `const fs = require('fs');
for (const [file, api] of ${JSON.stringify(pairs.map((pair) => pair.split(' ')))}) {
  if (fs.readFileSync(file, 'utf8').includes('await promisify(fs.' + api + ')')) throw new Error(api);
}
`;
}

const command = ['doctor', '--test', 'node test.js'];

describe('uncallback doctor', () => {
  it('rewrites everything if the tests pass with it, which takes two runs of them', () => {
    const folder = createRepository({ 'src/a.js': sourceOf('stat', 'lstat'), 'test.js': 'require("fs").appendFileSync("runs", "x");', '.gitignore': 'runs' });
    const { status, stdout, stderr } = runCli([...command, 'src'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('1 file, 1 changed\n2 error-first callbacks: 2 rewritten, 0 refused\n');
    expect(read(folder, 'runs')).toBe('xx');
  });

  it('finds the functions with which the tests fail, restores and records them', () => {
    const apis = ['stat', 'lstat', 'readlink', 'realpath'];
    const before = sourceOf(...apis);
    const folder = createRepository({ 'src/a.js': before, 'src/b.js': before, 'test.js': failingWith('src/a.js lstat', 'src/b.js stat', 'src/b.js realpath') });
    const { status, stdout, stderr } = runCli(['--write', '--test', 'node test.js', 'src'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // In the file as it is then: an import was added in front, and two lines went with each guard.
    const lines = read(folder, 'src/a.js').split('\n');
    const line = lines.findIndex((each) => each.includes('fs.lstat(')) + 1;
    expect(line).not.toBe(9);
    expect(stdout).toContain(`        src/a.js:${line}:6  fs.lstat\n`);
    expect(stdout).toMatch(new RegExp(`^src/a\\.js:${line}: restored, since the tests fail with its function rewritten; their output is in `, 'm'));
    expect(stdout).toContain('8 error-first callbacks: 5 rewritten, 3 refused\n     3  test-failed: ');
    const awaited = (name: string) => apis.filter((api) => read(folder, name).includes(`await promisify(fs.${api})`));
    expect(awaited('src/a.js')).toEqual(['stat', 'readlink', 'realpath']);
    expect(awaited('src/b.js')).toEqual(['lstat', 'readlink']);

    // A recorded function is refused by later runs, until it changes.
    expect(runCli(['src'], folder).stdout).toContain('3 error-first callbacks: 0 can be rewritten, 3 refused\n');
    writeFileSync(join(folder, 'src/a.js'), read(folder, 'src/a.js').replace('fs.lstat(__filename', 'fs.lstat("a.js"'));
    expect(runCli(['src/a.js'], folder).stdout).toContain('1 can be rewritten, 0 refused\n');
    git(folder, 'checkout', 'src/a.js');
    expect(runCli(['undo'], folder).status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('with --functions tries a function with its callers in all files, and keeps the callback of one with which the tests fail', () => {
    const main = `const store = require('./store');

exports.show = (path) => {
  store.load(path, (err, text) => {
    if (err) throw err;
    console.log(text);
  });
};
exports.measure = (path) => {
  store.size(path, (err, size) => {
    if (err) throw err;
    console.log(size);
  });
};
`;
    const test = "if (require('fs').readFileSync('main.js', 'utf8').includes('await store.load')) throw new Error('load');";
    const folder = createRepository({ 'store.js': store, 'main.js': main, 'test.js': test, 'package.json': '{ "private": true }' });
    const { status, stdout, stderr } = runCli([...command, '--functions', 'store.js', 'main.js'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('store.js:3: restored, since the tests fail with load with its 1 call in 1 file rewritten; ');
    expect(read(folder, 'store.js')).toContain('exports.load = function (path, cb) {');
    expect(read(folder, 'store.js')).toContain('exports.size = async function (path) {');
    expect(read(folder, 'main.js')).toContain('const size = await store.size(path);');
    expect(read(folder, 'main.js')).toContain('await promisify(store.load).call(store, path);');
    // The record is about the function, so that a later run leaves it out, and goes on to await it by `promisify`.
    expect(runCli(['--functions', '--scan', 'store.js', 'main.js'], folder).stdout).toContain('store.js:4:16  function load  kept: test-failed');
    expect(runCli(['undo'], folder).status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('tries functions with the same calls once, and keeps the output of the tests that failed', () => {
    const before = sourceOf('stat', 'stat', 'lstat');
    const folder = createRepository({ 'src/a.js': before, 'test.js': `require('fs').appendFileSync('runs', 'x');
console.log('the store');
${failingWith('src/a.js stat')}`, '.gitignore': 'runs' });
    const { stdout } = runCli([...command, 'src'], folder);
    // Before, with both, with the first, with the second.
    expect(read(folder, 'runs')).toBe('xxxx');
    const [, path] = /^src\/a\.js:\d+: restored, .* with the same calls, rewritten; their output is in (.+)$/m.exec(stdout) ?? expect.fail(stdout);
    expect(read(folder, path!)).toMatch(/^the store\n[^]*Error: stat\n/);
    expect(stdout).toContain('    the store\n');
    expect(read(folder, 'src/a.js')).toContain('fs.stat(__filename, function');
    expect(read(folder, 'src/a.js')).toContain('await promisify(fs.lstat)');
  });

  it('does not try a function again where one in it has changed its text', () => {
    const inner = `  exports.inner = function () {
    fs.stat(__filename, function (err, value) {
      if (err) throw err;
      console.log(value);
    });
  };
`;
    const outer = `const fs = require('fs');
exports.outer = function () {
  fs.lstat(__filename, function (err, other) {
    if (err) throw err;
${inner.replace(/^/gm, '  ').trimEnd()}
    console.log(other);
  });
};
`;
    const folder = createRepository({ 'a.js': outer, 'test.js': `require('fs').appendFileSync('runs', 'x');\n${failingWith('a.js lstat')}`, '.gitignore': 'runs' });
    const { stdout } = runCli([...command, 'a.js'], folder);
    expect(stdout.match(/: restored, /g)).toHaveLength(1);
    expect(read(folder, 'a.js')).toContain('await promisify(fs.stat)');
    expect(read(folder, 'runs')).toBe('xxxx');
  });

  it('changes nothing if the tests fail before any rewrite', () => {
    const folder = createRepository({ 'a.js': sourceOf('stat'), 'test.js': 'console.log("broken"); process.exit(1);' });
    const { status, stdout, stderr } = runCli([...command, 'a.js'], folder);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'uncallback: the tests fail before anything is changed: node test.js\n' });
    expect(stdout).toContain('broken\n');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('rewrites test files only with --include-tests; prints the document of --json', () => {
    const folder = createRepository({ 'a.js': sourceOf('stat'), 'test/a.js': sourceOf('stat'), 'test.js': '' });
    const { files } = JSON.parse(runCli([...command, '--json', '.'], folder).stdout) as { files: { path: string; status: string }[] };
    expect(files.map(({ path, status }) => [path, status])).toEqual([['a.js', 'rewritten']]);
    expect(git(folder, 'status', '--porcelain')).toBe(' M a.js\n');
    runCli([...command, '--force', '--include-tests', '--quiet', '.'], folder);
    expect(git(folder, 'status', '--porcelain')).toBe(' M a.js\n M test/a.js\n');
  });

  it('needs a git tree without uncommitted changes', () => {
    const folder = createRepository({ 'a.js': sourceOf('stat'), 'test.js': '' });
    writeFileSync(join(folder, 'test.js'), '// later');
    expect(runCli([...command, 'a.js'], folder)).toMatchObject({ status: 2, stdout: '' });
  });

  it('stops if a file is changed by another program', () => {
    const folder = createRepository({ 'a.js': sourceOf('stat'), 'test.js': `const fs = require('fs');
if (fs.readFileSync('a.js', 'utf8').includes('await ')) {
  fs.writeFileSync('a.js', '// mine');
  process.exit(1);
}
` });
    const { status, stderr } = runCli([...command, 'a.js'], folder);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'uncallback: a.js was changed by somebody else, and is left as it is\n' });
    expect(read(folder, 'a.js')).toBe('// mine');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('after %s restores the files of the batch, and ends the tests', async (signal) => {
    const folder = createRepository({
      'a.js': sourceOf('stat'),
      // With the rewritten file this test never ends.
      'test.js': `const fs = require('fs');
if (fs.readFileSync('a.js', 'utf8').includes('await ')) {
  fs.writeFileSync('.git/pid', String(process.pid));
  setInterval(() => undefined, 1000);
}
`,
    });
    const child = spawn(process.execPath, [bin, ...command, 'a.js'], { cwd: folder, stdio: 'ignore' });
    const closed = once(child, 'close');
    while (!existsSync(join(folder, '.git/pid'))) await setTimeout(20);
    expect(git(folder, 'status', '--porcelain')).toBe(' M a.js\n');
    child.kill(signal);
    expect(await closed).toEqual([signal === 'SIGINT' ? 130 : 143, null]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(existsSync(join(folder, '.git/uncallback/lock'))).toBe(false);
    // The process is gone, or a zombie whose parent has not waited for it yet.
    expect(spawnSync('ps', ['-o', 'stat=', '-p', read(folder, '.git/pid')], { encoding: 'utf8' }).stdout).toMatch(/^(?:Z.*\s*)?$/);
  });
});

describe('bisect', () => {
  async function run(items: string, fails: (present: string) => boolean): Promise<{ kept: string; guilty: string; runs: number }> {
    let [kept, guilty, runs] = ['', '', 0];
    await bisect(
      [...items],
      (part) => {
        runs += 1;
        return Promise.resolve(!fails(kept + part.join('')));
      },
      (part) => (kept += part.join('')),
      (item) => {
        guilty += item;
        return Promise.resolve();
      },
    );
    return { kept, guilty, runs };
  }

  it.each([
    ['', () => true, { kept: '', guilty: '', runs: 0 }],
    ['abcd', () => false, { kept: 'abcd', guilty: '', runs: 1 }],
    ['abcd', (present: string) => present.includes('d'), { kept: 'abc', guilty: 'd', runs: 3 }],
    ['abcd', (present: string) => present.includes('a'), { kept: 'bcd', guilty: 'a', runs: 5 }],
    ['abcd', () => true, { kept: '', guilty: 'abcd', runs: 7 }],
    // The check fails only with both of two items: the second one counts as guilty.
    ['abcd', (present: string) => present.includes('b') && present.includes('d'), { kept: 'abc', guilty: 'd', runs: 3 }],
  ])('%j', async (items, fails, expected) => {
    expect(await run(items, fails)).toEqual(expected);
  });
});

describe('runTests', () => {
  const run = (test: string, limit: number | null) => runTests(test, createFolder(), new AbortController().signal, limit);

  it('keeps the end of the output of both streams', async () => {
    expect(await run('echo out; echo err >&2; exit 3', null)).toMatchObject({ passed: false, output: expect.stringMatching(/out\n|err\n/) });
    expect(await run('true', null)).toMatchObject({ passed: true, output: '' });
  });

  it('fails a run that takes too long, and ends its children', async () => {
    expect(await run('sleep 1000 & sleep 1000', 100)).toMatchObject({ passed: false });
  });
});

it.each([
  ['test/a.js', true],
  ['src/__tests__/a.ts', true],
  ['a.test.js', true],
  ['lib/a-spec.js', true],
  ['test.js', true],
  ['src/contest.js', false],
  ['src/latest/a.js', false],
  ['src/testing.js', false],
])('isTestFile(%j) is %j', (path, expected) => {
  expect(isTestFile(path)).toBe(expected);
});
