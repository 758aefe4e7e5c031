import { describe, expect, it } from 'vitest';

import { convert } from '../../test/memory-project.js';

const manifest = `const fs = require('fs');
const path = require('path');

function readManifest(dir, cb) {
  fs.readFile(path.join(dir, 'manifest.json'), 'utf8', (err, text) => {
    if (err) return cb(err);
    let manifest;
    try {
      manifest = JSON.parse(text);
    } catch (e) {
      return cb(e);
    }
    cb(null, manifest);
  });
}

function sizeOf(dir, cb) {
  readManifest(dir, (err, manifest) => {
    if (err) return cb(err);
    fs.stat(path.join(dir, manifest.main), (err, info) => {
      if (err) return cb(err);
      cb(null, info.size);
    });
  });
}

module.exports = { readManifest, sizeOf };
`;

const report = `const { sizeOf } = require('./manifest');

module.exports = function report(dir) {
  sizeOf(dir, (err, size) => {
    if (err) return log('no size: ' + err.code);
    log('size ' + size);
  });
};
`;

it('converts functions with their callers in two files', async () => {
  expect(await convert({ 'lib/manifest.js': manifest, 'lib/report.js': report })).toEqual({
    'lib/manifest.js': `const fs = require('fs');
const path = require('path');
const { promisify } = require('util');

async function readManifest(dir) {
  const text = await promisify(fs.readFile)(path.join(dir, 'manifest.json'), 'utf8');
  const manifest = JSON.parse(text);
  return manifest;
}

async function sizeOf(dir) {
  const manifest = await readManifest(dir);
  const info = await promisify(fs.stat)(path.join(dir, manifest.main));
  return info.size;
}

module.exports = { readManifest, sizeOf };
`,
    'lib/report.js': `const { sizeOf } = require('./manifest');

module.exports = async function report(dir) {
  let size;
  try {
    size = await sizeOf(dir);
  } catch (err) {
    return log('no size: ' + err.code);
  }
  log('size ' + size);
};
`,
  });
});

it('converts two files that require each other', async () => {
  const output = await convert({
    'tree.js': `exports.depth = depth;
const leaves = require('./leaves');

function depth(key, cb) {
  leaves.children(key, (err, keys) => {
    if (err) return cb(err);
    if (keys.length === 0) return cb(null, 0);
    depth(keys[0], (err, below) => {
      if (err) return cb(err);
      cb(null, below + 1);
    });
  });
}
`,
    'leaves.js': `const tree = require('./tree');

exports.children = function (key, cb) {
  driver.read('in/' + key, (err, text) => {
    if (err) return cb(err);
    cb(null, text ? text.split(',') : []);
  });
};

exports.show = (key) => {
  tree.depth(key, (err, n) => {
    if (err) return log(err.message);
    log('depth ' + n);
  });
};
`,
  });
  expect(output['tree.js']).toBe(`exports.depth = depth;
const leaves = require('./leaves');

async function depth(key) {
  const keys = await leaves.children(key);
  if (keys.length === 0) return 0;
  const below = await depth(keys[0]);
  return below + 1;
}
`);
  expect(output['leaves.js']).toContain('exports.children = async function (key) {\n  const text = await promisify(driver.read)');
  expect(output['leaves.js']).toContain('n = await tree.depth(key);');
});

const find = 'db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(null, row); });';
const store = `exports.load = function (key, cb) { ${find} };`;
const user = "const store = require('./store');\nfunction show(key) { store.load(key, (err, row) => { if (err) throw err; log(row); }); }\nshow(1);";

/** Whether the function `load` of `store.js` lost its callback. */
const isConverted = (output: Readonly<Record<string, string>>): boolean => /load\(?(?: = )?(?:async function |async )?.*\(key\)/.test(output['store.js'] ?? '') && !/callbackify/.test(output['store.js'] ?? '');

describe('users of other forms', () => {
  it.each<[what: string, use: string, output: string]>([
    ['a call without a callback of a function that ignores errors', 'store.touch(key);', 'store.touch(key).catch(() => {});'],
    ['a callback that is no function of the file', 'store.load(key, done);', 'callbackify(store.load)(key, done);'],
    ['a function that is passed on', 'map(keys, store.load, done);', 'map(keys, callbackify(store.load), done);'],
    ['a callback that is forwarded', 'exports.get = function (key, cb) { log(key); store.load(key, cb); };\nexports.get(1, (err, row) => { if (err) throw err; log(row); });', 'return store.load(key);'],
  ])('%s', async (_, use, expected) => {
    const touch = `exports.touch = function (key, cb) { db.touch(key, (err) => { if (cb) cb(err); }); };`;
    const output = await convert({ 'store.js': `${store}\n${touch}`, 'user.js': `const store = require('./store');\n${use}\nfunction show() { store.touch(2, (err) => { if (err) throw err; log(2); }); store.load(2, (err, row) => { if (err) throw err; log(row); }); }\nshow();` });
    expect(output['user.js']).toContain(expected);
    expect(isConverted(output)).toBe(true);
  });
});

it('is awaited in an edge of a function that stays', async () => {
  const stays = "const store = require('./store');\nexports.get = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); log(row); store.load(row, cb); }); return 1; };";
  const output = await convert({ 'store.js': store, 'user.js': stays, 'other.js': user });
  expect(isConverted(output)).toBe(true);
  expect(output['user.js']).toContain('return store.load(row);');
  expect(output['user.js']).not.toContain('callbackify(store.load)');
});

describe('a callback form stays', () => {
  it.each<[what: string, files: Readonly<Record<string, string>>]>([
    ['where nobody calls the function', { 'store.js': store, 'user.js': 'go();' }],
    ['where the module is passed on', { 'store.js': store, 'user.js': `${user}\nregister(store);` }],
    ['where the function is replaced', { 'store.js': store, 'user.js': `${user}\nstore.load = fake;` }],
    ['where a file asks how many parameters the function has', { 'store.js': store, 'user.js': `${user}\nlog(store.load.length);` }],
    ['where the function is called with a receiver', { 'store.js': store, 'user.js': `${user}\nstore.load.call(self, 1, done);` }],
    ['where it is called with more arguments than it has', { 'store.js': store, 'user.js': `${user}\nstore.load(1, 2, done);` }],
    ['where a file may load it by a computed name', { 'store.js': store, 'user.js': user, 'cli.js': 'require(name).load(1, done);' }],
    ['where a file of a package may be it', { 'store.js': store, 'user.js': user, 'other.js': "require('my-package/lib/store').load(1, done);" }],
    ['where it may be mocked', { 'store.js': store, 'user.js': user, 'test.js': "mock('./store', { load() {} });" }],
    ['where a caller is not called back with the counts of `callbackify`', { 'store.js': store.replace('cb(null, row)', 'cb(null)'), 'user.js': `${user}\nstore.load(1, done);` }],
  ])('%s', async (_, files) => {
    expect(isConverted(await convert({ 'store.js': store, 'user.js': user }))).toBe(true);
    expect(isConverted(await convert(files))).toBe(false);
  });

  it('where the file is public, or other code uses it', async () => {
    const files = { 'store.js': store, 'user.js': user };
    expect(isConverted(await convert(files, { isPublic: (file) => file === 'store.js' }))).toBe(false);
    expect(isConverted(await convert(files, { uses: (_, name) => name === 'load' }))).toBe(false);
    expect(isConverted(await convert(files, { uses: (_, name) => name === 'other' }))).toBe(true);
  });
});

it('keeps a function on whose calling back at once a caller in another file depends', async () => {
  const cached = 'const known = {};\nfunction read(key, cb) { if (known[key]) return cb(null, known[key]); db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(null, row); }); }\nexports.load = function (key, cb) { read(key, (err, row) => { if (err) return cb(err); log(row); cb(null, row); }); };';
  const reads = "const store = require('./store');\nexports.show = (key) => { let found; store.load(key, (err, row) => { found = row; }); return found; };";
  const output = await convert({ 'store.js': cached, 'user.js': reads });
  expect(output).toEqual({ 'store.js': cached, 'user.js': reads });
});

it('returns what another file returns beside its callback, also through an arrow function that passes the callback on', async () => {
  const store = 'exports.load = function (key, cb) { log(arguments.length); db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); }); return this; };';
  const reads = "const store = require('./store');\nfunction first(cb) { return store.load(1, (err, row) => { if (err) return cb(err); cb(null, row.name); }); }\nexports.first = (cb) => first(cb);";
  expect((await convert({ 'store.js': store, 'user.js': reads }))['user.js']).toBe(reads);
});

it('calls a function back that is called in a promise made by hand which stays', async () => {
  const made = "const store = require('./store');\nexports.show = (key) => new Promise((resolve, reject) => { store.load(key, (err, row) => { if (err) return reject(err); resolve(row); }); log(key); });";
  const store = 'exports.load = function (key, cb) { db.find(key, (err, row) => { if (err) return cb(err); cb(null, row.name); }); };';
  const output = await convert({ 'store.js': store, 'user.js': made });
  expect(output['store.js']).toContain('exports.load = async function (key) {');
  expect(output['user.js']).toContain('callbackify(store.load)(key, (err, row) => {');
});

it('changes nothing more on a second run', async () => {
  const output = await convert({ 'lib/manifest.js': manifest, 'lib/report.js': report });
  expect(await convert(output)).toEqual(output);
});
