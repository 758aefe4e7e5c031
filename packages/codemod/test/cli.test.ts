import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { help } from '../src/command-line/help.js';
import { nested, refused, unchecked, unparsable, withoutCallbacks } from './programs.js';
import { bin, runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

describe('a preview', () => {
  it('prints a diff that git applies, and a summary; changes nothing; exits with 1', () => {
    const folder = createFolder({ 'src/a.js': nested, 'src/b.js': withoutCallbacks });
    const { status, stdout, stderr } = runCli(['src'], folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('--- a/src/a.js\n+++ b/src/a.js\n@@ ');
    expect(stdout).toContain('2 files, 1 to change\n2 error-first callbacks: 2 can be rewritten, 0 refused\n');
    expect(read(folder, 'src/a.js')).toBe(nested);

    const diff = stdout.slice(0, stdout.indexOf('\n2 files'));
    execFileSync('git', ['apply', '-'], { cwd: folder, input: diff });
    const applied = read(folder, 'src/a.js');
    const other = createFolder({ 'src/a.js': nested });
    runCli(['--write', 'src'], other);
    expect(applied).toBe(read(other, 'src/a.js'));
  });

  it('prints why callbacks are refused, which is no error', () => {
    const { status, stdout, stderr } = runCli(['a.js'], createFolder({ 'a.js': refused }));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/1 file, 0 to change\n1 error-first callback: 0 can be rewritten, 1 refused\n +1 {2}result-used: ./);
  });

  it('lists callbacks that never check their error', () => {
    const { stdout } = runCli(['a.js'], createFolder({ 'a.js': unchecked }));
    expect(stdout).toContain('1 callback found on the way that does not check its error (no-unchecked-error):\n        a.js:3:39  `err` is never checked: `text` is used on line 4 although\n          `fs.readFile` may have failed\n');
  });

  it('goes on to list them once they are awaited', () => {
    const folder = createFolder({ 'a.js': unchecked });
    runCli(['--write', 'a.js'], folder);
    const { status, stdout } = runCli(['a.js'], folder);
    expect(status).toBe(0);
    expect(stdout).toMatch(/0 error-first callbacks: .*\n1 awaited call whose error is still not checked, as it was not in its callback \(no-unchecked-error\):\n {8}a\.js:\d+:\d+\n/);
    const { files } = JSON.parse(runCli(['--json', 'a.js'], folder).stdout) as { files: { ignoredErrors: unknown[] }[] };
    expect(files[0]?.ignoredErrors).toHaveLength(1);
  });

  it('prints how many files of a folder it left out, and processes them if they are named', () => {
    const folder = createFolder({ 'a.js': withoutCallbacks, 'b.js': `// @generated\n${nested}` });
    expect(runCli(['.'], folder)).toMatchObject({ status: 0 });
    expect(runCli(['.'], folder).stdout).toContain('1 file left out: 1 generated\n');
    expect(runCli(['.', 'b.js'], folder)).toMatchObject({ status: 1 });
  });
});

describe('--scan', () => {
  it('lists every callback, changes nothing, exits with 0', () => {
    const folder = createFolder({ 'a.js': nested, 'b.js': refused, 'c.js': unchecked });
    const { status, stdout, stderr } = runCli(['--scan', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'a.js:3:4  error-first  fs.readFile  depth 1  handled  rewrite',
      'a.js:6:6  error-first  fs.writeFile  depth 2  handled  rewrite',
      'b.js:3:15  error-first  child_process.exec  depth 1  handled  refused: result-used',
      'c.js:3:4  error-first  fs.readFile  depth 1  unchecked  rewrite',
      expect.stringMatching(/^c\.js:4:31 {2}iteration {2}(?:\S+ {2})?depth 1$/),
      '',
    ]);
    expect(read(folder, 'a.js')).toBe(nested);
  });
});

describe('bad input', () => {
  it.each([
    [['--wirte', 'a.js'], 'unknown flag --wirte, did you mean --write?'],
    [[], 'name the files or folders to look at, or see --help'],
  ])('%j is a usage error', (args, message) => {
    const { status, stdout, stderr } = runCli(args, createFolder({ 'a.js': nested }));
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `uncallback: ${message}\n` });
  });

  it('is one line each on stderr, and all other files are still processed', () => {
    const folder = createFolder({
      'good.js': nested,
      'broken.js': unparsable,
      'broken.tsx': 'export const a = <div>;\n',
      'latin1.js': Buffer.from(`// caf\xe9\n${nested}`, 'latin1'),
      'locked.js': nested,
      'read-only.js': nested,
      'empty/readme.md': '',
    });
    chmodSync(join(folder, 'locked.js'), 0);
    chmodSync(join(folder, 'read-only.js'), 0o444);
    const { status, stdout, stderr } = runCli(['--write', 'empty', 'missing.js', '.'], folder);
    expect(status).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'uncallback: empty: no JavaScript or TypeScript files found',
      'uncallback: missing.js: no such file or directory',
      expect.stringMatching(/^uncallback: broken\.js:2:12: ./),
      expect.stringMatching(/^uncallback: broken\.tsx:1:\d+: ./),
      'uncallback: latin1.js: not valid UTF-8',
      'uncallback: locked.js: permission denied',
      'uncallback: read-only.js: read-only file, not written',
      '',
    ]);
    expect(stdout).toContain('good.js\n\n7 files, 1 changed, 6 errors\n');
    expect(read(folder, 'good.js')).toContain('await ');
    expect(read(folder, 'read-only.js')).toBe(nested);
    expect(read(folder, 'broken.js')).toBe(unparsable);
  });

  it('in a preview keeps the exit status 2 although there is something to change', () => {
    expect(runCli(['.'], createFolder({ 'good.js': nested, 'broken.js': unparsable }))).toMatchObject({ status: 2 });
  });
});

describe('--jobs', () => {
  it('changes nothing about the output', () => {
    const names = Array.from({ length: 40 }, (_, index) => `src/${index}.js`);
    const programs = [nested, refused, unchecked, withoutCallbacks, unparsable];
    const folder = createFolder(Object.fromEntries(names.map((name, index) => [name, programs[index % programs.length] ?? ''])));
    const [inProcess, ...inWorkers] = [1, 2, 3].map((jobs) => runCli(['--jobs', String(jobs), 'src'], folder));
    expect(inProcess?.stdout).toContain('40 files, ');
    for (const result of inWorkers) expect(result).toEqual(inProcess);
    expect(runCliJson(['--jobs', '2', 'src'], folder)).toEqual(runCliJson(['--jobs', '1', 'src'], folder));
  });
});

describe('the process', () => {
  it('writes all files and ends without an error if the reader of its output has gone', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `${index}.js`);
    const folder = createFolder(Object.fromEntries(names.map((name) => [name, nested])));
    const child = spawn(process.execPath, [bin, '--write', '.'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(names.filter((name) => !read(folder, name).includes('await '))).toEqual([]);
  });

  it('prints an error if it is not built yet', () => {
    const folder = createFolder({ 'package.json': '{ "type": "module" }' });
    cpSync(bin, join(folder, 'bin/uncallback.js'));
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    const run = () => execFileSync(process.execPath, ['bin/uncallback.js', '--help'], { cwd: folder, stdio: 'pipe' });
    expect(run).toThrow(expect.objectContaining({
      status: 2,
      stderr: Buffer.from('uncallback: not built yet, run `pnpm build` first\n'),
    }));
  });

  it('colours only on a terminal or if the environment asks for it', () => {
    const folder = createFolder({ 'a.js': nested });
    const escape = '\u001B[';
    expect(runCli(['a.js'], folder, { FORCE_COLOR: '0' }).stdout).not.toContain(escape);
    expect(runCli(['a.js'], folder, { FORCE_COLOR: '1' }).stdout).toContain(escape);
    expect(runCli(['a.js'], folder, { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain(escape);
    expect(runCli(['--no-color', 'a.js'], folder, { FORCE_COLOR: '1' }).stdout).not.toContain(escape);
  });

  it('prints its version and help', () => {
    const folder = createFolder();
    expect(runCli(['--version'], folder)).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
    const { status, stdout } = runCli(['--help'], folder);
    expect({ status, stdout }).toEqual({ status: 0, stdout: help });
  });
});
