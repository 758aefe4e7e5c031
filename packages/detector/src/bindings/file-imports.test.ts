import { describe, expect, it } from 'vitest';

import { callAt, parse } from '../../test/nodes.js';
import { functionIndexOf } from '../functions/index/function-index.js';

/** The name of the callee of the call that begins with `start`: the specifier and the path, joined by dots. */
function nameOf(code: string, start: string): string | null {
  const source = parse(code);
  const name = functionIndexOf(source).imports.nameOf(callAt(source, start).callee);
  return name && [name.specifier, ...name.path].join(' . ');
}

describe('the name of a callee in another file', () => {
  it.each([
    ["const x = require('./x'); x.load(cb);", 'x.load(', './x . load'],
    ["const { load } = require('./x'); load(cb);", 'load(', './x . load'],
    ["const { store: { load } } = require('./x'); load(cb);", 'load(', './x . store . load'],
    ["const load = require('./x').load; load(cb);", 'load(', './x . load'],
    ["require('./x')(cb);", "require('./x')(cb", './x'],
    ["const x = () => require('./x'); x().load(cb);", 'x().load(', './x . load'],
    ["require('..').load(cb);", "require('..').load", '.. . load'],
    ["var x; x = require('./x'); x.load(cb);", 'x.load(', './x . load'],
    ["var x = exports.x = require('./x'); x.load(cb);", 'x.load(', './x . load'],
    ["const Store = require('./x'); const store = new Store(); store.get(cb);", 'store.get(', './x . prototype . get'],
    ["const { Store } = require('./x'); new Store().get(cb);", 'new Store().get', './x . Store . prototype . get'],
    ["const Store = require('./x'); Store.open(cb);", 'Store.open(', './x . open'],
    ["const Store = require('./x'); let store = null; beforeEach(() => { store = new Store(); }); afterEach(() => { store = undefined; }); store.get(cb);", 'store.get(', './x . prototype . get'],
    ["const Store = require('./x'); let store = new Store(1); if (old) store = new Store(2); store.get(cb);", 'store.get(', './x . prototype . get'],
    ["const load = require('./x').load.bind(null); load(cb);", 'load(', './x . load'],
    ["const x = require('./x')(); x.load(cb);", 'x.load(', './x . () . load'],
    ["const { open } = require('./x'); const x = open(1); x.load(cb);", 'x.load(', './x . open . () . load'],
    ["const Store = require('./x'); function open(name) { if (!name) return new Store(); return new Store(name); } const store = open(1); store.get(cb);", 'store.get(', './x . prototype . get'],
    ["const Store = require('./x'); class App { constructor() { this.store = new Store(); } run() { this.store.get(cb); } }", 'this.store.get(', './x . prototype . get'],
    ["const Store = require('./x'); class App { store = new Store(); run() { const self = this; self.store.get(cb); } }", 'self.store.get(', './x . prototype . get'],
    ["const Store = require('./x'); function App() { this.store = null; } App.prototype.open = function () { this.store = new Store(); this.store.get(cb); };", 'this.store.get(', './x . prototype . get'],
    ["this.x = require('./x'); this.x.load(cb);", 'this.x.load(', './x . load'],
    ["const Store = require('./x'); class Cache extends Store { load() { this.get(cb); } }", 'this.get(', './x . prototype . get'],
    ["const Store = require('./x'); function Cache() {} util.inherits(Cache, Store); const cache = new Cache(); cache.get(cb);", 'cache.get(', './x . prototype . get'],
    ["var _x = _interopRequireDefault(require('./x')); _x.default.load(cb);", '_x.default', './x . default . load'],
  ])('%s', (code, start, expected) => {
    expect(nameOf(code, start)).toBe(expected);
  });

  it.each([
    ["import load from './x.js'; load(cb);", 'load(', './x.js . default'],
    ["import { load as open } from './x.js'; open(cb);", 'open(', './x.js . load'],
    ["import * as x from './x.js'; x.load(cb);", 'x.load(', './x.js . load'],
    ["const x = await import('./x.js'); x.load(cb);", 'x.load(', './x.js . load'],
  ])('%s', (code, start, expected) => {
    expect(nameOf(code, start)).toBe(expected);
  });

  it.each([
    ["const fs = require('fs'); fs.load(cb);", 'fs.load('],
    ['const x = require(name); x.load(cb);', 'x.load('],
    ["const x = require('./x'); x[name](cb);", 'x[name]('],
    ["let x = require('./x'); if (old) x = require('./y'); x.load(cb);", 'x.load('],
    ["const Store = require('./x'); let store = new Store(); if (old) ({ store } = old); store.get(cb);", 'store.get('],
    ["let x = null; x.load(cb);", 'x.load('],
    ["const x = require('fs')(); x.load(cb);", 'x.load('],
    ["const Store = require('./x'); class App { constructor(store) { this.store = store || new Store(); } run() { this.store.get(cb); } }", 'this.store.get('],
    ["const Store = require('./x'); app.store = fake; class App { constructor() { this.store = new Store(); } run() { this.store.get(cb); } }", 'this.store.get('],
    ["const Store = require('./x'); class Cache extends Store { get(cb) { super.get(cb); } load() { this.get(cb); } }", 'this.get('],
    ["const Store = require('./x'); async function open() { return new Store(); } const store = open(); store.get(cb);", 'store.get('],
    ["const Store = require('./x'); function open() { return other || new Store(); } const store = open(); store.get(cb);", 'store.get('],
    ["function f(x = require('./x')) { x.load(cb); }", 'x.load('],
    ["const require = other; require('./x').load(cb);", "require('./x').load"],
    ['let a = a.b; a.load(cb);', 'a.load('],
  ])('is not known: %s', (code, start) => {
    expect(nameOf(code, start)).toBeNull();
  });
});
