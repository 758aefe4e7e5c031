import { describe, expect, it } from 'vitest';

import { convert } from '../../test/memory-project.js';

const store = `const fs = require('fs');

class Store {
  get(key, cb) {
    fs.readFile(this.dir + key, 'utf8', (err, text) => {
      if (err) return cb(err);
      cb(null, JSON.parse(text));
    });
  }
}

module.exports = Store;
`;

const app = `const Store = require('./store');

class App {
  constructor() {
    this.store = new Store();
  }

  show(key) {
    this.store.get(key, (err, row) => {
      if (err) return console.error(err);
      console.log(row);
    });
  }
}

new App().show('a');
`;

const isPublic = (file: string): boolean => file === 'store.js';
const callOf = (text: string | undefined): string => /await .*/.exec(text ?? '')?.[0] ?? '';

it('a method loses its callback in an application, where each use of its name shows which method it is', async () => {
  const output = await convert({ 'store.js': store, 'app.js': app });
  expect(output['store.js']).toContain('  async get(key) {');
  expect(output['store.js']).not.toContain('callbackify');
  expect(callOf(output['app.js'])).toBe('await this.store.get(key);');
});

it('a method keeps a callback form where it is public, and calls in other files await the async function', async () => {
  const output = await convert({ 'store.js': store, 'app.js': app }, { isPublic });
  expect(output['store.js']).toContain('  async getAsync(key) {');
  expect(output['store.js']).toContain('  get(key, cb) {\n    callbackify(this.getAsync).call(this, key, cb);');
  expect(callOf(output['app.js'])).toBe('await this.store.getAsync(key);');
});

describe('an instance in another file', () => {
  it.each([
    ['a variable', "const Store = require('./store');\nconst store = new Store();", 'store'],
    ['an instance that the module exports', "const store = require('./instance');", 'store'],
    ['what a function returns', "const { open } = require('./instance');\nconst store = open('a');", 'store'],
    ['what a function of the file returns', "const Store = require('./store');\nfunction make() { return new Store(); }\nconst store = make();", 'store'],
    ['an instance of a class that extends it', "const Store = require('./store');\nclass Cache extends Store {}\nconst store = new Cache();", 'store'],
  ])('%s', async (_, head, object) => {
    const user = `${head}\n${object}.get('a', (err, row) => { if (err) throw err; console.log(row); });\n`;
    const instance = "const Store = require('./store');\nmodule.exports = new Store();\nmodule.exports.open = (name) => new Store(name);\n";
    const output = await convert({ 'store.js': store, 'user.js': user, 'instance.js': instance }, { isPublic });
    expect(output['user.js']).toContain(`await ${object}.getAsync('a')`);
  });

  it.each([
    ['a parameter', "exports.run = (store) => { store.get('a', (err, row) => { if (err) throw err; console.log(row); }); };"],
    ['one of two', "const Store = require('./store');\nconst store = fast ? new Store() : other;\nstore.get('a', (err, row) => { if (err) throw err; console.log(row); });"],
    ['a method that is replaced', "const Store = require('./store');\nconst store = new Store();\nstore.get = other;\nstore.get('a', (err, row) => { if (err) throw err; console.log(row); });"],
    ['a method that another class may override', "const Store = require('./store');\nclass Cache extends Store { load() { this.get('a', (err, row) => { if (err) throw err; console.log(row); }); } }"],
  ])('is called by the callback form: %s', async (_, user) => {
    const output = await convert({ 'store.js': store, 'user.js': user });
    expect(output['user.js']).not.toContain('getAsync');
    expect(output['store.js']).toContain('callbackify');
  });
});

describe('a method of a prototype, which the class calls as well', () => {
  const classless = `const fs = require('fs');

exports.Store = Store;

function Store() {}

Store.prototype.get = function (key, cb) {
  fs.readFile(key, 'utf8', (err, text) => {
    if (err) return cb(err);
    cb(null, text);
  });
};

Store.prototype.print = function (key) {
  this.get(key, (err, text) => {
    if (err) return console.error(err);
    console.log(text);
  });
};
`;
  const user = "const { Store } = require('./store');\nnew Store().get('a', (err, text) => { if (err) throw err; console.log(text); });\n";

  it('loses its callback with its calls in other files', async () => {
    const output = await convert({ 'store.js': classless, 'user.js': user });
    expect(output['store.js']).toContain('Store.prototype.get = async function (key) {');
    expect(output['user.js']).toContain("await new Store().get('a')");
  });

  it('keeps a callback form where a call in another file may call another method', async () => {
    const output = await convert({ 'store.js': `${classless}\nexports.Store.prototype.get = cached(exports.Store.prototype.get);\n`, 'user.js': user });
    expect(output['store.js']).toContain('Store.prototype.get = callbackify(async function (key) {');
    expect(output['user.js']).not.toContain("await new Store().get('a')");
  });
});

describe('a method keeps its callback form', () => {
  const all = { 'store.js': store, 'app.js': app };
  it.each<[string, Readonly<Record<string, string>>, Parameters<typeof convert>[1]]>([
    ['where an object that is not known has a method of its name', { ...all, 'other.js': "exports.run = (x) => x.get('a', show);" }, {}],
    ['where a string names it', { ...all, 'other.js': "exports.run = (x) => x['get']('a', show);" }, {}],
    ['where an instance is passed on', { ...all, 'other.js': "const Store = require('./store');\nsession({ store: new Store() });" }, {}],
    ['where a property that holds an instance is passed on', { ...all, 'other.js': "exports.run = (app) => session(app.store);" }, {}],
    ['where its class is passed on', { ...all, 'other.js': "exports.Store = wrap(require('./store'));" }, {}],
    ['where its class extends one that may call it', { ...all, 'store.js': store.replace('class Store', 'class Store extends Base') }, {}],
    ['where code outside mentions it', all, { mentions: (name) => name === 'get' }],
    ['where nobody calls it', { 'store.js': store }, {}],
  ])('%s', async (_, files, outside) => {
    const output = await convert(files, outside);
    expect(output['store.js']).toContain('  get(key, cb) {');
  });
});

describe('a method of an exported class', () => {
  const code = store.replace(/^\}\n\n/m, `  show(key) {
    this.get(key, (err, row) => {
      if (err) return console.error(err);
      console.log(row);
    });
  }
}

`);
  const outside = { mentions: () => true };

  const isAwaited = async (files: Readonly<Record<string, string>>, own: Parameters<typeof convert>[1]): Promise<boolean> => {
    const output = await convert({ 'store.js': code, 'app.js': app, ...files }, own);
    return output['store.js']!.includes('await this.getAsync(key)') && !output['store.js']!.includes('promisify(this.get)');
  };
  const cache = (base: string): string => `class Cache extends ${base} { get(key, cb) { super.get(key, cb); } }`;

  it.each<[string, Readonly<Record<string, string>>, Parameters<typeof convert>[1]]>([
    ['which no other file extends', {}, outside],
    ['which is public', {}, { isPublic }],
    ['which a public file exports', { 'index.js': "module.exports = require('./store');" }, { isPublic: (file: string) => file === 'index.js' }],
    ['which a file exports beside others', { 'index.js': "const Store = require('./store');\nmodule.exports = { Store, open: () => new Store() };" }, outside],
    ['for which a file tests', { 'other.js': "const Store = require('./store');\nexports.isStore = (x) => x instanceof Store;" }, outside],
    ['of which a class that extends another one has a method of the name', { 'other.js': "const Base = require('./base');\nclass Cache extends Base { get(key, cb) { cb(); } }" }, outside],
  ])('awaits the async function of another one: a class %s', async (_, files, own) => {
    expect(await isAwaited(files, own)).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>, Parameters<typeof convert>[1]]>([
    ['where a file extends it', { 'cache.js': `const Store = require('./store');\nmodule.exports = ${cache('Store')};` }, outside],
    ['where a file extends it by its prototype', { 'cache.js': "const Store = require('./store');\nfunction Cache() {}\nCache.prototype = Object.create(Store.prototype);\nCache.prototype.get = function (key, cb) { cb(); };" }, outside],
    ['where a file extends it by another file that exports it', { 'index.js': "exports.Store = require('./store');", 'cache.js': `const { Store } = require('./index');\n${cache('Store')}` }, outside],
    ['where a file of many classes may extend it', { 'index.js': "exports.Store = require('./store');", 'cache.js': "const all = require('./index');\nexports.of = (name) => class extends all[name] { get(key, cb) { cb(); } };" }, outside],
    ['where a file extends a class that is not known, with a method of the name', { 'cache.js': `exports.cached = (Store) => ${cache('Store')};` }, outside],
    ['where it is passed on', { 'other.js': "const Store = require('./store');\nplugins.each((plugin) => plugin(Store));" }, outside],
    ['where its prototype is passed on', { 'other.js': "const Store = require('./store');\npromisifyAll(Store.prototype);" }, outside],
    ['where it is public and its documentation extends it', {}, { isPublic, isExtended: (name: string) => name === 'Store' }],
    ['where code outside may replace it', {}, { ...outside, replaces: (name: string) => name === 'get' }],
    ['where its instances get the members of another object', { 'store.js': code.replace('class Store {', 'class Store {\n  constructor(options) {\n    Object.assign(this, options);\n  }\n') }, { isPublic }],
  ])('calls the callback form %s', async (_, files, own) => {
    expect(await isAwaited(files, own)).toBe(false);
  });
});
