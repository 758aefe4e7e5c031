import type { TSESTree } from '@typescript-eslint/types';
import { expect, test } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { isKnownArray } from './known-array.js';

/** Whether the list of `each(list, function () {})` in a function is known to be an array. */
function isKnown(text: string): boolean {
  const source = parse(`const async = require('async');\nconst fs = require('fs');\nconst _ = require('lodash');\nfunction f(given, done) { ${text} }`);
  const [list, task] = callAt(source, 'each(').arguments;
  if (!task) throw new Error('each takes a list and a function');
  return isKnownArray(source, list as TSESTree.Expression, task);
}

test.each([
  'each([1, given], function () {});',
  'each(Object.keys(given), function () {});',
  'each(_.values(given), function () {});',
  "each(given.split(','), function () {});",
  "each(given.split(/,/).filter(Boolean).map(String), function () {});",
  'const list = Object.keys(given).slice(1); each(list, function () {});',
  'let list = Object.keys(given); if (done) list = list.slice(1); each(list, function () {});',
  'fs.readdir(given, function (err, names) { if (err) return done(err); each(names.filter(Boolean), function () {}); });',
  'let list = Object.keys(given); list = list.filter(Boolean); each(list, function () {});',
  'each(fs.readdirSync(given), load);',
  'each([].concat(given), load);',
  'each(Array.prototype.slice.call(arguments), load);',
  'each([...given], load);',
  'if (!Array.isArray(given)) return done(); each(given, load);',
  'if (Array.isArray(given)) { each(given, load); }',
  'if (!Array.isArray(given)) given = [given]; each(given, load);',
  'each(Array.isArray(given) ? Object.keys(given) : [], load);',
  'function inner(list) { each(list, load); } inner(Object.keys(given)); inner([]);',
  '(function (...list) { each(list, load); })(given);',
  'given = [].concat(given); each(given, load);',
  'let list = given.list || given; if (done) list = 1; list = Object.keys(list); each(list, load);',
  'async.map([given], load, function (err, rows) { if (err) return done(err); each(rows, load); });',
  'each(given.filter(function (each) { return each.open; }), load);',
  'given.sort(); each(given, load);',
  'given.forEach(function (each) { log(each); }); each(given, load);',
  'if (given.length === 0) return done(); each(given, load);',
  'if (!given || !given.length) return done(); each(given, load);',
  'if (given && given.length > 0) { each(given, load); }',
  'for (let i = 0; i < given.length; i++) log(i); load(function () { each(given, load); });',
  'given = given.list; const size = given.length; each(given, load);',
  'function list() { return Object.keys(given); } each(list(), load);',
])('%s', (text) => {
  expect(isKnown(text)).toBe(true);
});

test.each([
  'each(given, function () {});',
  'each([1, , 2], function () {});',
  'each(given.map(String), function () {});',
  'each(given.filter(Boolean), function () {});',
  'each(given.split(), function () {});',
  'each(given.keys(), function () {});',
  'let list = []; list = given; each(list, function () {});',
  'let list = given; list = list.slice(1); each(list, function () {});',
  'const list = []; each(list, function () { list.push(1); });',
  'fs.readdir(given, function (err, names) { each(names, function () {}); });',
  'fs.readdir(given, function (err, names) { if (err) log(err); each(names, function () {}); });',
  'fs.stat(given, function (err, names) { if (err) return done(err); each(names, function () {}); });',
  'let list = given; list = list.filter(Boolean); each(list, function () {});',
  'function inner(list) { each(list, load); } inner(Object.keys(given)); inner(given);',
  'function inner(list) { each(list, load); } inner([]); done(inner);',
  'if (Array.isArray(given)) { given = null; each(given, load); }',
  'if (Array.isArray(given)) log(); each(given, load);',
  'async.map(given, load, function (err, rows) { if (err) return done(err); each(rows, load); });',
  'if (!Array.isArray(given)) given = given.list; each(given, load);',
  'each(require("x").filter(function (each) { return each.open; }), load);',
  'if (given && given.length > 0) log(); each(given, load);',
  'if (given) log(given.length); each(given, load);',
  'given.length; given = done; each(given, load);',
  'each(given, load); given.sort();',
  'load(function () { given.sort(); }); each(given, load);',
  'try { given.sort(); } catch (err) {} each(given, load);',
  'log(given && given.length); each(given, load);',
  'given.each(load); each(given, load);',
  'for (const x of [1, 2]) { given.sort(); given = load(x); each(given, load); }',
  'function list() { if (done) return; return []; } each(list(), load);',
])('not %s', (text) => {
  expect(isKnown(text)).toBe(false);
});
