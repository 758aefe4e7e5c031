import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { findSelected } from '../src/functions/selected-functions.js';
import { runCli } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const store = `const fs = require('fs');

function read(name, cb) {
  fs.readFile(name, 'utf8', (err, text) => {
    if (err) return cb(err);
    cb(null, text.trim());
  });
}

exports.load = function (name, options, cb) {
  if (typeof options === 'function') {
    cb = options;
    options = {};
  }
  read(name, (err, text) => {
    if (err) return cb(err);
    cb(null, options.loud ? text + '!' : text);
  });
};

class Store {
  get(name, cb) {
    read(name, (err, text) => {
      if (err) return cb(err);
      cb(null, text.length);
    });
  }
}

exports.Store = Store;
`;

const report = `const store = require('./store');

exports.report = function (name, cb) {
  store.load(name, (err, text) => {
    if (err) return cb(err);
    cb(null, name + ': ' + text);
  });
};
`;

const main = `const { report } = require('./lib/report');
const { Store } = require('./lib/store');

const log = (err, value) => console.log(err ? err.code : value);
report('note.txt', (err, line) => {
  log(err, line);
  report('missing.txt', (err, line) => {
    log(err, line);
    new Store().get('note.txt', log);
  });
});
`;

const files = { 'lib/store.js': store, 'lib/report.js': report, 'main.js': main, 'note.txt': 'three words here\n', 'package.json': '{ "private": true }' };
const run = (folder: string): string => execFileSync(process.execPath, ['main.js'], { cwd: folder, encoding: 'utf8' });

describe('--function', () => {
  it('changes one function with its callers in all files, and nothing else', () => {
    const folder = createFolder(files);
    const before = run(folder);
    const { status, stdout, stderr } = runCli(['--function', 'lib/store.js:load', '--write', '.'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('1 function with a callback: 1 converted, 0 with a callback form for others, 0 kept\n');
    const written = read(folder, 'lib/store.js');
    expect(written).toContain("exports.load = async function (name, options = {}) {\n  const text = await promisify(read)(name);\n");
    expect(written).toContain(store.slice(store.indexOf('function read'), store.indexOf('exports.load')));
    expect(written).toContain(store.slice(store.indexOf('class Store')));
    expect(read(folder, 'lib/report.js')).toContain('exports.report = function (name, cb) {\n  callbackify(async () => {\n    const text = await store.load(name);\n');
    expect(read(folder, 'main.js')).toBe(main);
    expect(run(folder)).toBe(before);
  });

  it.each<[selectors: readonly string[], functions: Readonly<Record<string, readonly string[]>> | string]>([
    [['lib/store.js:Store#get', 'lib/store.js:load'], { 'lib/store.js': ['get(name, cb)', 'function (name, options, cb)'] }],
    [['lib/store.js:24', 'lib/report.js:exports.report'], { 'lib/store.js': ['get(name, cb)'], 'lib/report.js': ['function (name, cb)'] }],
    [['lib/store.js:laod'], '--function lib/store.js:laod: lib/store.js has no such function that takes a callback, did you mean lib/store.js:load?'],
    [['lib/store.js:2'], '--function lib/store.js:2: lib/store.js has no such function that takes a callback'],
    [['twice.js:save'], '--function twice.js:save names 2 functions, ask for one by its line: twice.js:1, twice.js:2'],
    [['store.js:load'], `--function store.js:load: store.js is none of the files of this run, did you mean ${join('lib', 'store.js')}:load?`],
    [['lib/store.js'], '--function takes a file and a name or a line, such as lib/db.js:load, not lib/store.js'],
  ])('finds %j', async (selectors, expected) => {
    const save = 'exports.NAME = { save(id, cb) { db.save(id, (err) => cb(err)); } };\n';
    const folder = createFolder({ ...files, 'twice.js': save.replace('NAME', 'a') + save.replace('NAME', 'b') });
    const paths = ['lib/store.js', 'lib/report.js', 'twice.js'].map((path) => ({ path: join(path), named: false, realPath: join(folder, path) }));
    const found = await findSelected(selectors, paths, {}, folder);
    const textAt = (path: string, start: number): string => read(folder, path).slice(start).split(' {', 1)[0]!.replace(/^\(/, 'get(');
    const texts = typeof found === 'string' ? found : Object.fromEntries([...found].map(([path, starts]) => [path.replace(/\\/g, '/'), starts.map((start) => textAt(path, start))]));
    expect(texts).toEqual(expected);
  });

  it('is an error where it finds nothing', () => {
    const folder = createFolder(files);
    const { status, stdout, stderr } = runCli(['--function', 'lib/store.js:nothing', '--write', '.'], folder);
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'uncallback: --function lib/store.js:nothing: lib/store.js has no such function that takes a callback\n' });
    expect(read(folder, 'lib/store.js')).toBe(store);
  });
});

describe('--public', () => {
  const library = { ...files, 'package.json': '{ "main": "lib/store.js" }' };
  const promises = `const { load } = require('./lib/store');
load('note.txt').then(console.log);
load('note.txt', { loud: true }).then(console.log);
load('missing.txt').catch((err) => console.log(err.code));
process.on('unhandledRejection', (err) => console.log(err.message));
load('note.txt', (err, text) => console.log('called', text));
`;
  const lines = (text: string): readonly string[] => text.trim().split('\n').sort();

  it.each<[form: string, text: string, called: string]>([
    ['both', '  if (!cb) return exports.loadAsync(name, options);\n  callbackify(exports.loadAsync)(name, options, cb);\n', 'called three words here'],
    ['promise', "exports.load = async function (name, options = {}, cb) {\n  if (typeof options === 'function' || typeof cb === 'function') throw new TypeError('load returns a promise and takes no callback');\n", 'load returns a promise and takes no callback'],
  ])('%s', (form, text, called) => {
    const folder = createFolder(library);
    const before = run(folder);
    expect(runCli(['--functions', '--public', form, '--write', 'lib', 'main.js'], folder)).toMatchObject({ status: 0, stderr: '' });
    expect(read(folder, 'lib/store.js')).toContain(text);
    expect(run(folder)).toBe(before);
    const users = createFolder({ ...Object.fromEntries(['lib/store.js', 'lib/report.js', 'note.txt'].map((name) => [name, read(folder, name)])), 'main.js': promises });
    expect(lines(run(users))).toEqual(['ENOENT', called, 'three words here', 'three words here!'].sort());
  });
});
