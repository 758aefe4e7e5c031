import { describe, expect, test } from 'vitest';

import { compareWith, observeProgram } from './observe.js';

/** The first divergence between two texts, or null. */
async function compare(before: string, after: string, { idiomatic = false } = {}): Promise<string | null> {
  const options = { idiomatic, limits: { failures: 20, throws: 20 }, mayThrow: () => true };
  const observations = await observeProgram({ text: before, path: 'program.js' }, options);
  return compareWith(observations, { text: after, path: 'program.js' }, options);
}

const load = `
const fs = require('fs');
exports.load = function (path, callback) {
  if (!path) return callback(new Error('no path'));
  fs.open(path, 'r', function (err, fd) {
    if (err) return callback(err);
    fs.fstat(fd, function (err, info) {
      if (err) return callback(err);
      log('opened');
      callback(null, show(fd, info));
    });
  });
};
`;
const loadFlat = `
const fs = require('fs');
const { promisify } = require('util');
exports.load = function (path, callback) {
  if (!path) return callback(new Error('no path'));
  (async () => {
    let fd, info;
    try {
      fd = await promisify(fs.open)(path, 'r');
      info = await promisify(fs.fstat)(fd);
    } catch (err) {
      return callback(err);
    }
    log('opened');
    callback(null, show(fd, info));
  })();
};
`;
const loadBridged = `
const fs = require('fs');
const { callbackify, promisify } = require('util');
exports.load = function (path, callback) {
  if (!path) return callback(new Error('no path'));
  callbackify(async () => {
    const fd = await promisify(fs.open)(path, 'r');
    const info = await promisify(fs.fstat)(fd);
    log('opened');
    return show(fd, info);
  })(callback);
};
`;
const test1 = `
it('saves', function (done) {
  db.insert(doc, function (err, saved) {
    assert.ifError(err);
    db.count(function (err, n) {
      if (err) return done(err);
      assert.equal(n, 1);
      done();
    });
  });
});
`;
const test1Async = `
const { promisify } = require('util');
it('saves', async function () {
  await promisify(db.insert).call(db, doc);
  const n = await promisify(db.count).call(db);
  assert.equal(n, 1);
});
`;

describe('equal traces', () => {
  test('a program behaves like itself', async () => {
    expect(await compare(load, load)).toBeNull();
  });
  test('nested calls in an async block', async () => {
    expect(await compare(load, loadFlat)).toBeNull();
  });
  test('nested calls with `callbackify`, in the idiomatic form', async () => {
    expect(await compare(load, loadBridged, { idiomatic: true })).toBeNull();
  });
  test('a test without done', async () => {
    expect(await compare(test1, test1Async)).toBeNull();
  });
});

describe('mutations are noticed', () => {
  test.each<[string, string, string, string]>([
    ['the continuation in the try', load, loadFlat, loadFlat.replace("    } catch (err) {\n      return callback(err);\n    }\n    log('opened');\n    callback(null, show(fd, info));", "    log('opened');\n    callback(null, show(fd, info));\n    } catch (err) {\n      return callback(err);\n    }")],
    ['a dropped call', load, loadFlat, loadFlat.replace("    log('opened');\n", '')],
    ['another argument', load, loadFlat, loadFlat.replace('show(fd, info)', 'show(info, fd)')],
    ['another order', load, loadFlat, loadFlat.replace("    log('opened');\n    callback(null, show(fd, info));", "    callback(null, show(fd, info));\n    log('opened');")],
    ['a lost error', load, loadFlat, loadFlat.replace('return callback(err);', 'return;')],
    ['work goes on after an error', load, loadFlat, loadFlat.replace('return callback(err);', 'callback(err);')],
    ['a callback called twice', load, loadFlat, loadFlat.replace('callback(null, show', 'callback(null); callback(null, show')],
    ['an early exit made late', load, loadFlat, loadFlat.replace("  if (!path) return callback(new Error('no path'));\n  (async () => {", "  (async () => {\n  await null; note();")],
    ['a lost receiver', test1, test1Async, test1Async.replace('.call(db, doc)', '(doc)')],
    ['a lost assertion', test1, test1Async, test1Async.replace('  assert.equal(n, 1);\n', '')],
    ['an unchecked error', test1, test1Async, test1Async.replace('await promisify(db.insert).call(db, doc);', 'await promisify(db.insert).call(db, doc).catch(() => {});')],
    ['exceptions handed to the callback where none should be', load, loadFlat, loadBridged],
    ['parallel calls made serial', "['a', 'b'].forEach((k) => store.get(k, (err) => log(k)));", "['a', 'b'].forEach((k) => store.get(k, (err) => log(k)));", "(async () => { for (const k of ['a', 'b']) { await require('util').promisify(store.get).call(store, k); log(k); } })();"],
    ['a used return value', 'log([1].map((n) => { store.get(n, () => {}); }));', 'log([1].map((n) => { store.get(n, () => {}); }));', "log([1].map(async (n) => { await require('util').promisify(store.get).call(store, n); }));"],
    ['trailing code run late', "store.get('a', (err, v) => { if (err) throw err; log(v); }); log('sent');", "(async () => { log(await require('util').promisify(store.get).call(store, 'a')); })(); log('sent');", "(async () => { log(await require('util').promisify(store.get).call(store, 'a')); log('sent'); })();"],
  ])('%s', async (_, before, good, mutated) => {
    expect(mutated).not.toBe(good === before ? '' : good);
    expect(await compare(before, good)).toBeNull();
    expect(await compare(before, mutated)).toMatch(/^scenario: .*\nbefore:\n/);
  });
});
