import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { readExportMentions } from './export-mentions.js';
import { readInstances } from './instances.js';
import type { ReachedInstances } from './reached.js';

function read(code: string): ReachedInstances {
  const source = parseSource(code, 'file.js');
  return readInstances(source, readExportMentions(source, new Set()).definitions);
}

/** Whether the only exported class of a file, or an instance of it, is passed on there. */
const isPassedOn = (code: string): boolean | undefined => read(code).classes[0]?.isPassedOn;

const store = 'class Store { get(key, cb) {} put(key, cb) { this.get(key, cb); }';

describe('a class of the file', () => {
  it.each([
    [`${store} } module.exports = Store;`],
    [`${store} } module.exports = { Store, store: new Store() };`],
    [`${store} each(list) { const self = this; list.forEach(function (key) { self.get(key, show); }); } } module.exports = Store;`],
    [`${store} } const store = module.exports = new Store(); store.get(1, show);`],
    [`${store} } exports.create = () => new Store();`],
    [`${store} call(fn) { fn.call(this, 1); } } module.exports = Store;`],
    ['function Store(dir) { if (!(this instanceof Store)) return new Store(dir); } Store.prototype.get = function (key, cb) {}; module.exports = Store;'],
    ['function Store() { const self = Object.create(Store.prototype); self.dir = 1; return self; } Store.prototype.get = function (key, cb) {}; module.exports = Store;'],
  ])('is not passed on: %s', (code) => {
    expect(isPassedOn(code)).toBe(false);
  });

  it.each([
    [`${store} } module.exports = Store; use(new Store());`],
    [`${store} } module.exports = Store; const store = new Store(); use({ store });`],
    [`${store} } module.exports = Store; use(Store);`],
    [`${store} } module.exports = Store; promisifyAll(Store.prototype);`],
    [`${store} } module.exports = Store; let store = new Store(); store = null;`],
    [`${store} } module.exports = Store; module.exports.default = () => (fast ? new Store() : null);`],
    [`${store} } module.exports = Store; class App { constructor() { this.store = new Store(); } }`],
    [`${store} open() { plugin(this); } } module.exports = Store;`],
    [`${store} open() { const self = this; return self; } } module.exports = Store;`],
    [`const Store = module.exports = function () {}; Store.prototype.get = function (key, cb) { use(this); };`],
  ])('is passed on: %s', (code) => {
    expect(isPassedOn(code)).toBe(true);
  });
});

it('lists what is passed on of other files, and the properties that hold it', () => {
  const code = `const Store = require('./store');
    class App {
      constructor(options) { this.store = new Store(); this.log = require('./log'); }
      open() { this.store.get(1, show); use(this.log); return new Store(); }
    }`;
  expect(read(code)).toMatchObject({ holders: ['store', 'log'], passed: [{ specifier: './store', path: ['prototype'] }, { specifier: './log', path: [] }] });
});

describe('a class that extends one', () => {
  it.each([
    ['class Store extends Base { get(key, cb) {} } module.exports = Store;', true],
    ['function Store() {} util.inherits(Store, Base); Store.prototype.get = function (key, cb) {}; module.exports = Store;', true],
    ['var Store = module.exports = function () {}; util.inherits(Store, Base); Store.prototype.get = function (key, cb) {};', true],
    ['function Store() {} Store.prototype = Object.create(Base.prototype); Store.prototype.get = function (key, cb) {}; module.exports = Store;', true],
    ['function Store() {} Store.prototype.__proto__ = Base.prototype; Store.prototype.get = function (key, cb) {}; module.exports = Store;', true],
    ["const { EventEmitter } = require('events'); class Store extends EventEmitter { get(key, cb) {} } module.exports = Store;", false],
    ['class Store { get(key, cb) {} } module.exports = Store;', false],
  ])('%s', (code, expected) => {
    expect(read(code).classes[0]?.isExtending).toBe(expected);
  });
});
