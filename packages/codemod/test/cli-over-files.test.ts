import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const store = `const fs = require('fs');

exports.load = function (name, cb) {
  fs.readFile(name, 'utf8', (err, text) => {
    if (err) return cb(err);
    cb(null, text.trim());
  });
};
`;

const report = `const store = require('./store');

module.exports = function report(name, cb) {
  store.load(name, (err, text) => {
    if (err) return cb(err);
    cb(null, name + ': ' + text);
  });
};
`;

const main = `const report = require('./lib/report');

for (const name of ['note.txt', 'missing.txt']) {
  report(name, (err, line) => {
    if (err) return console.log(err.code);
    console.log(line);
  });
}
`;

const files = { 'lib/store.js': store, 'lib/report.js': report, 'main.js': main, 'note.txt': 'three words here\n', 'package.json': '{ "private": true }' };
const run = (folder: string): string => execFileSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8' });

/** What `--json` says of the function `load`, with other files in the project. */
function loadWith(others: Readonly<Record<string, string>>, args: readonly string[] = ['.']): unknown {
  const { document } = runCliJson(['--functions', ...args], createFolder({ ...files, ...others }));
  const reports = (document.files.find(({ path }) => path === join('lib', 'store.js'))as { readonly functions?: readonly Record<string, unknown>[] } | undefined)?.functions;
  const load = reports?.find(({ name }) => name === 'load');
  return load && [load['form'], load['edgeReason']];
}

describe('functions that change with their users in other files', () => {
  it('lose their callback, do the same, change no more, and are undone together', () => {
    const folder = createFolder(files);
    const before = run(folder);
    const { status, stdout, stderr } = runCli(['--functions', '--write', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('2 functions with a callback: 2 converted, 0 with a callback form for others, 0 kept\n');
    expect(read(folder, 'lib/store.js')).toContain("exports.load = async function (name) {\n  const text = await promisify(fs.readFile)(name, 'utf8');\n  return text.trim();\n};\n");
    expect(read(folder, 'lib/report.js')).toBe(`const store = require('./store');

module.exports = async function report(name) {
  const text = await store.load(name);
  return name + ': ' + text;
};
`);
    expect(run(folder).split('\n').sort()).toEqual(before.split('\n').sort());
    expect(runCli(['--functions', '--write', '.'], folder).stdout).toContain('3 files, 0 changed\n');
    runCli(['undo'], folder);
    expect(Object.fromEntries(Object.keys(files).map((name) => [name, read(folder, name)]))).toEqual(files);
  });

  it('are the same in worker threads', () => {
    const more = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`more/file${index}.js`, `const store = require('../lib/store');\nexports.show${index} = () => {\n  store.load('note.txt', (err, text) => {\n    if (err) throw err;\n    console.log(text);\n  });\n};\n`]));
    const folder = createFolder({ ...files, ...more });
    expect(runCli(['--functions', '--write', '--jobs', '2', '.'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(read(folder, 'more/file69.js')).toContain("const text = await store.load('note.txt');");
    expect(run(folder)).toContain('note.txt: three words here\n');
  });

  it('are not written where one of their files cannot be', () => {
    const folder = createFolder(files);
    chmodSync(join(folder, 'lib', 'report.js'), 0o444);
    const { status, stderr } = runCli(['--functions', '--write', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 2, stderr: `uncallback: ${join('lib', 'report.js')}: read-only; 3 files change together, none of them is written\n` });
    expect(read(folder, 'lib/store.js')).toBe(store);
  });
});

describe('an exported function keeps a callback form', () => {
  it.each<[what: string, others: Readonly<Record<string, string>>, args: readonly string[], expected: unknown]>([
    ['not in an application', {}, ['.'], ['converted', null]],
    ['where package.json makes it public', { 'package.json': '{ "main": "lib/store" }' }, ['.'], ['edge', 'public']],
    ['where `exports` does, with a pattern', { 'package.json': '{ "exports": { "./*": "./lib/*.js" } }' }, ['.'], ['edge', 'public']],
    ['not where package.json names another file', { 'package.json': '{ "exports": { ".": { "require": "./main.js" } } }' }, ['.'], ['converted', null]],
    ['where a test uses it', { 'test/store.js': "require('../lib/store').load('x', console.log);" }, ['.'], ['edge', 'used-outside']],
    ['not where the tests are part of the run', { 'test/store.js': "require('../lib/store').load('x', console.log);" }, ['--include-tests', '.'], ['converted', null]],
    ['where a file that is not part of the run uses it', {}, ['lib/store.js', 'main.js'], ['edge', 'used-outside']],
    ['where a file that does not parse uses it', { 'broken.js': "require('./lib/store').load(" }, ['.'], ['edge', 'used-outside']],
    ['where a file requires modules by computed names', { 'cli.js': "require('./lib/' + process.argv[2]).load('x', console.log);" }, ['.'], ['edge', 'computed-require']],
    ['where the module is passed on', { 'cli.js': "register(require('./lib/store'));" }, ['.'], ['edge', 'passed-on']],
    ['where nobody calls it', { 'lib/report.js': '' }, ['.'], ['edge', 'no-user']],
  ])('%s', (_, others, args, expected) => {
    expect(loadWith(others, args)).toEqual(expected);
  });

  it.each<[what: string, manifest: string, problem: string]>([
    ['does not parse', '{ "main": ', 'does not parse'],
    ['names a missing file', '{ "main": "dist/index.js" }', 'names dist/index.js, which does not exist'],
  ])('where package.json %s, which is said', (_, manifest, problem) => {
    const folder = createFolder({ ...files, 'lib/package.json': manifest });
    const { stdout, stderr } = runCli(['--functions', '--scan', '.'], folder);
    expect(stderr).toBe(`uncallback: ${join('lib', 'package.json')}: ${problem}; every exported function counts as public\n`);
    expect(stdout).toContain(`${join('lib', 'store.js')}:3:16  function load  edge: public`);
  });
});

describe('a method of a public class awaits the async function of another one', () => {
  const library = {
    'package.json': '{ "main": "store.js" }',
    'store.js': `const fs = require('fs');

class Store {
  get(key, cb) {
    fs.readFile(key, 'utf8', (err, text) => {
      if (err) return cb(err);
      cb(null, JSON.parse(text));
    });
  }

  show(key) {
    this.get(key, (err, row) => {
      if (err) return console.error(err);
      console.log(row);
    });
  }
}

module.exports = Store;
`,
  };
  it.each<[what: string, others: Readonly<Record<string, string>>, isAwaited: boolean]>([
    ['where nobody extends it', {}, true],
    ['where documentation and tests only use it', { 'README.md': 'new Store().get(key, cb)', 'test/a.js': "const Store = require('../store');\nnew Store().get('a', console.log);" }, true],
    ['not where documentation extends it', { 'README.md': '```js\nclass Cache extends my.Store {}\n```' }, false],
    ['not where a test replaces it', { 'test/a.js': "sinon.stub(store, 'get');" }, false],
    ['where a bundle holds a copy', { 'dist/store.js': 'function __webpack_require__(id) {}\nclass Store extends all[0] { get(key, cb) { cb(); } }\nmodule.exports = require(name)(Store);' }, true],
  ])('%s', (_, others, isAwaited) => {
    const folder = createFolder({ ...library, ...others });
    const { stdout } = runCli(['--functions', '.'], folder);
    expect(stdout.includes('await this.getAsync(key)')).toBe(isAwaited);
  });
});
