import type { TSESTree } from '@typescript-eslint/types';
import { functionIndexOf } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { functionAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { rewrite } from '../index.js';
import { matchPromiseForm } from './promise-form.js';

/** The promise that the statements of a function become: how each call settles it, or the name of the adapter; null for none. */
function promiseOf(code: string): unknown {
  const source = parse(`function f(x, cb) { ${code} }`);
  const { body } = functionAt(source, 'function f').body as TSESTree.BlockStatement;
  const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
  const form = matchPromiseForm(source, body, callback, () => null, () => false);
  if (form?.adapter) return `adapter ${form.adapter}`;
  return form && form.settlements.map(({ kind, value, whole }) => [kind, value ? textOf(source, value) : '', textOf(source, whole)].join(' | '));
}

describe('calls in functions of their own', () => {
  it.each<[code: string, expected: unknown]>([
    ['x.once("close", () => cb());', ['return |  | cb()']],
    ['x.once("close", function () { cb(null, x); });', ['return | x | cb(null, x)']],
    ['x.once("close", function () { return cb(new Error("gone")); });', ['throw | new Error("gone") | cb(new Error("gone"))']],
    ['x.once("error", (e) => cb(e)); x.once("end", () => cb());', ['throw | e | cb(e)', 'return |  | cb()']],
    ['x.once("end", (e) => cb(e));', ['either |  | cb(e)']],
    ['x.get((e, row) => { cb(e, row); });', ['either | row | cb(e, row)']],
    ['x.get((e) => { if (cb) cb(e); });', ['either |  | if (cb) cb(e);']],
    ['x.get((e) => cb && cb(e));', ['either |  | cb && cb(e)']],
    ['x.get((e) => { if (e) { cb(e); return; } cb(null, x); });', ['throw | e | cb(e)', 'return | x | cb(null, x)']],
    ['return x.once("close", () => cb());', ['return |  | cb()']],
    ['if (x) return cb(); x.once("close", () => cb());', ['return |  | cb()', 'return |  | cb()']],
  ])('%s', (code, expected) => {
    expect(promiseOf(code)).toEqual(expected);
  });
});

describe('a callback that is stored or passed on', () => {
  it.each(['x.push(cb);', 'x.done = cb;', 'x.push({ cb });', 'x.push({ done: cb });', 'x.push([cb]);', 'x.once("close", cb);', 'setTimeout(cb, 10);', 'x.push(cb); x.once("close", () => cb());'])('%s', (code) => {
    expect(promiseOf(code)).toBe('adapter cb');
  });
});

describe('no promise', () => {
  it.each([
    ['calls of their own only', 'if (x) cb(null, x);'],
    ['code behind a call', 'x.once("close", () => { cb(); log(x); });'],
    ['a use of what a call returns', 'x.once("close", () => { const y = cb(); });'],
    ['several results', 'x.get((e, a, b) => cb(e, a, b));'],
    ['another expression for the error', 'x.get((e) => cb(e.inner));'],
    ['a spread', 'x.get((...all) => cb(...all));'],
    ['a replaced callback', 'cb = wrap(cb); x.push(cb);'],
    ['a member of the callback', 'x.push(cb.bind(null, null));'],
    ['a value beside a test', 'if (cb) x.push(cb);'],
    ['a callee that may call back', 'x.load(cb);'],
    ['an async function', 'x.once("close", async () => { await x; cb(); });'],
    ['a name of the promise', 'const resolve = 1; x.push(cb, resolve);'],
    ['an await', 'x.push(cb); await x;'],
    ['a value that is returned beside it', 'x.once("close", () => cb()); return this;'],
    ['no mention', 'x.push(1);'],
  ])('%s', (_, code) => {
    expect(promiseOf(code)).toBeNull();
  });

  it('of statements that are followed by others, or are no block', () => {
    const source = parse('function f(x, cb) { if (x) x.push(cb); log(x); }');
    const { body } = functionAt(source, 'function f').body as TSESTree.BlockStatement;
    const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
    expect(matchPromiseForm(source, body.slice(0, 1), callback, () => null, () => false)).toBeNull();
    expect(matchPromiseForm(source, [(body[0] as TSESTree.IfStatement).consequent], callback, () => null, () => false)).toBeNull();
    expect(matchPromiseForm(source, [], callback, () => null, () => false)).toBeNull();
  });
});

it('not of a guard that moves into a `catch` together with what follows it', () => {
  const text = `const api = require('./api');
exports.load = function (key, cb) {
  api.get(key, function (err) {
    if (err && err.code !== 'ENOENT') if (!key) return;
    const step = () => cb(null, 1);
    cb(null, key);
  });
};
`;
  const { text: output, failure } = rewrite(parse(text), (after) => parse(after), { functions: true });
  expect(failure).toBeNull();
  expect(output).not.toContain('new Promise');
  expect(output.match(/cb\(null, key\)/g)).toHaveLength(1);
});

it('settles on each path where several lead to the same promise', () => {
  const text = `const fs = require('fs');
exports.remove = function (key, cb) {
  fs.unlink(key, function (err) {
    if (err && err.code !== 'ENOENT') return cb(err);
    if (key === 'later') setImmediate(() => cb('later'));
    else cb(null);
  });
};
`;
  const { text: output, failure } = rewrite(parse(text), (after) => parse(after), { functions: true });
  expect(failure).toBeNull();
  expect(output).toContain('resolve();');
  expect(output).not.toMatch(/return;/);
});
