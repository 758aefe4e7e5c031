import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { createProgress } from '../src/output/progress.js';
import { wrapText } from '../src/output/layout.js';
import { nested, refused, unchecked, unparsable, withoutCallbacks } from './programs.js';
import { bin, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

describe('the summary', () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.js`, refused]));

  it('shows the first places of each reason within 80 columns, and all of them with --verbose', () => {
    const folder = createFolder({ ...files, 'f.js': withoutCallbacks });
    const { stdout } = runCli(['.'], folder);
    const places = (text: string) => text.match(/^ {8}\w\.js:3:15 {2}child_process\.exec$/gm)?.length;
    expect(places(stdout)).toBe(3);
    expect(stdout).toContain('        and 2 more, which --verbose lists\n');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const verbose = runCli(['--verbose', '.'], folder).stdout;
    expect(places(verbose)).toBe(5);
    expect(verbose).toContain('f.js: nothing to change\n');
  });

  it('is not printed with --quiet, which prints nothing but errors and what the exit status is about', () => {
    const folder = createFolder({ 'a.js': nested, 'b.js': unparsable, 'c.js': nested });
    expect(runCli(['--quiet', 'a.js'], folder)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^(?:uncallback: a\.js:\d+:\d+: the callback of .*\n){2}uncallback: these 2 can be rewritten: --write does it\n$/) as string });
    expect(runCli(['--quiet', '--write', '.'], folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^uncallback: b\.js:2:12: .*\n$/),
    });
    expect(read(folder, 'c.js')).toContain('await ');
  });
});

describe('notes on the project', () => {
  const old = JSON.stringify({ engines: { node: '>=4' }, dependencies: { 'continuation-local-storage': '^3.0.0' } });
  const packages = { 'package.json': old, 'a.js': nested, 'lib/b.js': nested, 'lib/package.json': JSON.stringify({ engines: { node: '>=6' } }) };

  it('are printed once', () => {
    const { stdout } = runCli(['.'], createFolder(packages));
    expect(stdout.match(/^Note: `await` needs Node 7\.6/gm)).toHaveLength(1);
    expect(stdout.match(/^Note: continuation-local-storage/gm)).toHaveLength(1);
    expect(stdout.split('\n').filter((line) => line.startsWith('Note') && line.length > 80)).toEqual([]);
  });

  it('are in the document of --json, in the files and in the summary', () => {
    const folder = createFolder({ ...packages, 'c.js': withoutCallbacks });
    const { summary, files } = JSON.parse(runCli(['--json', '.'], folder).stdout) as { summary: { notes?: object[] }; files: { path: string; notes?: object[] }[] };
    const codes = (notes: object[] = []) => notes.map((note) => (note as { code: string }).code);
    expect(codes(summary.notes)).toEqual(['newer-than-target', 'loses-context']);
    expect(files.map(({ path, notes }) => [path, codes(notes).length])).toEqual([['a.js', 2], ['c.js', 0], ['lib/b.js', 2]]);
  });

  it.each([
    [{ engines: { node: '>=8' } }, 'a.js'],
    [{ engines: { node: '*' }, devDependencies: { 'cls-hooked': '1' } }, 'a.js'],
    [{}, 'a.ts'],
  ])('are not printed for %j', (manifest, name) => {
    expect(runCli(['.'], createFolder({ 'package.json': JSON.stringify(manifest), [name]: nested })).stdout).not.toContain('Note:');
  });

  it('warn of an old TypeScript target', () => {
    const files = { 'tsconfig.json': '{ "compilerOptions": { "target": "ES2015" } }', 'a.ts': nested, 'b.js': nested };
    const { stdout } = runCli(['.'], createFolder(files));
    expect(stdout).toContain('Note: `await` is newer than ES2015, the target in tsconfig.json');
  });
});

describe('wrapText', () => {
  it.each([
    ['one two three', 15, 4, ['one two', 'three']],
    ['one two three', 17, 4, ['one two three']],
    ['extraordinary', 8, 4, ['extraordinary']],
    ['', 80, 0, ['']],
  ])('%j in %d columns behind %d', (text, columns, indentation, lines) => {
    expect(wrapText(text, columns, indentation)).toEqual(lines);
  });
});

describe('the progress bar', () => {
  function record(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
    const written: string[] = [];
    return { stream: { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream, written };
  }

  it('is drawn in one line of at most 79 columns, and is cleared completely', () => {
    const { stream, written } = record(true);
    const progress = createProgress(stream);
    progress.show(0, 12000);
    progress.show(6000, 12000);
    progress.show(6000, 12000);
    progress.clear();
    progress.clear();
    const [start, half, clear] = written;
    expect(written).toHaveLength(3);
    expect(start).toBe(`\r[${' '.repeat(30)}]   0 %      0/12000 files`);
    expect(half).toBe(`\r[${'='.repeat(15)}${' '.repeat(15)}]  50 %   6000/12000 files`);
    expect(clear).toBe(`\r${' '.repeat((half?.length ?? 0) - 1)}\r`);
    expect(start?.length).toBeLessThan(80);
  });

  it('is not drawn if the stream is no terminal', () => {
    const { stream, written } = record(false);
    createProgress(stream).show(1, 2);
    expect(written).toEqual([]);
  });
});

describe('--json-lines', () => {
  it('prints a line for each file and one for the summary', () => {
    const folder = createFolder({ 'a.js': nested, 'b.js': unchecked });
    const { status, stdout } = runCli(['--json-lines', '.', 'missing.js'], folder);
    const { files, ...document } = JSON.parse(runCli(['--json', '.', 'missing.js'], folder).stdout) as {
      files: { path: string }[]; summary: object; version: number;
    };
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    const summary = lines.pop();
    expect(status).toBe(2);
    expect(summary).toEqual({ type: 'summary', version: document.version, ...document.summary });
    const byPath = (a: { path?: unknown }, b: { path?: unknown }) => (String(a.path) < String(b.path) ? -1 : 1);
    expect(lines.sort(byPath)).toEqual(files.map((file) => ({ type: 'file', ...file })));
  });
});

describe('--stdin-filename', () => {
  it('rewrites stdin to stdout, byte order mark and line ends included', () => {
    const folder = createFolder({ 'a.js': nested });
    const windows = `\uFEFF${nested.replaceAll('\n', '\r\n')}`;
    const { status, stdout, stderr } = runCli(['--stdin-filename', 'a.js'], folder, {}, windows);
    runCli(['--write', 'a.js'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`\uFEFF${read(folder, 'a.js').replaceAll('\n', '\r\n')}`);
  });

  it('prints a source that does not change; the name decides the language', () => {
    const typed = 'let a: number = <number>1;\n';
    expect(runCli(['-', '--stdin-filename', 'a.ts'], createFolder(), {}, typed)).toEqual({ status: 0, stdout: typed, stderr: '' });
    expect(runCli(['--stdin-filename', 'src/a.js'], createFolder(), {}, 'let a = ;')).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^uncallback: src\/a\.js:1:9: .*\n$/),
    });
    expect(runCli(['--stdin-filename', 'a.js'], createFolder(), {}, Buffer.from([0x2f, 0x2f, 0xe9]))).toEqual({
      status: 2,
      stdout: '',
      stderr: 'uncallback: a.js: not valid UTF-8\n',
    });
  });

  it('prints the report with --json and --scan', () => {
    const { stdout } = runCli(['--json', '--stdin-filename', 'a.js'], createFolder(), {}, nested);
    expect(stdout).toBe(runCli(['--json', 'a.js'], createFolder({ 'a.js': nested })).stdout);
    expect(runCli(['--scan', '--stdin-filename', 'a.js'], createFolder(), {}, nested).stdout).toMatch(/^a\.js:3:4 {2}error-first/);
  });
});

describe('a signal', () => {
  it('ends a run after the files that are being processed: each is unchanged or rewritten completely', async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `${String(index).padStart(4, '0')}.js`);
    const folder = createFolder(Object.fromEntries(names.map((name) => [name, nested])));
    const child = spawn(process.execPath, [bin, '--write', '--jobs', '2', '.'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data) => (stderr += String(data)));
    child.stdout.once('data', () => child.kill('SIGINT'));
    const [status] = (await once(child, 'close')) as [number];
    expect(status).toBe(130);
    const written = names.filter((name) => read(folder, name) !== nested).length;
    expect(stderr).toMatch(new RegExp(`^uncallback: interrupted: ${written} files? (?:is|are) written, \`uncallback undo\` restores what was there before\\n$`));
    expect(readdirSync(folder)).toEqual(names);
    const other = createFolder({ 'a.js': nested });
    runCli(['--write', 'a.js'], other);
    const texts = new Set(names.map((name) => read(folder, name)));
    expect([...texts].sort()).toEqual([nested, read(other, 'a.js')].sort());
  });
});

it('a preview piped through git apply changes what --write changes', () => {
  const folder = createFolder({ 'a.js': nested });
  const { stdout } = runCli(['--verbose', '.'], folder);
  execFileSync('git', ['apply', '-'], { cwd: folder, input: stdout.slice(0, stdout.indexOf('\n1 file')) });
  expect(read(folder, 'a.js')).toContain('await ');
});

it('--scan --verbose says by which rule an error is captured', () => {
  const folder = createFolder({ 'a.js': 'db.get(id, (err, row) => { show(row); });\n' });
  expect(runCli(['--scan', '--verbose', 'a.js'], folder).stdout).toMatch(/^a\.js:1:4 {2}error-first .* rewrite {2}captured: result-beside-error\n/);
  expect(runCli(['--scan', 'a.js'], folder).stdout).not.toContain('captured');
});
