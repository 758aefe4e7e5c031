import { expect, test } from 'vitest';

import { resolveFile } from '../src/worker/resolve.js';
import { rewriteFiles } from '../src/worker/rewrite-files.js';

const store = { path: 'lib/store.js', text: "const fs = require('fs');\nexports.each = function (cb) { fs.stat('a', cb); fs.stat('b', cb); };\nexports.size = function (cb) { fs.stat('a', cb); };\n" };
const main = { path: 'main.js', text: "const store = require('./lib/store');\nstore.each(function (err, info) { if (err) throw err; show(info); });\nstore.size(function (err, info) { if (err) throw err; show(info); });\n" };

const rewriteExact = (files: { path: string; text: string }[]) => rewriteFiles({ files, tier: 'exact', promisify: 'inline' });

test('a callee in another file is known by what it does', async () => {
  const [, together] = await rewriteExact([store, main]);
  const [alone] = await rewriteExact([main]);
  expect(together!.callbacks.map(({ evidence, refusal }) => [evidence, refusal?.code])).toEqual([['definition', 'may-call-repeatedly'], ['definition', undefined]]);
  expect(alone!.callbacks.map(({ evidence }) => evidence)).toEqual(['shape', 'shape']);
});

test('a file that does not parse has an error, and the others are rewritten', async () => {
  const [broken, whole] = await rewriteExact([{ path: 'lib/store.js', text: 'exports.size = function (cb {' }, main]);
  expect(broken).toMatchObject({ text: 'exports.size = function (cb {', callbacks: [], error: expect.stringMatching(/\(1:\d+\)$/) as string });
  expect(whole).toMatchObject({ error: null, text: expect.stringContaining('await promisify(store.size)') as string });
});

test('functions are reported for the tier of whole functions only', async () => {
  const files = [{ path: 'a.js', text: "const fs = require('fs');\nfunction size(p, cb) { fs.stat(p, function (err, info) { if (err) return cb(err); cb(null, info.size); }); }\nfunction keep(cb) { cb.x = 1; cb(null); }\nsize('a', show);\n" }];
  const [whole] = await rewriteFiles({ files, tier: 'functions', promisify: 'inline' });
  expect(whole!.functions.map(({ name, kept }) => [name, kept?.code ?? null])).toEqual([['size', null], ['keep', expect.any(String)]]);
  const [exact] = await rewriteFiles({ files, tier: 'exact', promisify: 'inline' });
  expect(exact!.functions).toEqual([]);
});

test('whole functions change together with their users in other files', async () => {
  const load = { path: 'lib/load.js', text: "const fs = require('fs');\nexports.load = function (path, cb) {\n  fs.readFile(path, 'utf8', function (err, text) {\n    if (err) return cb(err);\n    cb(null, text.length);\n  });\n};\n" };
  const user = { path: 'main.js', text: "const { load } = require('./lib/load');\nload('a', function (err, size) {\n  if (err) throw err;\n  console.log(size);\n});\n" };
  const [changed, main] = await rewriteFiles({ files: [load, user], tier: 'functions', promisify: 'inline' });
  expect(changed!.text).toContain('exports.load = async function (path) {');
  expect(changed!.text).not.toContain('callbackify');
  expect(main!.text).toContain("await load('a')");
  expect(main!.text).not.toContain('promisify');
  const [alone] = await rewriteFiles({ files: [load], tier: 'functions', promisify: 'inline' });
  expect(alone!.text).toContain('exports.load = callbackify(async function (path) {');
});

test('a specifier means a file as it does for Node and bundlers', () => {
  const paths = ['lib/a.js', 'lib/index.js', 'lib/b.ts', 'main.js'];
  const from = (path: string, specifier: string) => resolveFile(paths, path, specifier);
  expect(from('main.js', './lib/a')).toBe('lib/a.js');
  expect(from('main.js', './lib')).toBe('lib/index.js');
  expect(from('lib/a.js', '.')).toBe('lib/index.js');
  expect(from('lib/a.js', '../main.js')).toBe('main.js');
  expect(from('lib/a.js', './b.js')).toBe('lib/b.ts');
  expect(from('main.js', './gone')).toBeNull();
});
