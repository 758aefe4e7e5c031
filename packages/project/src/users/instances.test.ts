import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { readExportMentions } from './export-mentions.js';
import { readInstances } from './instances.js';

/** The classes and aliases of a file as lines: `prototype: get, put` for the instances of the class that is the module, `create.() <- ./store.prototype`. */
function reached(code: string): readonly string[] {
  const source = parseSource(code, 'file.js');
  const { classes, aliases } = readInstances(source, readExportMentions(source, new Set()).definitions);
  const from = ({ specifier, path }: { readonly specifier: string; readonly path: readonly string[] }): string => [specifier, ...path].join('.');
  return [
    ...classes.map(({ instances, methods, base }) => `${instances.map((path) => path.join('.') || 'module').join(' ')}: ${[...methods.keys()].join(', ')}${base ? ` < ${from(base)}` : ''}`),
    ...aliases.map(({ path, name }) => `${path.join('.') || 'module'} <- ${from(name)}`),
  ];
}

const store = 'class Store { get(key, cb) {} }';
const prototype = 'function Store() {} Store.prototype.get = function (key, cb) {};';

describe('instances that other files can reach', () => {
  it.each([
    [`${store} module.exports = Store;`, ['prototype: get']],
    [`${store} exports.Store = Store;`, ['Store.prototype: get']],
    [`${store} module.exports = { Store };`, ['Store.prototype: get']],
    [`export ${store}`, ['Store.prototype: get']],
    [`export default ${store}`, ['default.prototype: get']],
    [`module.exports = ${store};`, ['prototype: get']],
    [`${prototype} module.exports = Store;`, ['prototype: get']],
    ['var Store = module.exports = function () {}; Store.prototype.get = function (key, cb) {};', ['prototype: get']],
    ['function Store() {} var proto = Store.prototype; proto.get = function (key, cb) {}; module.exports = Store;', ['prototype: get']],
    [`${store} module.exports = new Store();`, ['module: get']],
    [`${store} const store = new Store(); module.exports = { store };`, ['store: get']],
    [`${store} exports.open = function (name) { if (!name) return new Store(); return new Store(name); };`, ['open.(): get']],
    [`${store} module.exports = Store; module.exports.create = () => new Store();`, ['prototype create.(): get']],
    ['function Store() { if (!(this instanceof Store)) return new Store(); } Store.prototype.get = function (key, cb) {}; module.exports = Store;', ['prototype (): get']],
    ['function Store() { var self = Object.create(Store.prototype); return self; } Store.prototype.get = function (key, cb) {}; module.exports = Store;', ['prototype (): get']],
    ["const Base = require('./base'); module.exports = class extends Base { get(key, cb) {} };", ['prototype: get < ./base']],
    ["const Store = require('./store'); module.exports = new Store();", ['module <- ./store.prototype']],
    ["const Store = require('./store'); exports.create = () => new Store();", ['create.() <- ./store.prototype']],
    ["exports.Store = require('./store');", ['Store <- ./store']],
  ])('%s', (code, expected) => {
    expect(reached(code)).toEqual(expected);
  });
});

describe('methods that an instance may not have', () => {
  it.each([
    [`${store} module.exports = Store; Store.prototype.get = cached;`],
    ['class Store { get(key, cb) {} get(key, cb) {} } module.exports = Store;'],
    ['class Store { constructor() { this.get = this.get.bind(this); } get(key, cb) {} } module.exports = Store;'],
    ['class Store { constructor() { return other; } get(key, cb) {} } module.exports = Store;'],
    [`${prototype} Store.prototype.get = function () {}; module.exports = Store;`],
    [`${prototype} Object.assign(Store.prototype, mixin); module.exports = Store;`],
    [`${prototype} Store.prototype = other; module.exports = Store;`],
    [`let ${store.replace('class Store', 'Store = class')}; Store = wrap(Store); module.exports = Store;`],
    ['class Store { static get(key, cb) {} } module.exports = Store;'],
    ['class Store { get get() { return load; } } module.exports = Store;'],
  ])('%s', (code) => {
    expect(reached(code).filter((line) => line.includes('get'))).toEqual([]);
  });

  it('are those of an export that is not known', () => {
    expect(reached(`${store} module.exports = options.store || new Store();`)).toEqual([]);
    expect(reached(`${store} if (old) module.exports = new Store(); else module.exports = other;`)).toEqual([]);
    expect(reached(`${store} exports.open = (name) => (name ? new Store() : other);`)).toEqual([]);
    expect(reached(`${store} exports.open = async () => new Store();`)).toEqual([]);
    expect(reached("class App { constructor() { this.store = require('./store'); exports.store = this.store; } }")).toEqual([]);
  });
});
