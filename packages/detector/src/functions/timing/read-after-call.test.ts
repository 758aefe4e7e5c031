import { describe, expect, it } from 'vitest';

import { isFunction } from '../../syntax/function-node.js';
import { callAt, nodeAt, parse } from '../../../test/nodes.js';
import { functionIndexOf } from '../index/function-index.js';
import { isMember, isReadAfterCall } from './read-after-call.js';

const set = 'function (err, x) { found = x; }';

describe('what the callback of `load(...)` writes is read behind the call', () => {
  it.each([
    [`let found; load(${set}); show(found);`, true],
    [`let found; show(found); load(${set});`, false],
    [`let found; load(${set}); found = 1;`, false],
    [`let found; load(${set}); setTimeout(function () { show(found); }, 1);`, false],
    [`let found; load(${set}); (function () { show(found); })();`, true],
    [`let found; load(${set}); (async () => { await new Promise((resolve) => { show(found, resolve); }); })();`, true],
    [`let found; load(${set}); new Listener(function () { show(found); });`, false],
    [`let found; if (a) { load(${set}); } else { show(found); }`, false],
    [`let found; function f() { load(${set}); } show(found);`, false],
    [`let found; async function f() { await load(${set}); show(found); }`, false],
    [`let found; list.forEach(function () { load(${set}); }); show(found);`, true],
    ['const list = []; load(function (err, x) { list.push(x); }); show(list);', true],
    ['const list = []; load(function (err, x) { list.push(x); }); list.push(1);', false],
    ['const box = {}; load(function (err, x) { box.a = x; }); show(box.a);', true],
    ['const box = {}; load(function (err, x) { box.a = x; }); show(box.b);', false],
    ['let left = 1; load(function (err, x) { left--; }); show(left);', false],
    ['function f() { load((err, x) => { this.a = x; }); show(this.a); }', true],
    ['function f() { load((err, x) => { this.a = x; }); show(this.b); }', false],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const call = callAt(source, 'load');
    const [callback] = call.arguments;
    expect(isFunction(callback) && isReadAfterCall(source, functionIndexOf(source), call, callback)).toBe(expected);
  });
});

it.each([
  ['box.a', true],
  ["box['a']", true],
  ['box[key]', true],
  ['box.b', false],
  ['x.box', false],
  ['box', false],
])('%s may be the property `a`: %j', (code, expected) => {
  const source = parse(`show(${code});`);
  expect(isMember(nodeAt(source, 'box'), 'a')).toBe(expected);
});
