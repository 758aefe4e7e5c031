import { describe, expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { callAt, functionAt, nodeAt, parse, textOf } from '../../../test/nodes.js';
import { functionIndexOf } from '../index/function-index.js';
import { Protocols, isCallbackified, isNothing, matchTarget } from './protocol.js';

/** How the function `f` of a snippet calls its last parameter. */
function protocolOf(code: string, isError: (name: string) => boolean = () => false): string {
  const source = parse(code);
  const fn = functionAt(source, 'function f');
  const protocols = new Protocols(functionIndexOf(source), new Bindings(source), (path) => path === 'fs.readFile', ({ name }) => isError(name), () => [], () => false, false);
  return protocols.ofParameter(fn, fn.params.length - 1, true);
}

describe('the protocol of a parameter', () => {
  it.each([
    ['function f(cb) { cb(null, 1); }', 'error-first'],
    ['function f(cb) { cb(undefined, 1); }', 'error-first'],
    ['function f(cb) { cb.call(this, null, 1); }', 'error-first'],
    ['function f(cb) { load((err, x) => cb(err, x)); }', 'error-first'],
    ["const fs = require('fs'); function f(path, cb) { fs.readFile(path, cb); }", 'error-first'],
    ["const fs = require('fs'); function f(path, cb) { fs.stat(path, cb); }", 'unknown'],
    ['function f(cb) { process.nextTick(cb, null, 1); }', 'error-first'],
    ['function f(cb) { const done = once(cb); done(null, 1); }', 'error-first'],
    ['function f(options, cb) { if (!cb) cb = options; cb(null, 1); }', 'error-first'],
    ['function f(cb) { new Job(cb); } class Job { constructor(done) { done(null, 1); } }', 'error-first'],
    ['function f(cb) { new Job(cb); }', 'unknown'],
    ["function f(cb) { this.once('open', cb); }", 'result-only'],
    ["function f(cb) { stream.on('error', cb); }", 'failure-only'],
    ["function f(cb) { stream.on('error', cb); stream.on('end', cb); }", 'likely-error-first'],
    ["function f(cb) { stream.on('error', cb); stream.on('end', () => cb()); }", 'likely-error-first'],
    ["function f(cb) { stream.on('end', cb); }", 'result-only'],
    ["function f(cb) { request.on('error', cb); request.on('response', cb); }", 'unknown'],
    ["function f(cb) { socket.on('error', cb); socket.on('close', cb); }", 'unknown'],
    ["function f(cb) { this.on(event, cb); }", 'unknown'],
    ["const k = Symbol('k'); const j = Symbol('j'); class A { [k](cb) { cb(null, 1); } [j](cb) { cb(1); } } function f(cb) { new A()[k](cb); }", 'error-first'],
    ['function f(cb) { cb(null); }', 'likely-error-first'],
    ["function f(cb) { cb(new Error('a')); }", 'likely-error-first'],
    ['function f(cb) { try { run(); } catch (e) { cb(e); } }', 'likely-error-first'],
    ['function f(cb) { cb(null, 1); cb(true, 1); }', 'likely-error-first'],
    ['function f(cb) { cb(1); }', 'result-only'],
    ['function f(cb) { cb(size > 1, size); }', 'result-only'],
    ['function f(cb) { cb(null); cb(1); }', 'unknown'],
    ['function f(cb) { cb(e); }', 'unknown'],
    ['function f(cb) { f(cb); }', 'unknown'],
    ['function f(ok, fail) { ok(1); if (err) fail(err); }', 'failure-only'],
    ['function f(cb) { load().then(() => cb(), cb); }', 'likely-error-first'],
    ['function f(cb) { load().then(() => cb()).catch(cb); }', 'likely-error-first'],
    ['function f(cb) { load().then((x) => cb(x)).catch(cb); }', 'result-only'],
    ['function f(ok, fail) { load().then(ok, fail); }', 'unknown'],
    ['function f(ok, fail) { load().then(() => ok()).catch(fail); }', 'unknown'],
  ])('%s: %s', (code, expected) => {
    expect(protocolOf(code)).toBe(expected);
  });

  it('counts what is known to be an error, whatever its name is', () => {
    const code = 'function f(cb) { load((problem, x) => cb(problem, x)); }';
    expect(protocolOf(code)).toBe('result-only');
    expect(protocolOf(code, (name) => name === 'problem')).toBe('error-first');
  });
});

describe('matchTarget', () => {
  it.each([
    ['const done = cb', 'done'],
    ['done = cb', 'done'],
    ['this.done = cb', 'this.done'],
    ['const { length } = cb', '{ length }'],
    ['cb = other', null],
    ['done(cb)', null],
    ['const { a = cb } = done', null],
  ])('%s: %s', (code, expected) => {
    const source = parse(`${code};`);
    const value = nodeAt(source, 'cb');
    const target = matchTarget(value.parent!, value);
    expect(target && textOf(source, target)).toBe(expected);
  });
});

describe('isNothing', () => {
  it.each([
    ['null', 1, true],
    ['null', 2, true],
    ['undefined', 2, true],
    ['undefined', 1, false],
    ['void 0', 2, true],
    ['false', 2, true],
    ['false', 1, false],
    ['err || null', 1, true],
    ['err ? err : null', 1, true],
    ['err', 2, false],
    ['0', 2, false],
  ])('%s of %i: %j', (code, count, expected) => {
    expect(isNothing(callAt(parse(`cb(${code});`), 'cb').arguments[0]!, count)).toBe(expected);
  });
});

it.each([
  ['callbackify(work)(cb)', true],
  ['util.callbackify(work)(cb)', true],
  ['callbackify(cb)', false],
  ['promisify(work)(cb)', false],
])('%s is callbackified: %j', (code, expected) => {
  expect(isCallbackified(callAt(parse(`${code};`), ''))).toBe(expected);
});
