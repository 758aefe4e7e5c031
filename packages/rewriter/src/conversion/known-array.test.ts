import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '@uncallback/detector';
import { expect, test } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { isKnownArray } from './known-array.js';

/** Whether the list of `each(list, function () {})` in a function is known to be an array. */
function isKnown(text: string): boolean {
  const source = parse(`const fs = require('fs');\nconst _ = require('lodash');\nfunction f(given, done) { ${text} }`);
  const [list, task] = callAt(source, 'each(').arguments;
  if (!task || !isFunction(task)) throw new Error('each takes a list and a function');
  return isKnownArray(source, list as TSESTree.Expression, task);
}

test.each([
  'each([1, given], function () {});',
  'each(Object.keys(given), function () {});',
  'each(_.values(given), function () {});',
  "each(given.split(','), function () {});",
  "each(given.split(/,/).filter(Boolean).map(String), function () {});",
  'const list = Object.keys(given).slice(1); each(list, function () {});',
  'fs.readdir(given, function (err, names) { if (err) return done(err); each(names.filter(Boolean), function () {}); });',
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
  'const list = []; each(list, function () { list.push(1); });',
  'fs.readdir(given, function (err, names) { each(names, function () {}); });',
  'fs.readdir(given, function (err, names) { if (err) log(err); each(names, function () {}); });',
  'fs.stat(given, function (err, names) { if (err) return done(err); each(names, function () {}); });',
])('not %s', (text) => {
  expect(isKnown(text)).toBe(false);
});
