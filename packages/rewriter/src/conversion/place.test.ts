import { describe, expect, it } from 'vitest';

import { functionAt, parse } from '../../../detector/test/nodes.js';
import { placeOf } from './place.js';
import type { Place } from './types.js';

/** The place of the first function of a snippet whose text begins with `start`. */
function place(code: string, start: string): Place | null {
  const source = parse(code, 'a.mjs');
  return placeOf(source, functionAt(source, start));
}

/** A place in a word and a name: `method get`. */
function show(found: Place | null): string | null {
  if (!found) return null;
  return `${found.form} ${found.form === 'variable' ? found.variable.name : 'name' in found ? found.name : ''}`;
}

describe('where a function is defined', () => {
  it.each([
    ['function load() {}', 'function load', 'variable load'],
    ['const load = function () {};', 'function ()', 'variable load'],
    ['var load = () => {};', '()', 'variable load'],
    ['const load = function load() {};', 'function load', 'variable load'],
    ['function outer() { function load() {} }', 'function load', 'variable load'],
    ['function load() { load(); }', 'function load', 'variable load'],
    ['exports.load = function () {};', 'function ()', 'assignment load'],
    ['module.exports.load = () => {};', '()', 'assignment load'],
    ['function Store() {} Store.prototype.get = function get() {};', 'function get', 'assignment get'],
    ['this.get = function () {};', 'function ()', 'assignment get'],
    ['const db = { load: function () {} };', 'function ()', 'property load'],
    ['const db = { load() {} };', '()', 'property load'],
    ["module.exports = { db: { 'load': () => {} } };", '()', 'property load'],
    ['class Store { get() {} }', '()', 'method get'],
    ['class Store { static get() {} }', '()', 'method get'],
    ["class Store { 'get'() {} }", '()', 'method get'],
    ['module.exports = function () {};', 'function ()', 'module a'],
    ['module.exports = function load() {};', 'function load', 'module load'],
    ['exports = module.exports = () => {};', '()', 'module a'],
    ['function mix(Store) { Store.prototype.get = function () {}; }', 'function ()', 'assignment get'],
  ])('%s: %s is a %s', (code, start, expected) => {
    expect(show(place(code, start))).toBe(expected);
  });
});

describe('no place', () => {
  it.each([
    ['use(function () {});', 'function ()'],
    ['[function () {}];', 'function ()'],
    ['use({ load() {} });', '()'],
    ['use([{ db: { load: function () {} } }]);', 'function ()'],
    ["const Model = db.define('model'); Model.beforeSave = function () {};", 'function ()'],
    ["const Model = db.define('model'); Model.prototype.save = function () {};", 'function ()'],
    ['(function () {})();', 'function ()'],
    ['const load = once(function () {});', 'function ()'],
    ['const load = a || function () {};', 'function ()'],
    ['let load = function () {}; load = other;', 'function ()'],
    ['function load() {} load = other;', 'function load'],
    ['export function load() {}', 'function load'],
    ['export default function load() {}', 'function load'],
    ['export const load = () => {};', '()'],
    ['exports[name] = function () {};', 'function ()'],
    ['exports.load = exports.read = function () {};', 'function ()'],
    ['exports.load ||= function () {};', 'function ()'],
    ['module.exports ||= function () {};', 'function ()'],
    ['use(module.exports = function () {});', 'function ()'],
    ['module.exports = function walk() { walk(); };', 'function walk'],
    ['function mix(Store) { Store.get = function () {}; }', 'function ()'],
    ['use(exports.load = function () {});', 'function ()'],
    ['exports.walk = function walk() { walk(); };', 'function walk'],
    ['const go = function walk() { walk(); };', 'function walk'],
    ['use({ walk: function walk() { walk(); } });', 'function walk'],
    ['use({ [name]: function () {} });', 'function ()'],
    ['use({ get load() {} });', '()'],
    ['class Store { [name]() {} }', '()'],
    ['class Store { get size() {} }', '()'],
    ['class Store { constructor() {} }', '()'],
    ['class Store { #get() {} }', '()'],
    ['class Store { get = () => {}; }', '()'],
  ])('%s: %s', (code, start) => {
    expect(place(code, start)).toBeNull();
  });
});
