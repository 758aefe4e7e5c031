import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { migrate } from '../suites/migrate.js';

const installed = (path: string) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** The program of Node 24 if it is installed for this machine, else that of the Node that runs the tests. */
const node = existsSync(installed('node24/bin/node')) ? installed('node24/bin/node') : process.execPath;
const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();

/** Programs that fail or warn if a rewrite mixes up callbacks and promises, such as an async function under `promisify`. */
const programs = {
  'load.js': `const fs = require('fs');

module.exports = function load(path, callback) {
  fs.open(path, 'r', function (err, fd) {
    if (err) return callback(err);
    fs.fstat(fd, function (err, info) {
      if (err) return callback(err);
      fs.close(fd, function (err) {
        if (err) return callback(err);
        callback(null, path + ' has ' + info.size + ' bytes');
      });
    });
  });
};
`,
  'promisified.js': `const { promisify } = require('util');
const load = promisify(require('./load'));

load('note.txt').then(console.log);
load('missing.txt').then(console.log, (error) => console.log('rejected:', error.code));
process.on('unhandledRejection', (error) => console.log('unhandled:', error.message));
`,
  'iteratees.js': `const async = require('async');
const load = require('./load');

async.map(['note.txt', 'list.txt'], load, (err, texts) => {
  console.log('map:', err, texts);
  const seen = [];
  async.eachOfSeries(['note.txt', 'list.txt', 'missing.txt', 'note.txt'], function (path, index, next) {
    load(path, function (err, text) {
      if (err) return next(err);
      load('note.txt', function (err, again) {
        if (err) return next(err);
        seen.push(text, again);
        next(null, again);
      });
    });
  }, (err) => {
    console.log('eachOfSeries:', err.code, seen);
  });
});
`,
  'load.test.js': `const assert = require('assert');
const load = require('./load');

describe('load', function () {
  it('tells the size', function (done) {
    load('note.txt', function (err, text) {
      if (err) return done(err);
      load('list.txt', function (err, other) {
        if (err) return done(err);
        assert.equal(text, 'note.txt has 4 bytes');
        assert.equal(other, 'list.txt has 5 bytes');
        done();
      });
    });
  });

  it('fails by an assertion', function (done) {
    load('note.txt', function (err, text) {
      if (err) return done(err);
      assert.equal(text, 'something else');
      done();
    });
  });

  it('fails by an error', function (done) {
    load('missing.txt', function (err) {
      if (err) return done(err);
      done();
    });
  });
});
`,
};

/** Creates a project with the programs and the files that they read. */
function createProject(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(realpathSync(installed('async2')), join(folder, 'node_modules/async'), 'junction');
  writeFileSync(join(folder, 'note.txt'), 'milk');
  writeFileSync(join(folder, 'list.txt'), 'bread');
  for (const [path, text] of Object.entries(programs)) writeFileSync(join(folder, path), text);
}

function run(args: readonly string[], cwd: string) {
  // An inherited `NODE_OPTIONS` could hide the warnings that the tests look for.
  const env = { ...process.env };
  delete env['NODE_OPTIONS'];
  const { status, stdout, stderr } = spawnSync(node, args, { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** The outcomes of the mocha tests, by title. */
function runMocha(cwd: string): Record<string, string> {
  const { stdout } = run([installed('mocha/bin/_mocha'), '--exit', '--reporter', 'json-stream', 'load.test.js'], cwd);
  const events = stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as [string, { title: string }]);
  return Object.fromEntries(events.filter(([type]) => type !== 'start' && type !== 'end').map(([type, { title }]) => [title, type]));
}

describe.each([
  { tier: 'exact', flags: [], form: '(async () => {' },
  { tier: 'idiomatic', flags: ['--idiomatic'], form: 'callbackify(async () => {' },
])(`migrated programs under Node ${version}, $tier`, ({ flags, form }) => {
  let folder: string;
  const before = () => join(folder, 'before');
  const after = () => join(folder, 'after');
  const read = (path: string) => readFileSync(join(after(), path), 'utf8');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'uncallback-node24-'));
    createProject(before());
    createProject(after());
    const { sites, rewritten, failures } = await migrate(after(), ['.'], flags);
    expect(failures).toEqual([]);
    expect(sites).toBeGreaterThanOrEqual(9);
    expect(rewritten).toBeGreaterThanOrEqual(8);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('can be promisified: no warning, and a rejection arrives', () => {
    expect(read('load.js')).toContain(form);
    // The order of the two independent answers does not matter.
    const answers = (cwd: string) => {
      const { stdout, ...rest } = run(['promisified.js'], cwd);
      return { ...rest, lines: stdout.trimEnd().split('\n').sort() };
    };
    expect(answers(before())).toEqual({ status: 0, stderr: '', lines: ['note.txt has 4 bytes', 'rejected: ENOENT'] });
    expect(answers(after())).toEqual(answers(before()));
  });

  it('can be iteratees of async.js', () => {
    expect(read('iteratees.js')).toContain(form);
    const expected = run(['iteratees.js'], before());
    expect(expected).toMatchObject({ status: 0, stderr: '' });
    expect(expected.stdout).toContain("map: null [ 'note.txt has 4 bytes', 'list.txt has 5 bytes' ]");
    expect(expected.stdout).toContain('eachOfSeries: ENOENT');
    expect(run(['iteratees.js'], after())).toEqual(expected);
  });

  it('are tests without `done`, which pass and fail as before', () => {
    expect(read('load.test.js')).not.toContain('done');
    expect(runMocha(before())).toEqual({ 'tells the size': 'pass', 'fails by an assertion': 'fail', 'fails by an error': 'fail' });
    expect(runMocha(after())).toEqual(runMocha(before()));
  });
});
