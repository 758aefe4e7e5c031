import { describe, expect, it } from 'vitest';

import { callAt, functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { functionIndexOf } from '../index/function-index.js';
import { TimingReader } from './timing.js';

function readerOf(source: ReturnType<typeof parse>): TimingReader {
  const timingOf = (path: string) => (path === 'fs.stat' ? 'later' : path === 'quick.get' ? 'at-once' : 'unknown');
  return new TimingReader(source, functionIndexOf(source), timingOf, ({ name }) => name === 'problem');
}

const required = "const fs = require('fs'); const quick = require('quick');";

describe('when `f` calls its last parameter without and with an error', () => {
  it.each([
    ['function f(cb) { cb(); }', 'at-once', 'never'],
    ['function f(cb) { cb(null, 1); }', 'at-once', 'never'],
    ["function f(cb) { cb(new Error('a')); }", 'never', 'at-once'],
    ['function f(cb) { load(function (problem) { cb(problem); }); }', 'unknown', 'unknown'],
    ['function f(cb) { cb.call(this, null); }', 'at-once', 'never'],
    ['function f(cb) { cb.apply(this, all); }', 'at-once', 'at-once'],
    ['function f(cb) { setTimeout(cb, 1); }', 'later', 'later'],
    [`${required} function f(cb) { fs.stat('a', cb); }`, 'later', 'later'],
    [`${required} function f(cb) { quick.get('a', cb); }`, 'at-once', 'at-once'],
    [`${required} function f(cb) { fs.stat('a', function (err) { if (err) return cb(err); cb(null); }); }`, 'later', 'later'],
    [`${required} function f(cb) { if (known) return cb(null); fs.stat('a', cb); }`, 'mixed', 'later'],
    ['function f(cb) { const done = cb || noop; done(null); }', 'at-once', 'never'],
    ['function f(cb) { const done = once(cb); done(null); }', 'at-once', 'never'],
    ['function f(cb) { waiting.push(cb); }', 'unknown', 'unknown'],
    ['function f(cb) { this.cb = cb; }', 'unknown', 'unknown'],
    ['function f(cb) { callbackify(work)(cb); }', 'later', 'later'],
    ['function f(work, cb) { work(cb); }', 'as-passed', 'as-passed'],
    ['function f(work, cb) { if (!work) return cb(); work(cb); }', 'unless-passed-waits', 'as-passed'],
    ['async function f(cb) { await x; cb(null); }', 'later', 'never'],
    ['async function f(cb) { if (x) { await x; cb(null, 1); } else { cb(null); } }', 'mixed', 'never'],
    ['async function f(cb) { if (x) { await x; return cb(null, 1); } cb(null); }', 'mixed', 'never'],
    ['async function f(work, cb) { await work(); cb(null); }', 'as-passed', 'never'],
    ['async function f(work, cb) { await x; await work(); cb(null); }', 'later', 'never'],
    ['function f(work, cb) { if (!work) return cb(); (async () => { await promisify(work)(1); cb(null); })(); }', 'unless-passed-waits', 'never'],
    ['function f(work, cb) { (async () => { await new Promise((resolve) => { work(1, resolve); }); cb(null); })(); }', 'as-passed', 'never'],
    ['function f(work, cb) { setTimeout(async () => { await work(); cb(null); }, 1); }', 'later', 'never'],
    ['function* f(cb) { cb(null); }', 'unknown', 'never'],
    ['function f(cb) {}', 'never', 'never'],
  ])('%s: %s, %s', (code, onSuccess, onError) => {
    const source = parse(code);
    const fn = functionAt(source, code.slice(code.search(/(?:async )?function\*? f\(/)).slice(0, 12));
    const uses = usesOfParameter(fn, fn.params.length - 1, functionIndexOf(source).bindings);
    expect(readerOf(source).timingsOf(uses!)).toEqual({ onSuccess, onError });
  });
});

describe('when the callee of a call calls an argument', () => {
  it.each([
    ['list.forEach(cb);', 'list', 0, 'at-once'],
    ["stream.on('end', cb);", 'stream', 1, 'later'],
    ['load(cb);', 'load', 0, 'unknown'],
    [`${required} fs.stat(filter, cb);`, 'fs.stat', 0, 'never'],
    [`${required} fs.stat(filter, cb);`, 'fs.stat', 1, 'later'],
    ['function own(done) { done(); } own(cb);', 'own(cb)', 0, 'at-once'],
    ["function own(done) { if (a) return done(new Error('a')); setTimeout(done, 1); } own(cb);", 'own(cb)', 0, 'mixed'],
  ])('%s, %s, argument %i: %s', (code, start, index, expected) => {
    const source = parse(code);
    const call = callAt(source, start);
    expect(readerOf(source).timingOfArgument(call, call.arguments[index]!)).toBe(expected);
  });
});
