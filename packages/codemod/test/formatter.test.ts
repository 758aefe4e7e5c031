import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

import { createRepository, git } from './repository.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const require = createRequire(import.meta.url);
const locations = { prettier: require.resolve('prettier/package.json'), '@biomejs/biome': require.resolve('@biomejs/biome/package.json') };

/** A program that Prettier would leave as it is with the option `semi: false`, and its rewrite. */
const clean = `const fs = require('fs')

fs.readFile('the name of a file that is rather long', 'utf8', (err, text) => {
  if (err) throw err
  console.log(text, 1)
})
`;
const dirty = clean.replace('text, 1', 'text,1');
const written = "  const text = await promisify(fs.readFile)('the name of a file that is rather long', 'utf8')\n";
const formatted = `  const text = await promisify(fs.readFile)(
    'the name of a file that is rather long',
    'utf8',
  )
`;
const note = "formatted with the project's formatter\n";

const prettier = { '.prettierrc': '{ "semi": false, "singleQuote": true }', '.gitignore': 'node_modules\n' };
const biome = { 'biome.json': '{ "formatter": { "indentStyle": "space", "lineWidth": 80 }, "javascript": { "formatter": { "semicolons": "asNeeded", "quoteStyle": "single" } } }', '.gitignore': 'node_modules\n' };

/** Installs a package into a folder: a link to that of this repository. */
function install(folder: string, name: keyof typeof locations): string {
  const path = join(folder, 'node_modules', name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(dirname(locations[name]), path);
  return folder;
}

describe('--write', () => {
  it('formats with Prettier what was formatted before and is not ignored, which is one write for undo', () => {
    const folder = install(createRepository({ ...prettier, 'a.js': clean, 'dirty.js': dirty, 'lib/ignored.js': clean, '.prettierignore': 'lib' }), 'prettier');
    const { status, stdout, stderr } = runCli(['--write', '--report', 'node_modules/out.html', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`lib/ignored.js\n1 file ${note}\n3 files, 3 changed\n`);
    expect(read(folder, 'a.js')).toContain(formatted);
    expect(read(folder, 'dirty.js')).toContain(written);
    expect(read(folder, 'lib/ignored.js')).toContain(written);
    expect(read(folder, 'node_modules/out.html')).toContain("+    'the name of a file that is rather long',\\n");
    expect(runCli(['undo'], folder)).toEqual({ status: 0, stdout: 'a.js\ndirty.js\nlib/ignored.js\n3 files restored\n', stderr: '' });
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('formats with Biome, which looks at all files before they are written', () => {
    const folder = install(createRepository({ ...biome, 'a.js': clean, 'dirty.js': dirty }), '@biomejs/biome');
    expect(runCli(['--write', '.'], folder)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining(`1 file ${note}`) });
    expect(read(folder, 'a.js')).toContain(formatted);
    expect(read(folder, 'dirty.js')).toContain(written);
    expect(runCli(['undo'], folder)).toMatchObject({ status: 0 });
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('formats with dprint, from the folder of its configuration', () => {
    // The program of dprint downloads its plugins; this one has its arguments and its output.
    const program = `const fs = require('fs');
const [command, ...others] = process.argv.slice(2);
const names = others.filter((name) => !name.startsWith('--'));
if (command === 'check') {
  const different = names.filter((name) => fs.readFileSync(name, 'utf8').includes('text,1'));
  for (const name of different) console.log(require('path').resolve(name));
  process.exitCode = different.length > 0 ? 20 : 0;
} else if (others.includes('--stdin')) console.log(fs.readFileSync(0, 'utf8') + '// piped ' + names.join(' '));
else for (const name of names) fs.appendFileSync(name, '// ' + [command, ...names].join(' ') + '\\n');
`;
    const folder = createFolder({ 'dprint.json': '{}', 'src/a.js': clean, 'src/dirty.js': dirty, 'node_modules/dprint/package.json': '{ "bin": "bin.cjs" }', 'node_modules/dprint/bin.cjs': program });
    expect(runCli(['a.js'], join(folder, 'src')).stdout).toContain('\n+// piped src/a.js\n');
    expect(runCli(['--write', '.'], join(folder, 'src'))).toMatchObject({ status: 0, stderr: '' });
    expect(read(folder, 'src/a.js')).toMatch(/\n\/\/ fmt src\/a\.js\n$/);
    expect(read(folder, 'src/dirty.js')).not.toContain('fmt');
  });

  it.each([
    ['--no-format', ['--no-format'], prettier['.prettierrc'], ''],
    ['a configuration that cannot be read', [], '{ "semi": ', 'uncallback: Prettier failed, not all files are formatted: '],
  ])('with %s writes files as they are rewritten', (_, flags, config, message) => {
    const folder = install(createFolder({ '.prettierrc': config, 'a.js': clean }), 'prettier');
    const { status, stderr } = runCli(['--write', ...flags, 'a.js'], folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(message === '' ? /^$/ : new RegExp(`^${message}.+\n$`));
    expect(read(folder, 'a.js')).toContain(written);
  });

  it('keeps what is written where the formatter crashes, and undo restores it', () => {
    const folder = createFolder({ ...biome, 'a.js': clean, 'b.js': clean, 'package.json': '{}' });
    const crash = `if (process.argv.includes('--write')) { require('fs').writeFileSync('a.js', 'formatted();\\n'); process.kill(process.pid, 'SIGKILL'); } else console.log('{ "diagnostics": [] }');`;
    mkdirSync(join(folder, 'node_modules/@biomejs/biome'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/@biomejs/biome/package.json'), '{ "bin": { "biome": "biome.js" } }');
    writeFileSync(join(folder, 'node_modules/@biomejs/biome/biome.js'), crash);
    const { status, stderr } = runCli(['--write', '.'], folder);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^uncallback: Biome failed, not all files are formatted: .+\n$/);
    expect(read(folder, 'b.js')).toContain(written);
    expect(runCli(['undo'], folder)).toMatchObject({ status: 0, stdout: 'a.js\nb.js\n2 files restored\n' });
    expect([read(folder, 'a.js'), read(folder, 'b.js')]).toEqual([clean, clean]);
  });
});

describe('a preview', () => {
  /** The lines that a preview adds, without their sign. */
  const added = (stdout: string): string => stdout.split('\n').filter((line) => /^\+(?!\+\+ )/.test(line)).map((line) => `${line.slice(1)}\n`).join('');

  it.each([
    ['prettier', prettier, 'prettier'],
    ['Biome', biome, '@biomejs/biome'],
  ] as const)('shows what is written with %s, and changes nothing', (_, files, name) => {
    const folder = install(createRepository({ ...files, 'a.js': clean, 'dirty.js': dirty }), name);
    const { status, stdout, stderr } = runCli(['.'], folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(added(stdout)).toContain(formatted);
    expect(added(stdout)).toContain(written);
    expect(git(folder, 'status', '--porcelain')).toBe('');
    runCli(['--write', '.'], folder);
    expect(git(folder, 'diff', '-U0').split('\n').filter((line) => /^[+-](?!\+\+ |-- )/.test(line))).toEqual(stdout.split('\n').filter((line) => /^[+-](?!\+\+ |-- )/.test(line)));
  });

  it('shows what is rewritten with --no-format', () => {
    const folder = install(createRepository({ ...prettier, 'a.js': clean }), 'prettier');
    expect(added(runCli(['--no-format', '.'], folder).stdout)).toContain(written);
  });

  it('says once that the formatter fails', () => {
    const folder = install(createRepository({ ...prettier, '.prettierrc': '{ "semi": ', 'a.js': clean, 'b.js': clean }), 'prettier');
    const { status, stdout, stderr } = runCli(['.'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^uncallback: Prettier failed, not all changes are shown as it would format them: .+\n$/);
    expect(added(stdout)).toContain(written);
  });
});

it('doctor runs the tests with formatted files', () => {
  const folder = install(createRepository({ ...prettier, 'a.js': `${clean}\nexports.load = () => {\n  fs.stat('a', (err, info) => {\n    if (err) throw err\n    console.log(info)\n  })\n}\n` }), 'prettier');
  const bin = fileURLToPath(new URL('bin/prettier.cjs', `file://${folder}/node_modules/prettier/`));
  expect(runCli(['doctor', '--test', `node ${bin} --check a.js`, 'a.js'], folder)).toMatchObject({ status: 0, stdout: expect.stringContaining('2 rewritten, 0 refused\n') });
  expect(read(folder, 'a.js')).toContain(formatted);
  expect(runCli(['undo'], folder)).toMatchObject({ status: 0 });
  rmSync(join(folder, 'node_modules'), { recursive: true });
  expect(git(folder, 'status', '--porcelain')).toBe('');
});
