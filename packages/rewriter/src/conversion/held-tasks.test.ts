import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { matchHeld, matchTaskOfItems } from './held-tasks.js';

/** How many tasks the list of a `series` holds, with a `+` where some may be added later; null for a list that may hold something else. */
function heldIn(text: string): string | null {
  const source = parse(`const async = require('async');\nfunction f(given, store, next) { ${text} }`);
  const held = matchHeld(source, callAt(source, 'async.series(').arguments[0] as TSESTree.Expression);
  return held && `${String(held.tasks.length)}${held.isWhole ? '' : '+'}`;
}

describe('matchHeld', () => {
  it.each([
    ['const list = [function (cb) { cb(); }]; async.series(list, next);', '1'],
    ['var list = []; list.push(function (cb) { cb(); }, function (cb) { cb(); }); list.unshift((cb) => { cb(); }); async.series(list, next);', '3'],
    ['var list = []; if (given) { list.push(function (cb) { cb(); }); } if (list.length) async.series(list, next);', '1'],
    ['var list = []; Object.keys(given).forEach(function () { list.push(function (cb) { cb(); }); }); async.series(list, next);', '1'],
    ['var list = []; list.push((function (i) { return function (cb) { cb(); }; })(given)); async.series(list, next);', '1'],
    ['var list = Object.keys(given).map((key) => (cb) => { cb(key); }); async.series(list, next);', '1'],
    ['async.series(Object.keys(given).map(function (key) { return function (cb) { cb(key); }; }), next);', '1'],
    ['var list = []; given.on("data", function () { list.push(function (cb) { cb(); }); }); async.series(list, next);', '1+'],
    ['var list = [function (cb) { list.push(function (cb) { cb(); }); cb(); }]; async.series(list, next);', '2+'],
    ['var list = []; for (const key of given) { list.push(function (cb) { cb(); }); async.series(list, next); }', '1+'],
    ['for (const key of given) { const list = []; list.push(function (cb) { cb(); }); async.series(list, next); }', '1'],
    ['var list = []; store.run = function () { list.push(function (cb) { cb(); }); async.series(list, next); };', '1+'],
    ['var list = [function (cb) { cb(); }]; async.series(list, next); list.push(function (cb) { cb(); });', '2+'],
  ])('%s', (text, expected) => {
    expect(heldIn(text)).toBe(expected);
  });

  it.each([
    ['a list without tasks', 'var list = []; async.series(list, next);'],
    ['a function from elsewhere', 'var list = []; list.push(given); async.series(list, next);'],
    ['a list that is passed on', 'var list = [function (cb) { cb(); }]; store(list); async.series(list, next);'],
    ['a list that is assigned', 'var list = [function (cb) { cb(); }]; list = given; async.series(list, next);'],
    ['a list that is shortened', 'var list = [function (cb) { cb(); }]; list.length = 0; async.series(list, next);'],
    ['a task that is read', 'var list = [function (cb) { cb(); }]; list[0](next); async.series(list, next);'],
    ['a parameter', 'async.series(given, next);'],
    ['items of something unknown', 'async.series(require("x").map(function (key) { return function (cb) { cb(key); }; }), next);'],
    ['one of two functions', 'async.series([1].map(function (key) { if (key) return function (cb) { cb(); }; return function (cb) { cb(); }; }), next);'],
    ['a task with another parameter', 'var list = [function (value, cb) { cb(); }]; async.series(list, next);'],
    ['an async function', 'var list = [async function (cb) { cb(); }]; async.series(list, next);'],
  ])('not %s', (_, text) => {
    expect(heldIn(text)).toBeNull();
  });
});

describe('matchTaskOfItems', () => {
  it.each([
    ['async.series([given].map(function (row) { return function (cb) { cb(row); }; }), next);', 'row of [given]'],
    ['async.series(Object.keys(given).map((key) => (cb) => { cb(key); }), next);', 'key of Object.keys(given)'],
    ['async.series(given.map(function (row) { return function (cb) { cb(row); }; }), next);', null],
    ['async.series([given].map(function (row) { store(row); return function (cb) { cb(row); }; }), next);', null],
    ['async.series([given].map(function (row, index) { return function (cb) { cb(row); }; }), next);', null],
    ['async.series([given].map(function (row) { return function (cb) { row = 1; cb(row); }; }), next);', null],
    ['async.series([given].map(function (row) { return (function () { return function (cb) { cb(row); }; })(); }), next);', null],
  ])('%s', (text, expected) => {
    const source = parse(`const async = require('async');\nfunction f(given, store, next) { ${text} }`);
    const found = matchTaskOfItems(source, callAt(source, 'async.series(').arguments[0] as TSESTree.Expression);
    expect(found && `${found.item.name} of ${source.text.slice(...found.list.range)}`).toBe(expected);
  });
});
