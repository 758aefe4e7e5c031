import { describe, expect, it } from 'vitest';

import { parseSource } from '@uncallback/detector/parse';
import type { ExportedValue } from './file-summary.js';
import { readExports } from './read-exports.js';

/** The exports of a file as lines: `load: load` for a function, `x <- ./y.z` for a value of another file. */
function exportsOf(code: string, path = 'file.js'): readonly string[] {
  const { exports, functions } = readExports(parseSource(code, path));
  const nameOf = (index: number): string => {
    const fn = functions[index]!;
    return fn.id?.name ?? code.slice(...fn.body.range);
  };
  const list = (value: ExportedValue, at: string): readonly string[] => [
    ...value.functions.map((index) => `${at}: ${nameOf(index)}`),
    ...value.from.map(({ specifier, path: names }) => `${at} <- ${[specifier, ...names].join('.')}`),
    ...Object.entries(value.members).flatMap(([name, member]) => list(member, at === 'module' ? name : `${at}.${name}`)),
  ];
  return list(exports, 'module');
}

describe('CommonJS', () => {
  it.each([
    ['module.exports = load; function load() {}', ['module: load']],
    ['module.exports = function load() {};', ['module: load']],
    ['exports.a = function load() {};', ['a: load']],
    ['module.exports.a = function load() {};', ['a: load']],
    ["exports['a'] = function load() {};", ['a: load']],
    ['function load() {} exports.a = load;', ['a: load']],
    ['const load = function () { 1; }; exports.a = load;', ['a: { 1; }']],
    ['exports = module.exports = load; exports.a = open; function load() {} function open() {}', ['module: load', 'a: open']],
    ['module.exports = exports = load; function load() {}', ['module: load']],
    ['module.exports = { load, a: open, b() { 2; } }; function load() {} function open() {}', ['load: load', 'a: open', 'b: { 2; }']],
    ['const api = { load }; module.exports = api; api.open = open; function load() {} function open() {}', ['load: load', 'open: open']],
    ['var app = exports = module.exports = {}; app.load = function load() {};', ['load: load']],
    ['const self = module.exports; self.load = function load() {};', ['load: load']],
    ['const self = exports; self.load = function load() {};', ['load: load']],
    ['exports.a = { b: function load() {} };', ['a.b: load']],
    ['exports.a = {}; exports.a.b = function load() {};', ['a.b: load']],
    ['exports.a = on ? load : open; function load() {} function open() {}', ['a: load', 'a: open']],
    ['if (old) exports.a = function load() {}; else exports.a = function open() {};', ['a: load', 'a: open']],
    ['exports.a = load.bind(null); function load() {}', ['a: load']],
    ['Object.assign(exports, { load }); function load() {}', ['load: load']],
    ['module.exports = Object.freeze({ load }); function load() {}', ['load: load']],
    ['module.exports = { get a() { return load; } }; function load() {}', ['a: load']],
    ['module.exports = load; load.a = load; function load() {}', ['module: load', 'a: load']],
    ['exports.a = makeStore();', []],
    ['exports.a = makeStore(); function makeStore() { return { load }; } function load() {}', ['a.load: load']],
    ['exports.a = function makeStore() { return { load }; }; function load() {}', ['a: makeStore', 'a.().load: load']],
    ['exports.a = async function makeStore() { return { load }; }; function load() {}', ['a: makeStore']],
    ['exports.a = own(load); const own = (fn) => fn; function load() {}', ['a: load']],
    ['exports[name] = function load() {};', []],
    ['const { exports } = x; exports.a = function load() {};', []],
    ['function load() {}', []],
  ])('%s', (code, expected) => {
    expect(exportsOf(code)).toEqual(expected);
  });
});

describe('classes and prototypes', () => {
  it.each([
    ['module.exports = class Store { get() { 1; } static open() { 2; } };', ['prototype.get: { 1; }', 'open: { 2; }']],
    ['class Store { constructor() { 1; } get = () => { 2; }; } exports.Store = Store;', ['Store: { 1; }', 'Store.prototype.get: { 2; }']],
    ['class Store { constructor() { this.get = function get() {}; } } exports.Store = Store;', ['Store: { this.get = function get() {}; }', 'Store.prototype.get: get']],
    ['function Store() {} Store.prototype.get = function get() {}; module.exports = Store;', ['module: Store', 'prototype.get: get']],
    ['var Store = module.exports = function Self() {}; Store.prototype.get = function get() {}; Store.open = function open() {};', ['module: Self', 'prototype.get: get', 'open: open']],
    ['var Store = module.exports = function Self() { this.get = function get() {}; };', ['module: Self', 'prototype.get: get']],
    ['function Store() {} var proto = Store.prototype; proto.get = function get() {}; exports.Store = Store;', ['Store: Store', 'Store.prototype.get: get']],
    ['function Store() {} Store.prototype = { get: function get() {} }; exports.Store = Store;', ['Store: Store', 'Store.prototype.get: get']],
    ['class Store { get() { 1; } } module.exports = new Store();', ['get: { 1; }']],
    ['class Base { get() { 1; } put() { 2; } } exports.Store = class extends Base { get() { 3; } };', ['Store.prototype.get: { 3; }', 'Store.prototype.put: { 2; }']],
    ["const Base = require('./base'); module.exports = class extends Base { get() { 3; } };", ['module <- ./base', 'prototype <- ./base.prototype', 'prototype.get: { 3; }']],
    ["function Store() {} require('util').inherits(Store, require('./base')); module.exports = Store;", ['module: Store', 'prototype <- ./base.prototype']],
    ["function Store() {} Store.prototype = Object.create(require('./base').prototype); module.exports = Store;", ['module: Store', 'prototype <- ./base.prototype']],
    ["function Store() {} Store.prototype.__proto__ = require('./base').prototype; module.exports = Store;", ['module: Store', 'prototype <- ./base.prototype']],
  ])('%s', (code, expected) => {
    expect(exportsOf(code)).toEqual(expected);
  });
});

describe('ES modules', () => {
  it.each([
    ['export function load() {}', ['load: load']],
    ['export const a = function load() {}, b = 1;', ['a: load']],
    ['export default function load() {}', ['default: load']],
    ['export default function () { 1; }', ['default: { 1; }']],
    ['const load = () => { 1; }; export default load;', ['default: { 1; }']],
    ['function load() {} export { load as open };', ['open: load']],
    ['export class Store { get() { 1; } }', ['Store.prototype.get: { 1; }']],
    ["export { load as open } from './x.js';", ['open <- ./x.js.load']],
    ["import { load } from './x.js'; export { load as open };", ['open <- ./x.js.load']],
    ["export * from './x.js';", ['module <- ./x.js']],
    ["export * as x from './x.js';", ['x <- ./x.js']],
    ["import x from './x.js'; export default x;", ['default <- ./x.js.default']],
    ["export { readFile } from 'fs';", []],
  ])('%s', (code, expected) => {
    expect(exportsOf(code)).toEqual(expected);
  });

  it('reads the export assignment of TypeScript', () => {
    expect(exportsOf("import x = require('./x'); function load() {} export = { load, x };", 'file.ts')).toEqual(['load: load', 'x <- ./x']);
  });
});

describe('exports of other files', () => {
  it.each([
    ["module.exports = require('./x');", ['module <- ./x']],
    ["exports.a = require('./x').load;", ['a <- ./x.load']],
    ["const x = require('./x'); exports.a = x.load;", ['a <- ./x.load']],
    ["const { load } = require('./x'); module.exports = { load };", ['load <- ./x.load']],
    ["const Store = require('./x'); module.exports = new Store();", ['module <- ./x.prototype']],
    ["const Store = require('./x'); exports.create = () => new Store(1);", ['create: new Store(1)', 'create.() <- ./x.prototype']],
    ["module.exports = require('./x')();", ['module <- ./x.()']],
    ["module.exports = { ...require('./x'), load }; function load() {}", ['module <- ./x', 'load: load']],
    ["module.exports = { get a() { return require('./x'); } };", ['a <- ./x']],
    ["module.exports = require('fs');", []],
  ])('%s', (code, expected) => {
    expect(exportsOf(code)).toEqual(expected);
  });
});
