import { parseSource } from '@uncallback/detector/parse';
import { expect, it } from 'vitest';

import { readOverriddenNames } from './overridden-names.js';

it.each<[string, readonly string[]]>([
  ['module.exports = (Store) => class extends Store { get(key, cb) {} };', ['get']],
  ["const { Store } = require('db'); class Cache extends Store { get(key, cb) {} }", ['get']],
  ['function Cache() {} util.inherits(Cache, options.Store); Cache.prototype.get = function (key, cb) {};', ['get']],
  ["const Store = require('./store'); class Cache extends Store { get(key, cb) {} }", []],
  ['class Store {} class Cache extends Store { get(key, cb) {} }', []],
  ["const { EventEmitter } = require('events'); class Store extends EventEmitter { get(key, cb) {} }", []],
  ["const stream = require('stream'); function Log() {} util.inherits(Log, stream.Writable); Log.prototype.get = function (key, cb) {};", []],
  ['class Store { get(key, cb) {} }', []],
  ['use({ get(key, cb) {} });', []],
])('%s', (code, expected) => {
  expect(readOverriddenNames(parseSource(code, 'a.js'))).toEqual(expected);
});
