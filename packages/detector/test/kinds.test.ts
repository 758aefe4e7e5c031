import { describe, expect, it } from 'vitest';

import { sitesOf } from './sites.js';

/** Code, and the kinds of its sites in order. */
const cases: Record<string, readonly [code: string, ...kinds: string[]][]> = {
  textbook: [
    ['[1, 2, 3].forEach(function callback(v) {})', 'iteration'],
    ['fetch(url).then(function callback(res) {})', 'promise-reaction'],
    ["new EventEmitter().on('event', function callback(ev) {})", 'event-listener'],
    ['setTimeout(function callback() {}, 5000)', 'timer'],
    ["app.get('/', function callback(req, res) {})", 'request-handler'],
    ['s3.upload(options, function callback(err, res) { if (err != null) { log(err) } })', 'error-first'],
    ["fs.readFile(path, 'utf8', (err, text) => {})", 'error-first'],
    ["it('works', function (done) {})", 'test'],
    ['new Promise(function (resolve, reject) {})', 'other'],
  ],
  'an error parameter that makes nothing error-first': [
    ['p.catch(err => log(err))', 'promise-reaction'],
    ['p.then(null, err => log(err))', 'promise-reaction'],
    ['p.then(f).fail(function (err) { log(err) })', 'promise-reaction'],
    ["child.on('error', function (err) { if (err) throw err })", 'event-listener'],
    ["child.once('error', function (err) {})", 'event-listener'],
    ["child.addListener('error', err => {})", 'event-listener'],
    ["window.addEventListener('error', function (error) {})", 'event-listener'],
    ["process.on('uncaughtException', function (err) { process.exit(1) })", 'event-listener'],
    ['app.use(function (err, req, res, next) { next(err) })', 'request-handler'],
    ['errors.map(err => err.message)', 'iteration'],
    ['errors.forEach(function (err) { log(err) })', 'iteration'],
    ['errors.filter(function (error, i) { if (error) return true })', 'iteration'],
    ['assert.throws(f, function (err) { return err instanceof TypeError })', 'other'],
    ['bus.onError(function (err) { log(err) })', 'event-listener'],
    ['load(function (user) { show(user) }, function (err) { log(err) })', 'other', 'other'],
    ["$('a').click(function (e) { e.preventDefault() })", 'event-listener'],
    ['queue.push(function (err) { log(err) })', 'other'],
    ['queue.error(function (err, task) { log(err) })', 'event-listener'],
    ['cursor.forEach(function (doc) {}, function (err) { db.close() })', 'iteration', 'error-first'],
  ],
  'names that several worlds share': [
    ['docs.find(function (d) { return d.ok })', 'iteration'],
    ['Model.find({}, function (err, docs) { if (err) throw err; use(docs) })', 'error-first'],
    ['Model.find(function (err, docs) { if (err) throw err; use(docs) })', 'error-first'],
    ['Model.count(function (err, n) { done(err, n) })', 'error-first'],
    ["store.get('key', (err, v) => use(v))", 'error-first'],
    ["app.get('/x', fn); app.get('/y', function () {})", 'request-handler'],
    ["router.post('/x', function (req, res, next) {}, async (req, res) => {})", 'request-handler', 'request-handler'],
    ["$('li').each(function (i, el) {})", 'iteration'],
    ['$.each(list, function (i, el) {})', 'iteration'],
    ['_.map(list, function (x) { return x })', 'iteration'],
    ['_.each(list, function (err) {})', 'iteration'],
    ['Object.keys(x).forEach(function (k) {})', 'iteration'],
    ['text.replace(/a/g, function (m) { return m })', 'iteration'],
    ['Array.from(set, (x) => x)', 'iteration'],
    ['list.sort((a, b) => a - b)', 'iteration'],
    ['list.reduce(function (sum, e) { return sum + e }, 0)', 'iteration'],
    ['db.users.remove({ id }, function (err) { if (err) return cb(err); cb() })', 'error-first'],
    ['db.users.update(q, u, function (err, n) { cb(err, n) })', 'error-first'],
  ],
  tests: [
    ["describe('x', function () { before(function (done) {}); it('y', () => {}) })", 'test', 'test', 'test'],
    ["test.each([[1]])('x %s', (a) => {})", 'test'],
    ["it.only('x', function () {}); describe.skip('x', () => {})", 'test', 'test'],
    ["test('x', function (t) { t.test('y', function (t) { t.end() }) })", 'test', 'test'],
    ["suite('x', function () { setup(function () {}); teardown(function () {}) })", 'test', 'test', 'test'],
    ["it('x', function (done) { save(doc, function (err) { done(err) }) })", 'test', 'error-first'],
  ],
  timers: [
    ['process.nextTick(function () {}); setImmediate(() => {}); queueMicrotask(() => {})', 'timer', 'timer', 'timer'],
    ['setInterval(() => {}, 10); window.setTimeout(function () {}, 1)', 'timer', 'timer'],
    ['function tick() {} setTimeout(tick, 5)', 'timer'],
  ],
  'the catalogue goes by references': [
    ["const fs = require('fs'); fs.unlink(p, () => {})", 'error-first'],
    ["const fs = require('node:fs'); fs.unlink(p, function () {})", 'error-first'],
    ["import fs from 'fs'; fs.unlink(p, function () {})", 'error-first'],
    ["import * as fs from 'node:fs'; fs.unlink(p, function () {})", 'error-first'],
    ["import { unlink as rm } from 'fs'; rm(p, function () {})", 'error-first'],
    ["const { unlink: rm } = require('fs'); rm(p, function () {})", 'error-first'],
    ["require('fs').unlink(p, function () {})", 'error-first'],
    ["var fs = require('fs'), fs2 = fs; fs2.unlink(p, function () {})", 'error-first'],
    [
      "var fs; try { fs = require('graceful-fs') } catch (e) { fs = require('fs') } fs.unlink(p, function () {})",
      'error-first',
    ],
    ['fs.unlink(p, function () {})', 'other'],
    ["const fs = require('fs'); fs.exists(p, function (exists) {})", 'other'],
    ["const fs = require('fs'); function f(fs) { fs.unlink(p, function () {}) }", 'other'],
    [
      "const http = require('http'); http.get(url, function (res) {}); http.createServer(function (req, res) {})",
      'other',
      'request-handler',
    ],
    ["const net = require('net'); net.createServer(function (socket) {}).listen(80, function () {})", 'other', 'other'],
    ["const { randomBytes } = require('crypto'); randomBytes(8, function () {})", 'error-first'],
    ["const { exec } = require('child_process'); exec('ls', () => {})", 'error-first'],
    ["const AWS = require('aws-sdk'); const s3 = new AWS.S3(); s3.putObject(o, function () {})", 'error-first'],
    ["const AWS = require('aws-sdk'); new AWS.S3().getObject(o).on('error', function (err) {})", 'event-listener'],
    [
      "const redis = require('redis'), db = redis.createClient(); db.get('k', () => {}); db.on('error', () => {})",
      'error-first',
      'event-listener',
    ],
    ["const request = require('request'); request(url, () => {}).on('data', d => {})", 'error-first', 'event-listener'],
    ["const mkdirp = require('mkdirp'); mkdirp(dir, function () {})", 'error-first'],
  ],
  'definitions in the file': [
    ['function walk(dir, f) { f(dir + 1) } walk(d, function (err) {})', 'other'],
    ['function load(p, cb) { if (!p) return cb(new Error()); cb(null, 1) } load(p, function (x) {})', 'error-first'],
    ['function load(p, cb) { cb(null, 1) } load(p, () => {})', 'error-first'],
    [
      "const fs = require('fs'); function load(p, o, cb) { if (!cb) { cb = o } fs.readFile(p, cb) } load(p, () => {})",
      'error-first',
    ],
    ['class A { load(cb) { cb(null) } run() { this.load(() => {}) } }', 'error-first'],
    [
      'A.prototype.load = function (cb) { cb(null) }; A.prototype.run = function () { var self = this; self.load(() => {}) }',
      'error-first',
    ],
    ['exports.load = function (cb) { cb(undefined, 1) }; exports.load(() => {})', 'error-first'],
    ['function isLink(p, cb) { if (!p) return cb(err); cb(p === 1, 2) } isLink(p, function (is, n) {})', 'other'],
    [
      'function exists(p, cb) { stat(p, function (err) { cb(err ? true : false) }) } exists(p, function (yes) {})',
      'error-first',
      'other',
    ],
  ],
  'shapes and names': [
    ['load(p, function (problem, x) { if (problem) return cb(problem); cb(null, x) })', 'error-first'],
    ['load(p, function (found) { if (found) return show(found) })', 'other'],
    ['load(p, function (e, x) { if (e) return fail(e); use(x) })', 'error-first'],
    ['load(p, function (e) { use(e.target) })', 'other'],
    ['load(p, function (err) {})', 'error-first'],
    ['load(p, function (fooErr) {})', 'error-first'],
    ['load(p, _err => {})', 'error-first'],
    ['load(p, function (err, x) {}, options)', 'error-first'],
    ['load(p, function (err, x) { use(x) }.bind(this))', 'error-first'],
    ['load(p, function (x) {}.bind(this))', 'other'],
    ['load(p, () => {})', 'other'],
    ['define(function () {})', 'other'],
  ],
  'names of functions': [
    ['load(p, onLoad); function onLoad(err, x) { if (err) throw err }', 'error-first'],
    ['const onLoad = (err, x) => { if (err) throw err }; load(p, onLoad)', 'error-first'],
    ["const fs = require('fs'); function f(cb) { fs.readFile(p, cb) }"],
    ['let onLoad = function (err) {}; onLoad = null; load(p, onLoad)'],
    ['list.map(double); function double(x) { return 2 * x }', 'iteration'],
    ['use(config); function config() {}'],
  ],
  'async.js': [
    [
      "const async = require('async'); async.eachSeries(list, function (x, next) { next() }, function (err) {})",
      'async-iteratee',
      'error-first',
    ],
    [
      "const async = require('async'); async.series([function (cb) { cb() }, cb => cb()], function () {})",
      'async-iteratee',
      'async-iteratee',
      'error-first',
    ],
    [
      "const async = require('async'); async.parallel({ a: function (cb) { cb() }, b(cb) { cb() } }, done)",
      'async-iteratee',
      'async-iteratee',
    ],
    [
      "const async = require('async'); async.auto({ a: ['b', function (r, cb) { cb() }], b: function (cb) { cb() } }, (err) => {})",
      'async-iteratee',
      'async-iteratee',
      'error-first',
    ],
    [
      "const { mapLimit } = require('async'); mapLimit(list, 3, (x, cb) => cb(), () => {})",
      'async-iteratee',
      'error-first',
    ],
    ["const each = require('async/each'); each(list, work, () => {})", 'error-first'],
    [
      "const async = require('async'); const q = async.queue(function (task, cb) { cb() }, 2); q.push(t, function () {})",
      'async-iteratee',
      'error-first',
    ],
    ["const async = require('async'); async.filter(list, test, function (found) {})", 'other'],
    ['flow.eachSeries(list, function (x, next) { next() }, function (err) {})', 'async-iteratee', 'error-first'],
    ['flow.series([function (cb) { cb() }], function (err) {})', 'async-iteratee', 'error-first'],
  ],
};

for (const [title, table] of Object.entries(cases)) {
  describe(title, () => {
    it.each(table.map(([code, ...kinds]) => [code, kinds] as const))('%s', (code, kinds) => {
      expect(sitesOf(code).map(({ kind }) => kind)).toEqual(kinds);
    });
  });
}

describe('evidence and api', () => {
  it.each([
    ["const fs = require('node:fs'); fs.readFile(p, () => {})", 'catalog', 'fs.readFile'],
    ["const fs = require('fs-extra'); fs.readFile(p, () => {})", 'catalog', 'fs-extra.readFile'],
    ["const AWS = require('aws-sdk'); new AWS.S3().upload(o, () => {})", 'catalog', 'aws-sdk.S3.upload'],
    ['function load(cb) { cb(null) } load(function (err) { if (err) throw err })', 'definition', null],
    ['load(function (err) { if (err) throw err })', 'shape', null],
    ['load(function (err) {})', 'name', null],
  ])('%s', (code, evidence, api) => {
    expect(sitesOf(code).at(-1)).toMatchObject({ kind: 'error-first', evidence, api });
  });
});
