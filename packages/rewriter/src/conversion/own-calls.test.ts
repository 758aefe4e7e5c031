import { describe, expect, it } from 'vitest';

import { functionAt, parse, textOf } from '../../../detector/test/nodes.js';
import { ownCallsOf } from './own-calls.js';
import { placeOf } from './place.js';

/** The calls that certainly call the first function of a snippet that has the parameters `(key, cb)`. */
function ownCalls(code: string, isSealed = false): string[] {
  const source = parse(code, 'a.js');
  const start = code.includes('function (key, cb)') ? 'function (key, cb)' : '(key, cb)';
  return ownCallsOf(source, placeOf(source, functionAt(source, start))!, isSealed).map((call) => textOf(source, call));
}

describe('a function that other files can replace', () => {
  it.each([
    ['exports.load = function (key, cb) { cb(); }; exports.load(1, done);'],
    ['module.exports.load = function (key, cb) { cb(); }; module.exports.load(1, done);'],
    ['const api = {}; api.load = function (key, cb) { cb(); }; api.load(1, done);'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store;'],
    ['var Store = module.exports = function () {}; Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } class Sub extends Store {}'],
    ['function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; util.inherits(Sub, Store);'],
  ])('%s has none', (code) => {
    expect(ownCalls(code)).toEqual([]);
  });

  it('a class that only this file uses', () => {
    expect(ownCalls('class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } use(new Store()); a = b instanceof Store; Store.create();')).toEqual(['this.get(x, done)']);
  });
});

describe('a method of an exported class that no other file extends', () => {
  it.each([
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store;'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = { Store };'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } exports.Store = Store;'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } export { Store };'],
    ['var Store = module.exports = function () {}; Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['module.exports = exports = Store; function Store() {} Store.prototype = Object.create(Base.prototype); Store.prototype.constructor = Store; Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['module.exports = class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } };'],
    ['module.exports = class { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } };'],
    ['export default class { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } }'],
    ['const Store = class { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } }; module.exports = Store;'],
    ['module.exports = Store; function Store() {} util.inherits(Store, EventEmitter); Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['module.exports = Store; function Store() { var self = Object.create(Store.prototype); return self; } Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['class Store { constructor() { this[kState] = 1; } get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } const kState = Symbol(); module.exports = Store;'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } class Other { get(x) {} } module.exports = Store;'],
  ])('%s', (code) => {
    expect(ownCalls(code, true)).toEqual(['this.get(x, done)']);
  });

  it.each([
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store; class Sub extends Store {}'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = wrap(Store);'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } register({ Store });'],
    ['register(class { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } });'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; Other.prototype.constructor = Store;'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; function Other() { Store.call(this); }'],
    ['exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['module.exports = wrap(class { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } });'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; promisifyAll(Store.prototype);'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; Store.prototype[name] = wrap;'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; Object.assign(Store.prototype, mixin);'],
    ['module.exports = Store; function Store() {} Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); }; Sub.prototype = Object.create(Store.prototype);'],
    ['class Store { constructor(options) { Object.assign(this, options); } get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store;'],
    ['module.exports = Store; function Store(options) { for (const name in options) this[name] = options[name]; } Store.prototype.get = function (key, cb) { cb(); }; Store.prototype.put = function (x, done) { this.get(x, done); };'],
    ['class Store { constructor() { this.get = throttle(this.get); } get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store;'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } mixin({ get(x) {} }); module.exports = Store;'],
    ['class Store { get(key, cb) { cb(); } put(x, done) { this.get(x, done); } } module.exports = Store; Store = wrap(Store);'],
  ])('is not certain where the file passes it on: %s', (code) => {
    expect(ownCalls(code, true)).toEqual([]);
  });
});

describe('a method', () => {
  const get = 'get(key, cb) { cb(); }';
  const prototypeGet = 'function Store() {} Store.prototype.get = function (key, cb) { cb(); };';

  it.each([
    [`class Store { ${get} put(x, done) { this.get(x, done); } }`, ['this.get(x, done)']],
    [`class Store { ${get} put(x, done) { use(() => this.get(x, done)); } }`, ['this.get(x, done)']],
    [`class Store { ${get} put(x, done) { const self = this; use(function () { self.get(x, done); }); } }`, ['self.get(x, done)']],
    [`${prototypeGet} Store.prototype.put = function (x, done) { this.get(x, done); };`, ['this.get(x, done)']],
    ['function Store(x, done) { this.get(x, done); } Store.prototype.get = function (key, cb) { cb(); };', ['this.get(x, done)']],
    ['function Store(x, done) { var self = this; use(function () { self.get(x, done); }); } Store.prototype.get = function (key, cb) { cb(); };', ['self.get(x, done)']],
    [`${prototypeGet} Store.prototype.put = function (x, done) { var self = this; use(function () { self.get(x, done); }); };`, ['self.get(x, done)']],
  ])('%s', (code, expected) => {
    expect(ownCalls(code)).toEqual(expected);
  });

  it.each([
    [`class Store { ${get} } new Store().get(1, done);`],
    [`class Store { ${get} } this.get(1, done);`],
    [`class Store { ${get} put(x, done) { use(function () { this.get(x, done); }); } }`],
    [`class Store { ${get} put(x, done) { let self = this; self = other; self.get(x, done); } }`],
    [`class Store { ${get} } class Other { put(x, done) { this.get(x, done); } }`],
    [`class Store { ${get} } class Sub extends Store { get(x) {} put(x, done) { this.get(x, done); } }`],
    [`class Store { ${get} } class Sub extends Store { put(x, done) { super.get(x, done); } }`],
    [`${prototypeGet} Store.get(1, done);`],
    [`${prototypeGet} Other.prototype.put = function (x, done) { this.get(x, done); };`],
    [`${prototypeGet} function put(x, done) { this.get(x, done); }`],
    [`${prototypeGet} Store.prototype.get(1, done);`],
  ])('%s has none', (code) => {
    expect(ownCalls(code)).toEqual([]);
  });

  it.each([
    [`const store = { ${get}, put(x, done) { this.get(x, done); } };`],
    ['var get = function (key, cb) { cb(); }; get(1, done);'],
  ])('%s: no property or variable has calls of its own', (code) => {
    expect(ownCalls(code)).toEqual([]);
  });
});
