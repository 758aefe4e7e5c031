import { parseSource } from '@uncallback/detector/parse';
import { expect, it } from 'vitest';

import { readReplacedNames } from './replaced-names.js';

const replacedIn = (code: string): readonly string[] => readReplacedNames(parseSource(code, 'file.js'));

it.each([
  ['store.get = fake;'],
  ["const store = require('./store'); store.get = fake;"],
  ["const Store = require('./store'); Store.prototype.get = fake;"],
  ["const Store = require('./store'); const proto = Store.prototype; proto.get = fake;"],
  ['const store = new Store(); store.get = fake;'],
  ["const Store = require('./store'); class Cache extends Store { constructor() { super(); this.get = fake; } }"],
  ["stub(store, 'get');"],
  ["['get'].forEach(wrap);"],
  ["mock('./store', { get() {} });"],
  ["mock('./store', { get: fake });"],
  ['module.exports = Store.extend({ get: function (key, cb) {} });'],
])('may replace get: %s', (code) => {
  expect(replacedIn(code)).toContain('get');
});

it.each([
  ['store.get(1, cb);'],
  ['exports.get = function () {};'],
  ['module.exports.get = function () {};'],
  ['class Store { get() {} }'],
  ['class Store { constructor() { this.get = 1; } }'],
  ['function Store() { this.get = 1; } Store.prototype.get = function () {};'],
  ['const Store = module.exports = function () {}; Store.prototype.get = function () {}; Store.get = function () {};'],
  ['const api = {}; api.get = function () {};'],
  ["store.on('get', show);"],
  ["request({ get: 1 }); request('./x', { get: 1 });"],
])('replaces nothing: %s', (code) => {
  expect(replacedIn(code)).not.toContain('get');
});
