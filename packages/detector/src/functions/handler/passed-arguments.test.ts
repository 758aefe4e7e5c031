import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../../test/nodes.js';
import { functionsOf } from '../../detect.js';
import type { ArgumentCounts } from './completion-handler.js';
import { joinPassed, passedByApi } from './passed-arguments.js';

/** What the function `f` of a program passes to its callback. */
function passedIn(code: string): readonly ArgumentCounts[] {
  const source = parse(code);
  const fn = functionAt(source, 'function f');
  const { passes } = functionsOf(source).handlerOf(fn, fn.params.length - 1)!;
  return [passes.onSuccess, passes.onError];
}

describe('calls of the callback', () => {
  it.each<[string, ...ArgumentCounts[]]>([
    ['cb();', [0], []],
    ['cb(null);', [1], []],
    ['cb(null, a, b);', [3], []],
    ['cb(undefined, a);', [2], []],
    ['cb(false, a);', [2], []],
    ["cb(new Error('gone'));", [], [1]],
    ["cb(new Error('gone'), undefined);", [], [2]],
    ['try { work(); } catch (e) { return cb(e); } cb(null, 1);', [2], [1]],
    ['if (err) return cb(err); cb(null);', [1], [1]],
    ['cb(err);', [1], [1]],
    ['cb(err, row);', [2], [2]],
    ['read((err, row) => { if (err) return cb(err); cb(err, row); });', [2], [1]],
    ['if (a) return cb(); cb(null, 1);', [0, 2], []],
    ['cb(...all);', 'unknown', 'unknown'],
    ['cb.call(this, null, 1);', [2], []],
    ['cb.apply(this, arguments);', 'unknown', 'unknown'],
    ['process.nextTick(cb, null, 1);', [2], []],
    ['process.nextTick(cb);', [0], []],
    ['setTimeout(cb, 10);', 'unknown', 'unknown'],
    ["if (typeof cb !== 'function') throw new TypeError(); cb && cb(null);", [1], []],
    ['cb = cb || noop; cb(null);', [1], []],
    ['var done = cb || noop; done(null);', 'unknown', 'unknown'],
    ['this.done = cb;', 'unknown', 'unknown'],
    ['if (a) return cb; cb();', 'unknown', 'unknown'],
  ])('%s', (body, ...expected) => {
    expect(passedIn(`function f(cb) { ${body} }`)).toEqual(expected);
  });
});

describe('a parameter that may be taken from `arguments`', () => {
  it.each<[string, ...ArgumentCounts[]]>([
    ['function f(a, cb_) { var cb = arguments[1]; g(cb); }', 'unknown', 'unknown'],
    ['function f(a, cb) { if (a) return cb(null, 1); work(arguments); }', 'unknown', 'unknown'],
    ['function f(a, cb) { if (arguments.length < 2) a = 1; cb(null); }', [1], []],
    ['function f(a, cb) { g(() => { work(arguments); }); cb(null); }', 'unknown', 'unknown'],
    ['function f(a, cb) { g(function () { work(arguments); }); cb(null); }', [1], []],
  ])('%s', (code, ...expected) => {
    expect(passedIn(code)).toEqual(expected);
  });
});

describe('calls that the callback is forwarded to', () => {
  it.each<[string, ...ArgumentCounts[]]>([
    ["fs.unlink('a', cb);", [1], [1]],
    ["fs.readFile('a', cb);", [2], [1]],
    ["fs.readFile('a', cb, 1);", 'unknown', 'unknown'],
    ['load(1, cb);', 'unknown', 'unknown'],
    ['callbackify(work)(cb);', [2], [1]],
    ['g(cb);', [2], [1]],
    ['f(cb);', [], []],
    ["if (a) return cb(); g(cb);", [0, 2], [1]],
  ])('%s', (body, ...expected) => {
    const g = "function g(cb) { if (a) return f(cb); if (b) return cb(new Error('b')); cb(null, 1); }";
    expect(passedIn(`const fs = require('fs'); const { callbackify } = require('util'); function f(cb) { ${body} } ${body.includes('g(') ? g : ''}`)).toEqual(expected);
  });

  it('of another file are added later', () => {
    expect(passedIn("const { load } = require('./load'); function f(cb) { if (a) return cb(); load(cb); }")).toEqual(['unknown', 'unknown']);
  });
});

describe('a catalogued function', () => {
  const facts = { kind: 'error-first', results: ['data'], promisified: 'first', nodeCore: false } as const;
  it.each<[string, Partial<Parameters<typeof passedByApi>[0]>, ...ArgumentCounts[]]>([
    ['of Node with a result', { nodeCore: true, followsNodeContract: true }, [2], [1]],
    ['of Node without a name for its result', { nodeCore: true, results: [] }, [2], 'unknown'],
    ['without a result', { promisified: 'none', results: [] }, [1], 'unknown'],
    ['of which the results are not stated', { results: [] }, 'unknown', 'unknown'],
    ['with several results', { results: ['a', 'b'] }, [3], 'unknown'],
    ['of another kind', { kind: 'iteration' }, 'unknown', 'unknown'],
  ])('%s', (_, changes, onSuccess, onError) => {
    expect(passedByApi({ ...facts, ...changes })).toEqual({ onSuccess, onError });
  });
});

it('joins the numbers of several calls', () => {
  expect(joinPassed([{ onSuccess: [2], onError: [1] }, { onSuccess: [0, 2], onError: [] }])).toEqual({ onSuccess: [0, 2], onError: [1] });
  expect(joinPassed([{ onSuccess: [2], onError: 'unknown' }, { onSuccess: [0, 2], onError: [] }])).toEqual({ onSuccess: [0, 2], onError: 'unknown' });
  expect(joinPassed([])).toEqual({ onSuccess: [], onError: [] });
});
