import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { nested, refused, unchecked, withoutCallbacks } from './programs.js';
import { createRepository, git } from './repository.js';
import { runCli, runCliJson } from './run-cli.js';
import { createFolder } from './temporary-folder.js';

function pathsOf(args: readonly string[], folder: string): string[] {
  const { document, stderr } = runCliJson(['--scan', ...args], folder);
  expect(stderr).toBe('');
  return document.files.map(({ path }) => path);
}

describe('changed files', () => {
  it('--since selects files that differ from the commit where the branch began, and untracked files', () => {
    const folder = createRepository({ 'a.js': nested, 'b.js': nested, 'c.js': nested, 'd.js': nested });
    git(folder, 'checkout', '-b', 'work');
    writeFileSync(join(folder, 'a.js'), refused);
    git(folder, 'commit', '--all', '--message=change a');
    git(folder, 'checkout', 'main');
    writeFileSync(join(folder, 'd.js'), refused);
    git(folder, 'commit', '--all', '--message=change d');
    git(folder, 'checkout', 'work');
    git(folder, 'rm', 'c.js');
    writeFileSync(join(folder, 'new.js'), nested);
    expect(pathsOf(['--since', 'main'], folder)).toEqual(['a.js', 'new.js']);
    expect(pathsOf(['--since', 'main', 'new.js', 'b.js'], folder)).toEqual(['new.js']);
  });

  it('--staged selects staged files', () => {
    const folder = createRepository({ 'src/a.js': nested, 'src/b.js': nested });
    expect(pathsOf(['--staged'], folder)).toEqual([]);
    writeFileSync(join(folder, 'src/a.js'), refused);
    writeFileSync(join(folder, 'src/b.js'), refused);
    git(folder, 'add', 'src/a.js');
    expect(pathsOf(['--staged'], join(folder, 'src'))).toEqual(['a.js']);
    expect(runCli(['--staged'], folder)).toMatchObject({ status: 0 });
  });

  it.each([
    [['--since', 'nowhere', '.'], 'uncallback: --since: git knows no revision nowhere\n'],
    [['--since', '--output=a.txt', '.'], 'uncallback: --since: git knows no revision --output=a.txt\n'],
  ])('%j is an error', (args, message) => {
    const folder = createRepository({ 'a.js': nested });
    expect(runCli(args, folder)).toMatchObject({ status: 2, stderr: message });
  });

  it('is an error outside of a repository', () => {
    const folder = createFolder({ 'a.js': nested });
    expect(runCli(['--staged'], folder)).toMatchObject({ status: 2, stderr: 'uncallback: --staged: not in a git repository\n' });
  });
});

describe('paths', () => {
  it('without files are an error, unless others have some', () => {
    const folder = createFolder({ 'lib/a.js': nested, 'bin/run.sh': '' });
    const message = 'uncallback: bin: no JavaScript or TypeScript files found\n';
    expect(runCli(['--write', 'lib', 'bin'], folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('1 file, 1 changed\n') as string, stderr: message });
    expect(runCli(['--quiet', 'lib', 'bin'], folder)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(runCli(['bin'], folder)).toEqual({ status: 2, stdout: '', stderr: message });
    expect(runCli(['lob/*.js', 'lib'], folder)).toMatchObject({ status: 2, stderr: 'uncallback: lob/*.js: no JavaScript or TypeScript file matches the pattern\n' });
    expect(runCli(['dcotor', 'lib'], folder)).toMatchObject({ status: 2, stderr: 'uncallback: dcotor: no such file or directory; did you mean the command `uncallback doctor`?\n' });
    expect(runCli(['help'], folder)).toEqual({ status: 0, stdout: runCli(['--help'], folder).stdout, stderr: '' });
  });
});

describe('patterns', () => {
  const files = { 'src/a.js': '', 'src/lib/b.ts': '', 'src/lib/c.js': '', 'test/d.js': '', 'src/node_modules/x.js': '' };

  it('as paths are globs, which leave out the files that are left out of a folder', () => {
    const folder = createFolder({ ...files, '.gitignore': 'c.js\n', 'src/[id]/e.js': '' });
    expect(pathsOf(['src/**/*.js'], folder)).toEqual(['src/[id]/e.js', 'src/a.js']);
    expect(pathsOf(['{src,test}/*.js'], folder)).toEqual(['src/a.js', 'test/d.js']);
    expect(pathsOf(['src/[id]'], folder)).toEqual(['src/[id]/e.js']);
    expect(runCli(['*.ts'], folder)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'uncallback: *.ts: no JavaScript or TypeScript file matches the pattern\n',
    });
  });

  it('after --ignore leave files out, but none that is named', () => {
    const folder = createFolder(files);
    expect(pathsOf(['--ignore', 'lib', '--ignore', '/test', '.'], folder)).toEqual(['src/a.js']);
    expect(pathsOf(['--ignore', '*.js', '--ignore', '!d.js', 'src', 'test', 'src/a.js'], folder)).toEqual(
      ['src/a.js', 'src/lib/b.ts', 'test/d.js'],
    );
  });
});

describe('--only', () => {
  const folderOf = () => createFolder({ 'a.js': nested, 'b.js': refused, 'c.js': unchecked, 'd.js': withoutCallbacks });

  it.each([
    [['result-used'], ['b.js:3']],
    [['no-nested-callbacks'], ['a.js:3', 'a.js:6']],
    [['uncallback/no-unchecked-error'], ['c.js:3']],
    [['prefer-await'], ['a.js:3', 'a.js:6', 'c.js:3']],
    [['fs.writeFile'], ['a.js:3', 'a.js:6']],
    [['node:fs'], ['a.js:3', 'a.js:6', 'c.js:3']],
    [['child_process.*', 'no-unchecked-error'], ['b.js:3', 'c.js:3']],
    [['fs.stat'], []],
  ])('%j takes the functions with such a callback', (selectors, expected) => {
    const args = [...selectors.flatMap((selector) => ['--only', selector]), '.'];
    const { document } = runCliJson(args, folderOf());
    expect(document.files.flatMap(({ path, sites }) => sites.map(({ line }) => `${path}:${String(line)}`))).toEqual(expected);
    expect(document.summary.sites).toBe(expected.length);
    expect(document.files).toHaveLength(4);
  });

  it('selects the callbacks that a rule reports, and no others', () => {
    const file = `const fs = require('fs');
exports.a = () => { fs.writeFile('a', '', () => { later(); }); };
exports.b = () => { fs.unlink('b', (_err) => {}); };
exports.c = () => { fs.unlink('c', () => { /* ignored */ }); };
exports.d = () => { fs.writeFile('d', '', () => { later(() => { /* ignored */ }); }); };
`;
    const { document } = runCliJson(['--only', 'no-unchecked-error', 'a.js'], createFolder({ 'a.js': file }));
    expect(document.files[0]?.sites.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('rewrites only these functions, each as a whole', () => {
    const twoFunctions = `const fs = require('fs');
function one() {
  fs.stat('a', (err) => {
    if (err) throw err;
  });
}
function two() {
  fs.readFile('a', (err) => {
    if (err) throw err;
  });
}
`;
    const { stdout } = runCli(['--only', 'fs.readFile', '--stdin-filename', 'a.js'], createFolder(), {}, twoFunctions);
    expect(stdout).toContain('await promisify(fs.readFile)');
    expect(stdout).toContain("fs.stat('a', (err) => {");
  });

  it.each([
    ['result-usd', 'did you mean result-used?'],
    ['fs.raedFile', 'did you mean fs.readFile?'],
    ['my-db.find', 'did you mean my-db.fond?'],
    ['bogus', 'see --help'],
  ])('says that %s selects nothing anywhere, and what may be meant', (selector, advice) => {
    const folder = createFolder({ 'a.js': nested, 'uncallback.config.json': '{ "catalog": { "my-db": ["fond", "Client.find"] } }' });
    const message = `uncallback: --only ${selector} is no reason, no rule and no known API, ${advice}\n`;
    expect(runCli(['--only', selector, 'a.js'], folder)).toEqual({ status: 2, stdout: '', stderr: message });
    if (selector === 'my-db.find') expect(runCli(['--only', 'my-db.Client', '--only', 'mysql.createPool', 'a.js'], folder)).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('--shard and merge', () => {
  const files = Object.fromEntries(
    [nested, refused, unchecked, withoutCallbacks, nested].map((program, index) => [`src/${index}.js`, program]),
  );

  it('print together what one run prints', () => {
    const folder = createFolder(files);
    const whole = runCli(['--json', 'src'], folder).stdout;
    const parts = [1, 2, 3].map((index) => {
      const { stdout } = runCli(['--json', '--shard', `${index}/3`, 'src'], folder);
      writeFileSync(join(folder, `${index}.json`), stdout);
      return (JSON.parse(stdout) as { files: unknown[] }).files.length;
    });
    expect(parts).toEqual([2, 2, 1]);
    expect(runCli(['merge', '3.json', '1.json', '2.json'], folder)).toEqual({ status: 0, stdout: whole, stderr: '' });
  });

  it('keep the exit status of a file with an error', () => {
    const folder = createFolder(files);
    const { stdout } = runCli(['--json', 'src/0.js', 'missing.js'], folder);
    writeFileSync(join(folder, 'a.json'), stdout);
    expect(runCli(['merge', 'a.json'], folder)).toEqual({ status: 2, stdout, stderr: '' });
  });

  it('refuse a file that is no document, and documents that contain the same file', () => {
    const folder = createFolder({ ...files, 'no.json': '{', 'other.json': '{ "version": 2, "files": [] }' });
    writeFileSync(join(folder, 'a.json'), runCli(['--json', 'src/0.js'], folder).stdout);
    expect(runCli(['merge', 'a.json', './a.json', 'no.json', 'other.json', 'missing.json'], folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: [
        'uncallback: ./a.json: src/0.js is in a.json too',
        'uncallback: no.json: no JSON',
        'uncallback: other.json: no document of --json, version 1',
        'uncallback: missing.json: no such file or directory',
        '',
      ].join('\n'),
    });
  });
});
