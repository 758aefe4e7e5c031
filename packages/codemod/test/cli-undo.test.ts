import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { listJournals, listJournalsBelow, replaceJournaled, startJournal } from '../src/undo/journal.js';
import { nested, refused, unchecked } from './programs.js';
import { createRepository, git } from './repository.js';
import { bin, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const windows = `\uFEFF${nested.replaceAll('\n', '\r\n')}`;

describe('uncallback undo', () => {
  it.each([
    ['a git repository', { '.git/HEAD': '' }, '.git/uncallback'],
    ['a package', { 'package.json': '{}' }, 'node_modules/.cache/uncallback'],
    ['a plain folder', {}, null],
  ])('in %s restores exactly what --write has changed', (_, extra, state) => {
    const folder = createFolder({ 'src/a.js': windows, 'src/b.js': refused, 'src/c.js': nested, ...extra });
    chmodSync(join(folder, 'src/a.js'), 0o755);
    symlinkSync('a.js', join(folder, 'src/link.js'));
    expect(runCli(['--write', '--force', 'src', 'src/link.js'], folder).stdout).toContain(
      '`uncallback undo` restores what was there before.\n',
    );
    expect(read(folder, 'src/a.js')).toContain('await ');
    if (state !== null) expect(existsSync(join(folder, state))).toBe(true);
    expect(runCli(['undo'], join(folder, 'src'))).toEqual(
      state === null
        ? { status: 2, stdout: '', stderr: 'uncallback: nothing to undo: no run has written here\n' }
        : { status: 0, stdout: 'a.js\nc.js\n2 files restored\n', stderr: '' },
    );
    if (state === null) expect(runCli(['undo'], folder).stdout).toBe('src/a.js\nsrc/c.js\n2 files restored\n');
    expect(read(folder, 'src/a.js')).toBe(windows);
    expect(statSync(join(folder, 'src/a.js')).mode & 0o777).toBe(0o755);
    expect(read(folder, 'src/c.js')).toBe(nested);
    expect(runCli(['undo'], folder)).toMatchObject({ status: 2 });
    expect(readdirSync(join(folder, 'src'))).toEqual(['a.js', 'b.js', 'c.js', 'link.js']);
  });

  it('restores one run after the other, the last one first', () => {
    const folder = createRepository({ 'a.js': nested, 'b.js': nested });
    runCli(['--write', 'a.js'], folder);
    runCli(['--write', '--force', '.'], folder);
    expect(runCli(['--write', '--force', '.'], folder).stdout).toContain('2 files, 0 changed\n');
    expect(runCli(['undo'], folder).stdout).toBe('b.js\n1 file restored\n');
    expect(runCli(['undo', '--quiet'], folder)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('restores the packages of a monorepo one by one, even if there are more than ten', () => {
    const names = Array.from({ length: 11 }, (_, index) => `packages/p${index}`);
    const folder = createRepository(Object.fromEntries(names.map((name) => [`${name}/a.js`, nested])));
    for (const name of names) expect(runCli(['--write', '--force', '.'], join(folder, name)).status).toBe(0);
    expect(runCli(['undo'], join(folder, 'packages/p0')).stdout).toBe('a.js\n1 file restored\n');
    expect(runCli(['undo'], join(folder, 'packages/p0'))).toMatchObject({ status: 2 });
    expect(runCli(['undo'], folder).stdout).toBe('packages/p10/a.js\n1 file restored\n');
  });

  it('keeps ten runs from one folder', () => {
    const root = createFolder({ 'a/x.js': '', 'b/x.js': '' });
    const state = { root, folder: join(root, 'state') };
    const write = (place: string): void => {
      replaceJournaled(startJournal(state, join(root, place)), join(root, place, 'x.js'), '', ';');
    };
    write('b');
    for (let run = 0; run < 12; run += 1) write('a');
    expect(listJournals(state)).toHaveLength(11);
    expect(listJournalsBelow(state, join(root, 'b'))).toEqual(listJournals(state).slice(-1));
    expect(listJournalsBelow(state, root)).toEqual(listJournals(state));
  });

  it('does not restore a file that was changed since, but reports it, and can be repeated', () => {
    const folder = createRepository({ 'a.js': nested, 'b.js': nested, 'c.js': nested });
    runCli(['--write', '.'], folder);
    appendFileSync(join(folder, 'a.js'), '// more\n');
    renameSync(join(folder, 'c.js'), join(folder, 'd.js'));
    const changed = read(folder, 'a.js');
    expect(runCli(['undo'], folder)).toEqual({
      status: 2,
      stdout: 'b.js\n1 file restored\n',
      stderr: [
        'uncallback: a.js: changed since, left as it is; --force restores it all the same',
        'uncallback: c.js: deleted since, left as it is; --force restores it all the same',
        '',
      ].join('\n'),
    });
    expect(read(folder, 'a.js')).toBe(changed);
    renameSync(join(folder, 'd.js'), join(folder, 'c.js'));
    expect(runCli(['undo', '--force'], folder)).toMatchObject({ status: 0, stdout: 'a.js\nc.js\n2 files restored\n' });
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('goes on to the run before where the rest of the last one cannot be restored', () => {
    const folder = createRepository({ 'a.js': nested, 'lib/b.js': nested, 'c.js': nested });
    runCli(['--write', 'a.js'], folder);
    runCli(['--write', '--force', '.'], folder);
    const written = read(folder, 'lib/b.js');
    rmSync(join(folder, 'lib'), { recursive: true });
    const message = 'uncallback: lib/b.js: deleted since, left as it is; --force restores it all the same\n';
    expect(runCli(['undo'], folder)).toEqual({ status: 2, stdout: 'c.js\n1 file restored\n', stderr: message });
    const left = 'left as they are, of a later run: lib/b.js; --force restores them all the same\n';
    expect(runCli(['undo'], folder)).toEqual({ status: 0, stdout: `a.js\n1 file restored\n${left}`, stderr: '' });
    expect(runCli(['undo'], folder)).toEqual({ status: 2, stdout: '', stderr: `uncallback: nothing more to undo; ${left}` });
    expect(git(folder, 'status', '--porcelain')).toContain('D lib/b.js');
    expect(runCli(['undo', '--force'], folder)).toEqual({ status: 0, stdout: 'lib/b.js\n1 file restored\n', stderr: '' });
    expect(git(folder, 'status', '--porcelain')).toBe('');
    expect(written).not.toBe(nested);
  });

  it('leaves out a damaged entry, and restores the others', () => {
    const folder = createRepository({ 'a.js': nested, 'b.js': nested });
    runCli(['--write', '.'], folder);
    const journal = join(folder, '.git/uncallback/journals', readdirSync(join(folder, '.git/uncallback/journals'))[0]!);
    writeFileSync(join(journal, readdirSync(journal)[0]!), '{ "path": ');
    expect(runCli(['undo'], folder)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^[ab]\.js\n1 file restored\n$/) as string });
    expect(runCli(['undo'], folder)).toMatchObject({ status: 2, stderr: 'uncallback: nothing to undo: no run has written here\n' });
  });

  it('can restore after a run that was killed, since each file is recorded before it is written', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}.js`);
    const folder = createRepository(Object.fromEntries(names.map((name) => [name, nested])));
    const child = spawn(process.execPath, [bin, '--write', '--jobs', '1', '.'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.once('data', () => child.kill('SIGKILL'));
    const [, signal] = (await once(child, 'close')) as [null, string];
    expect(signal).toBe('SIGKILL');
    expect(names.filter((name) => read(folder, name) !== nested).length).toBeGreaterThan(0);
    expect(runCli(['undo'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(names.filter((name) => read(folder, name) !== nested)).toEqual([]);
  });
});

describe('the lock and the journal', () => {
  it.each([
    ['--write', ['--write', 'a.js'], 0],
    ['undo', ['undo'], 2],
  ])('while another run has the lock, %s waits', async (_, args, status) => {
    const folder = createRepository({ 'a.js': nested });
    const lock = join(folder, '.git/uncallback/lock');
    mkdirSync(join(folder, '.git/uncallback'));
    writeFileSync(lock, String(process.pid));
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const closed = once(child, 'close');
    const [line] = (await once(child.stderr, 'data')) as [Buffer];
    expect(String(line)).toBe(`uncallback: waiting for another run that writes here; if there is none, delete ${lock}\n`);
    expect(read(folder, 'a.js')).toBe(nested);
    expect(runCli(['a.js'], folder).status).toBe(1);
    rmSync(lock);
    expect(await closed).toEqual([status, null]);
    expect(read(folder, 'a.js') === nested).toBe(args[0] === 'undo');
  });

  it('the lock of a run that was killed is taken over', () => {
    const folder = createRepository({ 'a.js': unchecked });
    mkdirSync(join(folder, '.git/uncallback'));
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    writeFileSync(join(folder, '.git/uncallback/lock'), String(pid));
    expect(runCli(['--write', 'a.js'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(folder, '.git/uncallback/lock'))).toBe(false);
  });

  it('if the folder of the journal cannot be created, nothing is written', () => {
    const folder = createRepository({ 'a.js': nested });
    writeFileSync(join(folder, '.git/uncallback'), '');
    const { status, stderr } = runCli(['--write', 'a.js'], folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^uncallback: .+\n$/);
    expect(read(folder, 'a.js')).toBe(nested);
  });
});
