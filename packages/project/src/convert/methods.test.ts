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
    ['where its class is passed on', { ...all, 'other.js': "exports.Store = require('./store');" }, {}],
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

  it('awaits the async function of another one, as no other file extends the class', async () => {
    const output = await convert({ 'store.js': code, 'app.js': app }, outside);
    expect(output['store.js']).toContain('await this.getAsync(key)');
  });

  it.each([
    ['where a file extends it', { 'cache.js': "const Store = require('./store');\nmodule.exports = class extends Store { get(key, cb) { super.get(key, cb); } };" }, outside],
    ['where it is public', {}, { isPublic }],
    ['where code outside may replace it', {}, { ...outside, replaces: (name: string) => name === 'get' }],
  ])('calls the callback form %s', async (_, files, own) => {
    const output = await convert({ 'store.js': code, 'app.js': app, ...files }, own);
    expect(output['store.js']).toContain('await promisify(this.get).call(this, key)');
  });
});
