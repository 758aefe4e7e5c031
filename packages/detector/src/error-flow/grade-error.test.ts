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
    ['function (err, data) { if (strict) { if (err) throw err } use(data) }', 'lost'],
    ['function () { use() }', 'lost'],
    ['function (err) { done() }', 'lost'],
    // nothing depends on success
    ['function () {}', 'ignored'],
    ['function (err) { err; }', 'ignored'],
    ["function () { console.log('read') }", 'ignored'],
    ['function (err, data) { if (data) use(data); else create() }', 'ignored'],
    ['function (err, data) { const size = data && data.length; show(size) }', 'ignored'],
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
    ['function (err) { use() // eslint-disable-line handle-callback-err\n }', null],
    ['function (err) { use(); later(function () { /* ignored */ }); }', 'lost'],
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
    [`// ignore errors of this\nlog();\n${read('function () { use() }')}`, 'lost'],
    // cleanup, and the path of another error
    ["require('fs').unlink(path, function () { done() })", 'ignored'],
    ['function f(err) { if (err) require("fs").writeFile(p, err.stack, function () { done(err) }) }', 'ignored'],
    ['try { load() } catch (e) { require("fs").writeFile(p, e.stack, function () { done() }) }', 'ignored'],
    ['function f(err) { require("fs").writeFile(p, "x", function () { done(err) }) }', 'ignored'],
    ['require("fs").writeFile(p, "x", function () { done(new Error("closed")) })', 'ignored'],
    // optional callbacks
    ["require('net').createServer().close(function () { done() })", 'ignored'],
    ['client.connect(function () { done() })', 'ignored'],
    ['db.createIndex({ a: 1 }, function () { done() })', 'lost'],
    // callees that never fail, and results that always come along
    ['function load(cb) { cb(null, 1) } load(function (err, x) { use(x) })', null],
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
