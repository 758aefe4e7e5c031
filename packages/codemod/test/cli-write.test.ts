import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { nested, refused, withoutCallbacks } from './programs.js';
import { createRepository } from './repository.js';
import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

describe('--write', () => {
  it('rewrites in place, lists what it changed, and finds nothing to do the second time', () => {
    const folder = createFolder({ 'a.js': nested, 'b.js': refused, 'c.js': withoutCallbacks });
    const { status, stdout, stderr } = runCli(['--write', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^a\.js\n\n3 files, 1 changed\n3 error-first callbacks: 2 rewritten, 1 refused\n/);
    const once = read(folder, 'a.js');
    expect(once).toContain('await ');
    expect(read(folder, 'b.js')).toBe(refused);
    expect(readdirSync(folder)).toEqual(['a.js', 'b.js', 'c.js']);

    const second = runCli(['--write', '.'], folder);
    expect(second.status).toBe(0);
    expect(second.stdout).toContain('3 files, 0 changed\n');
    expect(read(folder, 'a.js')).toBe(once);
  });

  it('writes a program that still runs', () => {
    const folder = createFolder({ 'a.js': nested });
    runCli(['--write', 'a.js'], folder);
    expect(execFileSync(process.execPath, ['a.js'], { cwd: folder, encoding: 'utf8' })).toBe('copied\n');
    expect(read(folder, 'a.js.copy')).toBe(read(folder, 'a.js'));
  });

  it('keeps a byte order mark, line ends and the mode', () => {
    const folder = createFolder({ 'a.js': nested, 'windows.js': `\uFEFF${nested.replaceAll('\n', '\r\n')}` });
    chmodSync(join(folder, 'windows.js'), 0o755);
    runCli(['--write', '.'], folder);
    expect(read(folder, 'windows.js')).toBe(`\uFEFF${read(folder, 'a.js').replaceAll('\n', '\r\n')}`);
    expect(statSync(join(folder, 'windows.js')).mode & 0o777).toBe(0o755);
  });

  it('writes through a symbolic link', () => {
    const folder = createFolder({ 'real/a.js': nested });
    symlinkSync('real/a.js', join(folder, 'link.js'));
    expect(runCli(['--write', 'link.js'], folder).stdout).toMatch(/^link\.js\n/);
    expect(lstatSync(join(folder, 'link.js')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'real/a.js')).toContain('await ');
  });

  it('prints the document with --json', () => {
    const folder = createFolder({ 'a.js': nested });
    const { status, document } = runCliJson(['--write', 'a.js'], folder);
    expect(status).toBe(0);
    expect(document.summary).toMatchObject({ files: 1, rewrittenFiles: 1, rewritten: 2 });
    expect(read(folder, 'a.js')).toContain('await ');
  });
});

describe('a git tree', () => {
  it('that is clean is written; ignored files do not count, nor do new ones elsewhere or the configuration', () => {
    const folder = createRepository({ 'src/a.js': nested, '.gitignore': 'notes\n' });
    execFileSync('touch', ['notes', 'new.js', 'src/new.txt'], { cwd: folder });
    writeFileSync(join(folder, 'src/uncallback.config.mjs'), 'export default {};\n');
    expect(runCli(['--write', 'src'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(read(folder, 'src/a.js')).toContain('await ');
  });

  it.each([
    ['an untracked file', 'src/new.js'],
    ['a changed file', 'readme.md'],
  ])('with %s is left alone', (_, name) => {
    const folder = createRepository({ 'src/a.js': nested, 'readme.md': 'a' });
    execFileSync('sh', ['-c', `echo b > ${name}`], { cwd: folder });
    const message = `the git tree has an uncommitted change (${name}): commit first, or go on with --force`;
    const { status, stdout, stderr } = runCli(['--write', 'src'], folder);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `uncallback: src: ${message}\n` });
    expect(read(folder, 'src/a.js')).toBe(nested);

    const { document } = runCliJson(['--write', 'src'], folder);
    expect(document.files).toEqual([{ path: 'src', status: 'error', message, sites: [] }]);

    expect(runCli(['src'], folder).status).toBe(1);
    expect(runCli(['--scan', 'src'], folder).status).toBe(0);
    expect(runCli(['--write', '--force', 'src'], folder).status).toBe(0);
    expect(read(folder, 'src/a.js')).toContain('await ');
  });

  it('with several changes names the first', () => {
    const folder = createRepository({ 'src/a.js': nested, 'readme.md': 'a' });
    execFileSync('git', ['mv', 'readme.md', 'read me.md'], { cwd: folder });
    writeFileSync(join(folder, 'src/new.js'), nested);
    expect(runCli(['--write', 'src'], folder).stderr).toBe(
      'uncallback: src: the git tree has 3 uncommitted changes (read me.md, ...): commit first, or go on with --force\n',
    );
  });

  it('that git cannot read is left alone', () => {
    const folder = createFolder({ 'a.js': nested, '.git': 'gitdir: nowhere\n' });
    expect(existsSync(join(folder, '.git'))).toBe(true);
    const { status, stderr } = runCli(['--write', 'a.js'], folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^uncallback: a\.js: git cannot tell about uncommitted changes \(.*\): --force goes on\n$/);
    expect(read(folder, 'a.js')).toBe(nested);
  });
});
