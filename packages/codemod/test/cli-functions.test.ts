import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

import { runCli, runCliJson } from './run-cli.js';
import { createFolder, read } from './temporary-folder.js';

const library = `'use strict';

const fs = require('fs');

function textOf(name, cb) {
  fs.readFile(name, 'utf8', function (err, text) {
    if (err) return cb(err);
    cb(null, text.trim());
  });
}

function longest(names, onName, cb) {
  onName(names[0]);
  textOf(names[0], cb);
}

function touch(name, cb) {
  textOf(name, function (err) {
    if (err) return cb(err);
    cb(null);
  });
}

exports.textOf = textOf;
exports.longest = longest;
exports.touch = touch;
exports.sizeOf = function (name, cb) {
  textOf(name, function (err, text) {
    if (err) return cb(err);
    cb(null, text.length);
  });
};
`;

// One call after the other: how calls that run at the same time alternate may change.
const driver = `
const library = require('./library');
const calls = [
  (cb) => library.textOf('note.txt', cb),
  (cb) => library.textOf('missing.txt', cb),
  (cb) => library.sizeOf('note.txt', cb),
  (cb) => library.touch('note.txt', cb),
  (cb) => library.touch('missing.txt', cb),
  (cb) => library.longest(['note.txt'], (name) => console.log(name), cb),
];
(function next() {
  const call = calls.shift();
  if (!call) return;
  call(function (err, value) {
    console.log(String(call), arguments.length, err ? err.code : err, value);
    next();
  });
})();
`;

const files = { 'library.js': library, 'driver.js': driver, 'note.txt': 'three words here\n' };
const runDriver = (folder: string): string => execFileSync(process.execPath, ['driver.js'], { cwd: folder, encoding: 'utf8' });

describe('--functions', () => {
  it('makes whole functions async, keeps what others see, and finds nothing to do the second time', () => {
    const folder = createFolder(files);
    const before = runDriver(folder);
    expect(before).toContain("(cb) => library.textOf('note.txt', cb) 2 null three words here\n");
    const { status, stdout, stderr } = runCli(['--functions', '--write', 'library.js'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('4 functions with a callback: 0 converted, 3 with a callback form for others, 1 kept\n');
    const written = read(folder, 'library.js');
    expect(written).toContain('async function textOf(name) {');
    expect(written).toContain('exports.textOf = callbackify(textOf);');
    expect(written).toContain('exports.touch = (name, cb) => callbackify(touch)(name, (err) => cb(err));');
    expect(written).toContain('exports.sizeOf = callbackify(async function (name) {');
    expect(written).not.toContain('(async () => {');
    expect(runDriver(folder)).toBe(before);

    expect(runCli(['--functions', '--write', 'library.js'], folder).stdout).toContain('1 file, 0 changed\n');
    expect(read(folder, 'library.js')).toBe(written);
    runCli(['undo'], folder);
    expect(read(folder, 'library.js')).toBe(library);
  });

  it('reports each function with --json and --scan', () => {
    const folder = createFolder(files);
    const { document } = runCliJson(['--functions', 'library.js'], folder);
    expect(document.summary).toMatchObject({ functions: { before: 4, converted: 0, edges: 3, kept: 1, reasons: { 'several-callbacks': 1 }, edgeReasons: { 'used-outside': 3 } } });
    expect(document.files[0]).toMatchObject({
      functions: [
        { line: 5, column: 1, name: 'textOf', form: 'edge', reason: null, asyncName: null, edgeReason: 'used-outside', body: 'flat', flattened: 1, users: { calls: 3, files: 1, outside: true } },
        { line: 12, name: 'longest', form: 'kept', reason: 'several-callbacks' },
        { line: 17, name: 'touch', form: 'edge' },
        { line: 27, name: 'sizeOf', form: 'edge' },
      ],
    });
    const { stdout } = runCli(['--functions', '--scan', 'library.js'], folder);
    expect(stdout).toContain('library.js:12:1  function longest  kept: several-callbacks\n');
    expect(stdout).toContain('library.js:17:1  function touch  edge: used-outside\n');
    expect(stdout).toContain('Start here, for example with --function library.js:5\n        library.js:5:1  textOf  1 callback in it, 3 calls in 1 file\n');
    expect(read(folder, 'library.js')).toBe(library);
  });

  it('says nothing about functions without the flag', () => {
    const folder = createFolder(files);
    const { document } = runCliJson(['library.js'], folder);
    expect(document.summary).not.toHaveProperty('functions');
    expect(document.files[0]).not.toHaveProperty('functions');
  });

  it.each(['--only=fs'])('is not combined with %s', (flag) => {
    const { status, stderr } = runCli(['--functions', flag, '.'], createFolder(files));
    expect(status).toBe(2);
    expect(stderr).toBe(`uncallback: --functions and ${flag.split('=')[0]} exclude each other\n`);
  });
});
