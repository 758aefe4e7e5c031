import { detectCallbacks, gradeUncheckedError } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

/** The grade of the last error-first callback of a snippet. */
function gradeIn(code: string, isIgnored?: (name: string) => boolean): string | null {
  const source = parseSource(code, 'snippet.js');
  const site = detectCallbacks(source).findLast(({ kind }) => kind === 'error-first')!;
  return gradeUncheckedError(source, site, isIgnored);
}

const read = (callback: string) => `require('fs').readFile(path, ${callback});`;

describe('the callback', () => {
  it.each([
    ['function (err) { if (err) throw err }', null],
    ['function (err, data) { use(data) }', 'lost'],
    ['function (err, data) { this.data = data }', 'lost'],
    ['function (err, data) { cb(err, parse(data)) }', 'ignored'],
    ['function (err, data) { cb(err, data.map(parse)) }', 'lost'],
    ["function (err, data) { if (err && err.code === 'ENOENT') return cb(err); cb(err, parse(data)) }", 'ignored'],
    ["function (err, data) { if (err && err.code === 'ENOENT') return cb(err); cb(err, data.map(parse)) }", 'lost'],
    ['function (err, data) { show(data); if (err) log(err); go() }', 'lost'],
    ['function (err, data) { show(data); if (x) cb(err) }', 'lost'],
    ['function (err, data) { if (strict) { if (err) throw err } use(data) }', 'lost'],
    ['function () { use() }', 'lost'],
    ['function (err) { done() }', 'lost'],
    // nothing depends on success
    ['function () {}', 'ignored'],
    ['function (err) { err; }', 'ignored'],
    ["function () { console.log('read') }", 'ignored'],
    ['function (err, data) { if (data) use(data); else create() }', 'ignored'],
    ['function (err, data) { const size = data && data.length; show(size) }', 'ignored'],
    ["function (err, data) { const text = data || '{}'; show(text) }", 'ignored'],
    ['function (err, data) { data = data ?? []; show(data.length) }', 'ignored'],
    ['function (err, data) { const text = data || other; show(data.length) }', 'lost'],
    ['function (err, stats) { if (!stats?.isFile()) return create(); use(stats.size) }', 'ignored'],
    ['function (err, stats) { if (!stats.isFile()) return create(); use(stats.size) }', 'lost'],
    ['function (err, data) { if (data) use(data); else next() }', 'ignored'],
    ["function (err, data) { throw new Error('called') }", 'ignored'],
    ["function (err, data) { if (data) throw new Error('called'); use(data) }", 'lost'],
    ["function (err, data) { this._logger('read', path.toString()) }", 'ignored'],
    ["function (err, data) { t.assert.fail('called') }", 'ignored'],
    ['function (err, data) { job.fail(data) }', 'lost'],
    // a request and its response come along with an error
    ['function (err, request, reply) { if (reply.sent) return; if (err) return reply.send(err); use(request.url) }', null],
    ['function (err, request, reply) { use(request.url) }', 'lost'],
    ['function (err, response) { if (response.sent) return; if (err) throw err; }', 'lost'],
    // what is only told before the error is passed on
    ["function (err, data) { events.emit('read', data); cb(err, data) }", 'ignored'],
    ["function (err, data) { expect(data.length).to.equal(1); done(err, data) }", 'ignored'],
    ['function (err, data) { show(data.length); done(err, data) }', 'lost'],
    ["function (err, data) { events.emit('read', data); if (strict) cb(err, data) }", 'lost'],
    // nobody waits for the outcome any more
    ['function (err, data) { if (this.state.aborted) { setImmediate(cb); return; } if (err) return cb(err); use(data) }', null],
    ['function (err, data) { if (closed || this.isDestroyed) return cb(); if (err) return cb(err); use(data) }', null],
    ['function (err, data) { if (closed) next(); if (err) return cb(err); use(data) }', null],
    ['function (err, data) { if (closed) return cb(null, data.length); use(data) }', 'lost'],
    ['function (err, data) { if (quick) return cb(null); if (err) return cb(err); use(data) }', 'lost'],
    ['function (err, data) { if (lastError) return; if (err) return cb(err); use(data) }', null],
    ['function (err, data) { next(); if (hasFailed || firstErr) return; cb(err, data) }', null],
    ['function (err, data) { next(); if (x) return; cb(err, data) }', 'lost'],
    ['function (err, data) { if (lastError) return; use(data) }', 'lost'],
    ['function (err, data) { if (err) log(err); cb?.(null) }', 'ignored'],
    // the head names the error that is not taken
    ['(/* err, data */) => { use() }', 'ignored'],
    ['(/* nothing */) => { use() }', 'lost'],
    // without a callback nobody can be told
    ['function (err, data) { if (callback) { if (err) callback(err); else callback(null, data) } this.release(x); }', null],
    ['function (err, data) { if (err) callback(err); else callback(null, data); this.release(x); }', null],
    ['function (err, data) { if (err) callback(err); this.release(x); }', 'lost'],
    // it logs and goes on without the result
    ['function (err) { if (err) console.error(err); next() }', 'ignored'],
    ['function (err, data) { if (err) console.error(err); use(data) }', 'lost'],
    // the name of the parameter
    ['function (_err, data) { use(data) }', null],
    ['function (ignoredError) { use() }', null],
    ['function (notHandledErr) { use() }', null],
    ['function (_err, data) { if (strict) { if (_err) throw _err } use(data) }', 'lost'],
    // a comment
    ['function () { use(); /* best effort */ }', null],
    ['function (err) { use(); // ignored on purpose\n }', null],
    ['function (err) { // carry on\n use() }', null],
    ['function (err) { // we do not care\n use() }', null],
    ['function (err) { // the folder may already exist\n use() }', null],
    ['function (err) { // this error will be handled by the stream\n use() }', null],
    ['function (err) { // already there\n use() }', null],
    ['function (err) { // no need to handle the error here\n use() }', null],
    ['function (err) { if (err) { // the folder is there\n } use() }', null],
    ['function (err) { if (err) {} use() // the folder\n }', 'lost'],
    ['function (err) { // create the folder first\n use() }', 'lost'],
    ['function (err, x) { if (strict) { if (err) throw err; return } // errors are ignored here\n done(null); }', null],
    ['function (err) { use() // eslint-disable-line handle-callback-err\n }', null],
    ['function (err) { use(); later(function () { /* ignored */ }); }', 'lost'],
    ['function (err, data) { use(data);\n// errors are ignored\nlater(function () {}); }', 'lost'],
    ['function (err, data) { use(data);\n// errors are ignored\nlater(); }', null],
    ['function (err, data) { if (strict) { if (err) throw err } /* ignored */ use(data) }', 'lost'],
  ])('%s: %s', (callback, expected) => {
    expect(gradeIn(read(callback))).toBe(expected);
  });
});

describe('what is around it', () => {
  it.each([
    [`// ignore errors of this\n${read('function () { use() }')}`, null],
    [`// eslint-disable-next-line n/handle-callback-err\n${read('function (err) { use() }')}`, null],
    [`/* eslint-disable handle-callback-err */\n${read('function (err) { use() }')}`, null],
    [`// ignore this file\n${read('function () { use() }')}`, 'lost'],
    [`class A {\n/** Saves it; errors are ignored. */\nsave() { ${read('function () { use() }')} } }`, null],
    [`class A {\n/** Saves it. */\nsave() { ${read('function () { use() }')} } }`, 'lost'],
    [`/** Saves it; errors are ignored. */\nfunction save() { ${read('function () { use() }')} }`, null],
    [`// ignore errors of this\nlog();\n${read('function () { use() }')}`, 'lost'],
    // cleanup, and the path of another error
    ["require('fs').unlink(path, function () { done() })", 'ignored'],
    ['function f(err) { if (err) require("fs").writeFile(p, err.stack, function () { done(err) }) }', 'ignored'],
    ['try { load() } catch (e) { require("fs").writeFile(p, e.stack, function () { done() }) }', 'ignored'],
    ['function f(err) { require("fs").writeFile(p, "x", function () { done(err) }) }', 'ignored'],
    ['require("fs").writeFile(p, "x", function () { done(new Error("closed")) })', 'ignored'],
    ['function f(error, reply) { require("fs").writeFile(p, "x", function () { fail(reply, error) }) }', 'ignored'],
    ['function f(error, reply) { require("fs").writeFile(p, "x", function (error) { fail(reply) }) }', 'lost'],
    ['function cleanUp() { require("fs").writeFile(p, "x", function () { done() }) }', 'ignored'],
    ['class A { cleanup() { require("fs").writeFile(p, "x", () => done()) } }', 'ignored'],
    ['class IgnoreErrorFactory { create() { require("fs").writeFile(p, "x", () => done()) } }', null],
    ['class ErrorFactory { create() { require("fs").writeFile(p, "x", () => done()) } }', 'lost'],
    ['after(function (done) { require("fs").writeFile(p, "x", function () { done() }) })', 'ignored'],
    ['before(function (done) { require("fs").writeFile(p, "x", function () { done() }) })', 'lost'],
    ['Worker.prototype.end = function (done) { require("fs").writeFile(p, "x", function () { done() }) }', 'ignored'],
    // the output of a process that failed
    ["require('child_process').exec(command, function (err, stdout) { show(stdout.length); if (err) throw err; })", null],
    ["require('child_process').exec(command, function (err, stdout) { show(stdout.length) })", 'ignored'],
    ["require('child_process').exec(command, function (err, stdout) { cb(null, stdout.length) })", 'lost'],
    ["require('child_process').exec(command, function () { cb() })", 'lost'],
    ["require('child_process').exec(command, function (err, stdout) { if (err) console.error(err); show(stdout.length) })", 'ignored'],
    ["require('child_process').exec(command, function (err, stdout) { if (err) console.error(err); console.log(stdout) })", 'ignored'],
    // loops whose workers never fail
    ["require('async').each(list, (item, cb) => { use(item); cb() }, () => done())", null],
    ["require('async').each(list, (item, cb) => save(item, cb), () => done())", 'lost'],
    ["require('async').parallel([(cb) => cb(null, 1), (cb) => save(cb)], () => done())", 'lost'],
    ["require('async').map(list, require('async').reflect(load), (err, all) => use(all))", null],
    ["require('async').map(list, require('async').timeout(load), (err, all) => use(all))", 'lost'],
    // an option that says so
    ['jar.setCookie(cookie, url, { ignoreError: true }, function () { done() })', null],
    ['jar.setCookie(cookie, url, { ignoreError: false }, function () { done() })', 'lost'],
    // optional callbacks
    ["require('net').createServer().close(function () { done() })", 'ignored'],
    ["require('fs').createWriteStream(p).write(x, function (error) { next() })", 'ignored'],
    ['client.connect(function () { done() })', 'ignored'],
    ["client.sendString(headers, 'x', function () { done() })", 'ignored'],
    ["feed.append('x', function () { done() })", 'lost'],
    ['db.createIndex({ a: 1 }, function () { done() })', 'lost'],
    // callees that never fail, and results that always come along
    ['function load(cb) { cb(null, 1) } load(function (err, x) { use(x) })', null],
    ['function load(cb) { give(cb) } function give(cb) { cb(null, 1) } load(function (err, x) { use(x) })', null],
    ['function load(cb) { give(cb) } function give(cb) { cb(null, 1); load(cb) } load(function (err, x) { use(x) })', null],
    ['function load(cb) { give(cb) } function give(cb) { open(cb); load(cb) } load(function (err, x) { use(x) })', 'lost'],
    ['function say(text, cb) { this.socket.write(text, cb) } say(1, function (err) { use() })', 'ignored'],
    ['function say(text, cb) { if (!text) return cb(); tell(text, cb) } function tell(text, cb) { socket.write(text, cb) } say(1, function (err) { use() })', 'ignored'],
    ['function say(text, cb) { if (!text) return cb(new Error()); socket.write(text, cb) } say(1, function (err) { use() })', 'lost'],
    ['function load(req, cb) { read((e, x) => cb(e, req)) } load(1, (err, req) => { req.log(1); if (err) throw err })', null],
    ['function load(req, cb) { read((e, x) => cb(e, x)) } load(1, (err, x) => { x.log(1); if (err) throw err })', 'lost'],
    ['function load(cb) { if (x) return cb(new Error(), req); cb(null, req) } load(function (err, req) { use(req) })', 'lost'],
    ['function load(cb) { if (x) return cb(new Error(), req); cb(null, req) } load(function (err, req) { log(req.url); if (err) throw err; })', null],
  ])('%s: %s', (code, expected) => {
    expect(gradeIn(code)).toBe(expected);
  });
});

it('takes the names that mark an error as ignored from its caller', () => {
  expect(gradeIn(read('function (failure, x) { use(x) }'), (name) => name === 'failure')).toBeNull();
  expect(gradeIn(read('function (_err, x) { use(x) }'), () => false)).toBe('lost');
});
