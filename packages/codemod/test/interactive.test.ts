import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';

import { parseArguments } from '../src/command-line/arguments.js';
import { runInteractive } from '../src/commands/interactive.js';
import { createProgress } from '../src/output/progress.js';
import { createRepository, git } from './repository.js';
import { store } from './programs.js';
import { bin, runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const question = /Rewrite this function\? \[y,n,a,(?:e,)?(?:t,)?b,q,\?\] $/;
const apis = ['stat', 'lstat', 'readlink', 'realpath'];
const source = `const fs = require('fs');
${apis.map((api) => `exports.${api} = function () {
  fs.${api}(__filename, function (err, value) {
    if (err) throw err;
    console.log(value);
  });
};
`).join('')}`;

interface Answered {
  readonly status: number;
  readonly printed: string;
  readonly errors: readonly string[];
  /** The calls of `setRawMode`, in their order. */
  readonly rawModes: readonly boolean[];
}

/** Runs a session in which each question is answered with the next key. */
async function answer(folder: string, keys: readonly string[], env: NodeJS.ProcessEnv = {}, args: readonly string[] = ['a.js']): Promise<Answered> {
  const parsed = parseArguments(['--interactive', ...args]);
  if (parsed.asks !== 'run') throw new Error('not understood');
  const rawModes: boolean[] = [];
  const stream = new PassThrough();
  const keyboard = Object.assign(stream, {
    setRawMode(isRaw: boolean) {
      rawModes.push(isRaw);
      return keyboard;
    },
  }) as unknown as NodeJS.ReadStream;
  const left = [...keys];
  const errors: string[] = [];
  let printed = '';
  const status = await runInteractive(parsed.command, {
    cwd: folder,
    env,
    config: { settings: { functions: parsed.command.functions }, folder },
    jobs: 1,
    columns: 80,
    paint: (_, text) => text,
    progress: createProgress(null),
    signal: new AbortController().signal,
    keyboard,
    printError: (line) => errors.push(line),
    print(text) {
      printed += text;
      if (question.test(text)) setImmediate(() => stream.write(left.shift() ?? '\u0003'));
    },
  });
  return { status, printed, errors, rawModes };
}

function awaitedIn(folder: string): string[] {
  return apis.filter((api) => read(folder, 'a.js').includes(`await promisify(fs.${api})`));
}

describe('--interactive', () => {
  it('writes a function at once after `y`, and shows its diff', async () => {
    const folder = createRepository({ 'a.js': source });
    const { status, printed, rawModes } = await answer(folder, ['n', 'y', 'n', 'Y']);
    expect(status).toBe(0);
    expect(awaitedIn(folder)).toEqual(['lstat', 'realpath']);
    expect(printed).toContain('a.js:9  2 of 4\n--- a/a.js\n+++ b/a.js\n');
    expect(printed).toContain('+  const value = await promisify(fs.lstat)(__filename);\n');
    expect(printed).toMatch(/\n2 functions rewritten, 2 left as they are\.\n`uncallback undo` restores what was there before\.\n$/);
    expect(rawModes).toEqual([true, false, true, false, true, false, true, false]);
    // The session has asked about all functions, so the next one asks about all that are left.
    expect((await answer(folder, ['q'])).printed).toContain('a.js:4  1 of 2\n');
    expect(runCli(['undo'], folder).status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('writes all other functions without a question after `a`', async () => {
    const folder = createRepository({ 'a.js': source });
    expect((await answer(folder, ['n', 'a'])).printed).toContain('\n3 functions rewritten, 1 left as it is.\n');
    expect(awaitedIn(folder)).toEqual(['lstat', 'readlink', 'realpath']);
  });

  it.each([
    ['q', 0],
    ['\u0003', 130],
  ])('ends with %j and goes on from there the next time', async (key, expected) => {
    const folder = createRepository({ 'a.js': source });
    const { status, printed } = await answer(folder, ['n', 'y', key]);
    expect(status).toBe(expected);
    expect(printed).toContain('The next --interactive goes on from here.\n');
    expect(existsSync(join(folder, '.git/uncallback/lock'))).toBe(false);
    const next = await answer(folder, ['y', 'n']);
    expect(next.printed).toContain('Going on from the last session, which left 1 function as before.\n');
    expect(next.printed).toContain('a.js:14  1 of 2\n');
    expect(awaitedIn(folder)).toEqual(['lstat', 'readlink']);
  });

  it('writes the edited text if it parses, and asks again otherwise', async () => {
    const folder = createRepository({ 'a.js': source });
    const editor = join(createFolder({ 'edit.js': `const fs = require('fs');
const [file] = process.argv.slice(-1);
const text = fs.readFileSync(file, 'utf8');
fs.writeFileSync(file, process.argv[2] === 'break' ? '(' : text.replace('console.log', 'console.info'));
` }), 'edit.js');
    const broken = await answer(folder, ['e', 'q'], { EDITOR: `node ${editor} break` });
    expect(broken.errors).toEqual([expect.stringMatching(/^a\.js:1:\d+: ./)]);
    expect(read(folder, 'a.js')).toBe(source);
    const failing = await answer(folder, ['e', 'q'], { EDITOR: 'false' });
    expect(failing.errors).toEqual(['a.js: the editor ended with status 1: false']);
    await answer(folder, ['e', 'q'], { VISUAL: `node ${editor} edit`, EDITOR: 'false' });
    expect(awaitedIn(folder)).toEqual(['stat']);
    expect(read(folder, 'a.js')).toContain('console.info(value);');
  });

  it('does not write a file that was changed during the session', async () => {
    const folder = createRepository({ 'a.js': source });
    const changed = `${source}// mine\n`;
    const { errors, status } = await answer(folder, ['e'], { EDITOR: `printf '${'// mine\\n'}' >> '${folder}/a.js'; true` });
    expect({ errors, status }).toEqual({ errors: ['a.js: changed by somebody else, and left as it is'], status: 130 });
    expect(read(folder, 'a.js')).toBe(changed);
  });

  it('takes answers back with `b`, what they have written too, also those about another file', async () => {
    const folder = createRepository({ 'a.js': source, 'b.js': source });
    const { printed } = await answer(folder, ['b', 'y', 'n', 'b', 'b', 'n', 'n', 'y', 'n', 'b', 'n', 'n', 'b', 'b', 'b', 'q'], {}, ['a.js', 'b.js']);
    const asked = [...printed.matchAll(/^([ab]\.js:\d+) {2}(\d) of 8$/gm)].map(([, place, index]) => `${index} ${place}`);
    expect(asked).toEqual(['1 a.js:3', '2 a.js:8', '3 a.js:14', '2 a.js:8', '1 a.js:3', '2 a.js:9', '3 a.js:15', '4 a.js:20', '5 b.js:3', '4 a.js:20', '5 b.js:3', '6 b.js:9', '5 b.js:3', '4 a.js:20', '3 a.js:15']);
    expect(printed).toContain('There is no answer to take back.\n');
    expect(printed).toContain('0 functions rewritten, 2 left as they are.\n');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('does not take back what was changed since', async () => {
    const folder = createRepository({ 'a.js': source });
    const { errors } = await answer(folder, ['y', 'e', 'b', 'q'], { EDITOR: `printf '// mine' >> '${folder}/a.js'; false` });
    expect(errors).toEqual([expect.stringContaining('the editor ended'), `${folder}/a.js was changed by somebody else, the answer cannot be taken back`]);
    expect(awaitedIn(folder)).toEqual(['stat']);
    expect(read(folder, 'a.js')).toMatch(/\/\/ mine$/);
  });

  it('shows a function in the other form with `t`, and what the keys do with `?`', async () => {
    const load = "const fs = require('fs');\nexports.load = function (path, callback) {\n  fs.open(path, 'r', function (err, fd) {\n    if (err) return callback(err);\n    fs.fstat(fd, function (err, info) {\n      if (err) return callback(err);\n      callback(null, info.size);\n    });\n  });\n};\n";
    const folder = createRepository({ 'a.js': load, 'b.js': source });
    const { printed } = await answer(folder, ['?', 't', 't', 't', 'y', 'q'], {}, ['a.js', 'b.js']);
    expect(printed).toMatch(/\ny {2}rewrite this function, at once\n.*\n\? {2}show this list\n/s);
    expect([...printed.matchAll(/^(?:Idiomatic|Exact):$/gm)].map(([form]) => form)).toEqual(['Idiomatic:', 'Exact:', 'Idiomatic:']);
    expect(read(folder, 'a.js')).toContain('callbackify(async () => {');
    expect(runCli(['undo'], folder).status).toBe(0);
    expect(read(folder, 'a.js')).toBe(load);
  });

  it('formats what it writes', async () => {
    const folder = createRepository({ 'a.js': source.replaceAll('function (', 'function(').replaceAll("'", '"'), '.gitignore': 'node_modules', 'node_modules/prettier/package.json': '{ "main": "index.js" }' });
    // A formatter with the functions of Prettier, which knows only one rule.
    writeFileSync(join(folder, 'node_modules/prettier/index.js'), `const format = async (text) => text.replaceAll("'", '"');
module.exports = { version: '3.0.0', format, check: async (text) => text === (await format(text)), resolveConfig: async () => null, getFileInfo: async () => ({ ignored: false }) };
`);
    await answer(folder, ['y', 'y', 'n', 'n']);
    expect(awaitedIn(folder)).toEqual(['stat', 'lstat']);
    expect(read(folder, 'a.js')).toContain('const { promisify } = require("util");\n');
    expect(runCli(['undo'], folder).status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('needs a terminal', () => {
    const folder = createRepository({ 'a.js': source });
    expect(runCli(['--interactive', 'a.js'], folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'uncallback: --interactive asks on a terminal, and there is none\n',
    });
  });

  // This is the syntax of `script` of util-linux; that of BSD differs.
  it.runIf(process.platform === 'linux')('reads keys of a real terminal, which is as before when it ends', async () => {
    const folder = createRepository({ 'a.js': source });
    writeFileSync(join(folder, 'run.sh'), `${process.execPath} ${bin} --interactive a.js; echo "status $?"; stty -a\n`);
    const child = spawn('script', ['--quiet', '--return', '--command', 'sh run.sh', '/dev/null'], { cwd: folder });
    const keys = ['n', 'y', 'q'];
    let [output, shown] = ['', ''];
    child.stdout.on('data', (data) => {
      output += String(data);
      shown += String(data);
      if (!question.test(shown)) return;
      shown = '';
      child.stdin.write(keys.shift() ?? '\u0003');
    });
    await once(child, 'close');
    expect(output).toContain('status 0');
    expect(output).toMatch(/[^-]icanon/);
    expect(awaitedIn(folder)).toEqual(['lstat']);
  });

  it('with --functions asks about a function with its callers in all files', async () => {
    const main = (name: string): string => `const store = require('./store');

exports.show = (path) => {
  store.${name}(path, (err, value) => {
    if (err) throw err;
    console.log(value);
  });
};
`;
    const files = { 'store.js': store, 'a.js': main('load'), 'b.js': main('size'), 'package.json': '{ "private": true }' };
    const folder = createRepository(files);
    const { status, printed, errors } = await answer(folder, ['n', 'y', 'n'], {}, ['--functions', ...['store.js', 'a.js', 'b.js'].map((name) => join(folder, name))]);
    expect({ status, errors }).toEqual({ status: 0, errors: [] });
    expect(printed).toMatch(/store\.js:3 {2}load with its 1 call in 1 file {2}1 of 4\n/);
    expect(printed).toMatch(/store\.js:10 {2}size with its 1 call in 1 file {2}2 of 4\n/);
    expect(read(folder, 'a.js')).toBe(files['a.js']);
    expect(read(folder, 'store.js')).toContain('exports.load = function (path, cb) {');
    expect(read(folder, 'store.js')).toContain('exports.size = async function (path) {');
    expect(read(folder, 'b.js')).toContain('const value = await store.size(path);');
    expect(printed).toContain('1 function rewritten, 2 left as they are.\n');
  });
});
