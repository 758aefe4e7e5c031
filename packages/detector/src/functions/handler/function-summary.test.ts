import { describe, expect, it } from 'vitest';

import { functionsOf } from '../../detect.js';
import { parse } from '../../../test/nodes.js';
import type { FunctionSummary } from './completion-handler.js';
import { summarizeFunctions } from './function-summary.js';

function summaries(code: string): readonly FunctionSummary[] {
  const source = parse(code);
  return summarizeFunctions(source, functionsOf(source));
}

describe('the summary of a function', () => {
  it.each([
    ['function f() {}', 'f'],
    ['const f = function () {};', 'f'],
    ['exports.f = function () {};', 'f'],
    ["exports['f'] = () => {};", 'f'],
    ['x({ f() {} });', 'f'],
    ['class A { f() {} }', 'f'],
    ['run(function f() {});', 'f'],
    ['run(function () {});', null],
  ])('has the name: %s: %s', (code, expected) => {
    expect(summaries(code).map(({ name }) => name)).toEqual([expected]);
  });

  it.each([
    ['function f(id, cb) { load(id, cb); }', [{ callee: null, forwards: [[0, 0], [1, 1]] }]],
    ['function f(id, cb) { load(cb); }', [{ callee: null, forwards: [[1, 0]] }]],
    ['function f(id, cb) { load(1); }', [{ callee: null, forwards: [] }]],
    ["function f(id, cb) { require('fs').stat(id, cb); }", [{ callee: null, forwards: [] }, { callee: 'fs.stat', forwards: [[0, 0], [1, 1]] }]],
    ['function f(id, cb) { f(id); }', [{ callee: '0', forwards: [[0, 0]] }]],
  ])('has the calls: %s: %j', (code, expected) => {
    const [first] = summaries(code);
    expect([...first!.calls].sort((a, b) => a.forwards.length - b.forwards.length)).toEqual(expected);
  });

  it.each([
    ['function f() {} f();', { caller: null, isValueUsed: false, insideTry: false }],
    ['function f() {} show(f());', { caller: null, isValueUsed: true, insideTry: false }],
    ['function f() {} try { f(); } catch (e) {}', { caller: null, isValueUsed: false, insideTry: true }],
    ['function f() {} function g() { f(); }', { caller: '16', isValueUsed: false, insideTry: false }],
  ])('has the callers: %s: %j', (code, expected) => {
    expect(summaries(code)[0]?.calledBy).toEqual([expected]);
  });

  it('has a handler for each callback, and is plain data', () => {
    const found = summaries('function f(id, cb) { cb(null, id); }');
    expect(found[0]?.handlers.map(({ position, protocol }) => [position, protocol])).toEqual([[1, 'error-first']]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
