import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { readExports } from '../summary/read-exports.js';
import { readOffers } from './offers.js';

/** The offers of a file: `load: 2 mentions, called`. */
function offersOf(code: string): readonly string[] {
  const source = parseSource(code, 'file.js');
  const { exports, functions } = readExports(source);
  return readOffers(source, exports, functions).map(({ path, mentions, isCalled }) => `${path.join('.') || 'module'}: ${mentions.length}${isCalled ? ' called' : ''}`);
}

describe('exported functions of which the file shows each user', () => {
  it.each<[code: string, offers: readonly string[]]>([
    ['exports.load = function () {};', ['load: 0']],
    ['exports.load = load; function load() {}', ['load: 0']],
    ['exports.load = load; function load() {} load();', ['load: 1 called']],
    ['module.exports = { load, save() {} }; function load() {}', ['load: 0', 'save: 0']],
    ['const api = { load() {} }; module.exports = api; api.load();', ['load: 1 called']],
    ['const api = module.exports = {}; api.load = function () {}; api.load();', ['load: 1 called']],
    ['exports.load = function () {}; exports.all = function () { exports.load(); };', ['load: 1 called', 'all: 0']],
    ['module.exports = load; function load() { load(); }', ['module: 1 called']],
    ["module.exports = load; load.usage = 'load'; function load() {}", ['module: 0']],
    ['exports = module.exports = load; function load() {}', ['module: 0']],
    ['var load = module.exports = function () {}; load();', ['module: 1 called']],
    ['exports.store = { load() {} };', ['store.load: 0']],
    ['export function load() {} load();', ['load: 1 called']],
    ['export default function load() {}', ['default: 0']],
    ['function load() {} export { load as get };', ['get: 0']],
    ['export const load = () => {};', ['load: 0']],
  ])('%s', (code, offers) => {
    expect(offersOf(code)).toEqual(offers);
  });
});

describe('not offered', () => {
  it.each<[what: string, code: string]>([
    ['a function with two names', 'exports.load = exports.get = load; function load() {}'],
    ['one of two values', 'exports.load = load; exports.load = other; function load() {} function other() {}'],
    ['a method of instances', 'exports.Store = class { load() {} };'],
    ['a function that is wrapped', 'exports.load = once(load); function load() {}'],
    ['what the file passes on as a whole', 'exports.load = function () {}; register(exports);'],
    ['what the file reaches by computed names', 'exports.load = function () {}; exports.run = (name) => exports[name]();'],
    ['what the file reaches by `this`', 'exports.load = function () {}; exports.all = function () { this.load(); };'],
    ['what the file passes on by `this`', 'exports.load = function () {}; exports.all = function () { register(this); };'],
    ['what is called with a receiver', 'exports.load = function () {}; exports.load.call(self);'],
    ['what is copied to the exports', 'Object.assign(exports, { load() {} });'],
  ])('%s', (_, code) => {
    expect(offersOf(code).filter((offer) => /load/.test(offer))).toEqual([]);
  });

  it('leaves others of the file alone', () => {
    expect(offersOf('exports.load = function () {}; exports.all = function () { this.load(); };')).toEqual(['all: 0']);
  });
});
