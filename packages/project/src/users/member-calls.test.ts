import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { readMemberCalls, readUncertainMembers } from './member-calls.js';

describe('calls of functions of other files by members', () => {
  it.each([
    ["const store = require('./store'); store.get(1, cb);", ['./store.get']],
    ["const Store = require('./store'); const store = new Store(); store.get(1, cb);", ['./store.prototype.get']],
    ["const Store = require('./store'); class App { constructor() { this.store = new Store(); } run() { this.store.get(1, cb); } }", ['./store.prototype.get (store)']],
    ["const Store = require('./store'); class Cache extends Store {} const cache = new Cache(); cache.get(1, cb);", ['./store.prototype.get']],
    ["const { open } = require('./store'); const store = open(); store.get(1, cb);", ['./store.open.().get']],
    // A subclass may have another method.
    ["const Store = require('./store'); class Cache extends Store { load() { this.get(1, cb); } }", []],
    ["const store = require('./store'); store['get'](1, cb); store?.get(1, cb); store.get?.(1, cb); new store.Reader();", []],
    ["const { get } = require('./store'); get(1, cb);", []],
    ["const fs = require('fs'); fs.stat('a', cb);", []],
  ])('%s', (code, expected) => {
    const calls = readMemberCalls(parseSource(code, 'file.js'));
    expect(calls.map(({ name: { specifier, path }, holders }) => [specifier, ...path].join('.') + (holders.length > 0 ? ` (${holders.join(', ')})` : ''))).toEqual(expected);
  });
});

describe('names by which a file may reach a method that it does not show', () => {
  const uncertain = (code: string) => readUncertainMembers(parseSource(code, 'file.js'));

  it.each([
    ['options.store.get(1, cb);'],
    ['const { get } = store;'],
    ["call(store, 'get');"],
    ["const Store = require('./store'); const store = new Store(); show(store.get);"],
    ["const Store = require('./store'); class Cache extends Store { load() { this.get(1, cb); } }"],
    ['class Store { get(key, cb) {} load() { show(this.get); } }'],
  ])('get: %s', (code) => {
    expect(uncertain(code).names).toContain('get');
  });

  it.each([
    ["const Store = require('./store'); const store = new Store(); store.get(1, cb);"],
    ['class Store { get(key, cb) {} load() { const self = this; self.get(1, cb); } }'],
    ['Store.prototype.get = function (key, cb) {}; exports.get = function () {};'],
    ["log('could not get');"],
  ])('not get: %s', (code) => {
    expect(uncertain(code).names).not.toContain('get');
  });

  it('any, where a computed name chooses a member of an object of the project', () => {
    expect(uncertain('class Store { run(name) { this[name](cb); } }').isComputed).toBe(true);
    expect(uncertain("const store = require('./store'); store[name](cb);").isComputed).toBe(true);
    expect(uncertain('const list = []; list[i](cb); options[name](cb);').isComputed).toBe(false);
  });

  it('lists the methods that it calls by this', () => {
    expect(uncertain('class Store { get(key, cb) {} load() { this.get(1, cb); this.other(); } }').own).toEqual(['get']);
  });
});
