import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../../test/nodes.js';
import { functionsOf } from '../../detect.js';
import { nodesOf } from '../../source/file-nodes.js';
import { functionsRequiredAtOnce, isInside } from './required-at-once.js';

const find = 'function find(id, cb) { read(id, cb); } function read(id, cb) { cb(null, id); }';

const methods = 'const store = { get: function get(id, cb) { cb(null, id); } }; store.all = function all(cb) { cb(); };';

describe('functions that have to call back before they return', () => {
  it.each([
    [`${find} function findSync(id) { let found; find(id, function (err, x) { found = x; }); return found; }`, ['find', 'read']],
    [`${find} find(1, function (err, x) { show(x); });`, []],
    [`${find} let found; find(1, function (err, x) { found = x; }); setTimeout(function () { show(found); }, 1);`, []],
    [`${find} let found; read(1, function (err, x) { found = x; }); show(found);`, ['read']],
    ['function find(id, cb) { setTimeout(function () { cb(null, id); }, 1); } let found; find(1, function (err, x) { found = x; }); show(found);', []],
    [`${find} let found; other(1, function (err, x) { found = x; }); show(found);`, []],
    [`const store = { get: function get(id, cb) { cb(null, id); } }; store.getSync = syncWrap('get');`, ['get']],
    [`const store = { get: function get(id, cb) { cb(null, id); }, all: function all(cb) { cb(); } }; wrapSync(['get', 'all']);`, ['get', 'all']],
    [`const store = { get: function get(id, cb) { cb(null, id); } }; store.get2 = asyncWrap('get');`, []],
    [`${methods} const wrap = (name) => function () { let found; const args = [...arguments]; args.push((err, x) => { found = x; }); this[name].apply(this, args); return found; };`, ['get', 'all']],
    [`${methods} const wrap = (name) => (...args) => { let found; store[name](...args, (err, x) => { found = x; }); return found; };`, ['get', 'all']],
    [`${methods} const wrap = (name) => (...args) => { store[name](...args, (err, x) => show(x)); return true; };`, []],
    [`${methods} const wrap = (name) => (...args) => { let found; store.get(...args, (err, x) => { found = x; }); return found; };`, ['get']],
  ])('%s: %j', (code, expected) => {
    const source = parse(code);
    const functions = functionsOf(source);
    const required = functionsRequiredAtOnce(source, functions.index, [], (call, argument) => functions.timingOfArgument(call, argument));
    expect([...required].map(({ id }) => id?.name)).toEqual(expected);
    const reads = code.includes('read(id, cb)') && callAt(source, 'read(id, cb)');
    if (reads) expect(isInside(reads, required)).toBe(expected.includes('find'));
  });

  it('are also those that the functions call that another file requires', () => {
    const source = parse('function find(id, cb) { read(id, function (err, x) { cb(err, x); }); } function read(id, cb) { cb(null, id); } function other() {}');
    const { index } = functionsOf(source);
    const find = nodesOf(source).functions[0]!;
    expect([...functionsRequiredAtOnce(source, index, [find], () => 'unknown')].map(({ id }) => id?.name)).toEqual(['find', 'read']);
    expect(functionsOf(source, { requiredAtOnce: [find] }).isRequiredAtOnce(callAt(source, 'read(id, function'))).toBe(true);
    expect(functionsOf(source).isRequiredAtOnce(callAt(source, 'read(id, function'))).toBe(false);
  });
});
