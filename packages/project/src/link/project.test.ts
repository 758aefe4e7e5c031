import { posix } from 'node:path';

import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { summarizeFile } from '../summary/summarize-file.js';
import { Project } from './project.js';

type Files = Readonly<Record<string, string>>;

function projectOf(files: Files): Project {
  const summaries = new Map(Object.entries(files).map(([path, code]) => [path, summarizeFile(parseSource(code, path))]));
  // Summaries are stored as JSON.
  expect(JSON.parse(JSON.stringify([...summaries]))).toEqual([...summaries]);
  return new Project(summaries, (from, specifier) => {
    const path = posix.join(posix.dirname(from), specifier);
    return [path, `${path}.js`, `${path}/index.js`].find((each) => summaries.has(each)) ?? null;
  });
}

/** The facts about the last parameter of the function that `a.js` imports by a name. */
function handlerOf(files: Files, ...path: readonly string[]) {
  const [fn] = projectOf(files).lookup('a.js', { specifier: './b', path });
  return fn && [...fn.parameters, ...fn.last].findLast((handler) => handler !== null);
}

describe('a function of another file', () => {
  it.each([
    ['exports.f = function (cb) { cb(null, 1); };', { protocol: 'error-first', onSuccess: 'at-once' }],
    ['exports.f = function (cb) { setTimeout(() => cb(null, 1), 1); };', { protocol: 'error-first', onSuccess: 'later' }],
    ['exports.f = function (cb) { cb(1); };', { protocol: 'result-only' }],
    ['exports.f = function (cb) { for (const x of list) cb(null, x); };', { invoked: 'repeated' }],
    ['exports.f = function (cb) { const pass = _.partial(cb, null); input.on("data", (x) => pass(x)); };', { invoked: 'repeated' }],
    ['exports.f = function (cb) { cb(new Error("a"), 1); };', { errorWithResult: true }],
    ['exports.f = function (cb) { cb(null, 1); };', { neverFails: true }],
    ['exports.f = function (cb) { cb(a); };', { neverFails: false }],
    ['exports.f = function (cb) { cb.call(this, null, 1); };', { usesThis: true }],
    ['exports.f = function (cb) { if (cb.length > 1) cb(null, 1); };', { readsLength: true }],
    ['exports.f = function (cb) { try { cb(null); } catch (e) { log(e); } };', { insideTry: true }],
    ['exports.f = function (...args) { const cb = args.pop(); if (cb) cb(null, 1); };', { onSuccess: 'at-once' }],
  ])('%s', (code, expected) => {
    expect(handlerOf({ 'a.js': '', 'b.js': code }, 'f')).toMatchObject(expected);
  });
});

describe('a callback that is forwarded over files', () => {
  const forwards = "const c = require('./c'); exports.f = function (id, cb) { c.g(id, cb); };";
  it.each([
    [forwards, 'exports.g = function (id, cb) { cb(null, id); };', { protocol: 'error-first', onSuccess: 'at-once', onError: 'never' }],
    [forwards, 'exports.g = function (id, cb) { setTimeout(cb, 1, null, id); };', { onSuccess: 'later' }],
    [forwards, 'exports.g = function (id, cb) { setInterval(cb, 1); };', { invoked: 'repeated' }],
    [forwards, 'exports.g = function (id, cb) { cb(new Error("a"), id); };', { errorWithResult: true }],
    ["const c = require('./c'); exports.f = function (cb) { c.g(1, (err, x) => cb(err, x)); };", 'exports.g = function (id, cb) { cb(new Error("a"), id); };', { errorWithResult: true }],
    ["const c = require('./c'); exports.f = function (cb) { c.g(1, (err, x) => cb(err, x)); };", 'exports.g = function (id, cb) { cb(null, id); };', { errorWithResult: false }],
    ["const c = require('./c'); exports.f = function (cb) { c.g(1, (err) => cb(err)); };", 'exports.g = function (id, cb) { cb(new Error("a"), id); };', { errorWithResult: false }],
    [forwards, "const { exec } = require('child_process'); exports.g = function (id, cb) { exec(id, (err, out) => cb(err, out)); };", { errorWithResult: true }],
    [forwards, 'exports.g = function (id, cb) { cb(null, id); };', { neverFails: true }],
    [forwards, 'exports.g = function (id, cb) { cb(a); };', { neverFails: false }],
    [forwards, 'exports.h = function (id, cb) { cb(null); };', { neverFails: false }],
    [forwards, 'exports.g = function (id, cb) { if (cb.length) cb(null); };', { readsLength: true }],
    [forwards, 'exports.g = function (id, cb) { try { cb(null); } finally { end(); } };', { insideTry: true }],
    [forwards, '', { protocol: 'unknown', onSuccess: 'unknown' }],
    [forwards, "exports.g = function (id, cb) { if (!id) return cb(new Error('none')); cb(null, id); };", { passes: { onSuccess: [2], onError: [1] } }],
    [forwards, 'exports.h = function (id, cb) { cb(null); };', { passes: { onSuccess: 'unknown', onError: 'unknown' } }],
    ["const c = require('./c'); exports.f = function (cb) { if (a) return cb(null); c.g(cb); };", 'exports.g = function (cb) { b.load(1, cb); };', { passes: { onSuccess: 'unknown', onError: 'unknown' } }],
    // in a circle
    ["const c = require('./c'); exports.f = function (cb) { if (a) return cb(null); c.g(1, cb); };", "const b = require('./b'); exports.g = function (id, cb) { if (id) return cb(new Error('id')); b.f(cb); };", { passes: { onSuccess: [1], onError: [1] } }],
    // through a function of the file between
    ["const { g } = require('./c'); exports.f = function (id, cb) { h(cb); }; function h(done) { g(1, done); }", 'exports.g = function (id, cb) { cb(null, id); };', { onSuccess: 'at-once' }],
    // from a callback
    ["const c = require('./c'); exports.f = function (cb) { c.g(1, function (err, x) { if (err) return cb(err); cb(null, x); }); };", 'exports.g = function (id, cb) { cb(null, id); };', { protocol: 'error-first', onSuccess: 'at-once' }],
    ["const c = require('./c'); exports.f = function (cb) { c.g(1, function (err, x) { cb(err, x); }); };", 'exports.g = function (id, cb) { setTimeout(cb, 1); };', { onSuccess: 'later' }],
    // in a `try`
    ["const c = require('./c'); exports.f = function (cb) { try { c.g(1, cb); } catch (e) { log(e); } };", 'exports.g = function (id, cb) { cb(null, id); };', { insideTry: true }],
    ["const c = require('./c'); exports.f = function (cb) { try { c.g(1, cb); } catch (e) { log(e); } };", 'exports.g = function (id, cb) { setTimeout(cb, 1); };', { insideTry: false }],
    ["const Store = require('./c'); function App() { this.store = new Store(); } App.prototype.f = function (cb) { this.store.g(1, cb); }; exports.f = function (cb) { new App().f(cb); };", 'module.exports = class { g(id, cb) { cb(null, id); } };', { onSuccess: 'at-once' }],
    ["const { open } = require('./c'); exports.f = function (cb) { open().g(1, cb); };", 'class Store { g(id, cb) { cb(null, id); } } exports.open = () => new Store();', { onSuccess: 'at-once' }],
    ["const store = require('./c'); exports.f = function (cb) { store.g(1, cb); };", 'class Store { g(id, cb) { cb(null, id); } } module.exports = new Store();', { onSuccess: 'at-once' }],
    ["const Store = require('./c'); class Cache extends Store { f(cb) { this.g(1, cb); } } exports.f = (cb) => new Cache().f(cb);", 'module.exports = class { g(id, cb) { cb(null, id); } };', { onSuccess: 'at-once' }],
    ["const Store = require('./c'); const store = new Store(); exports.f = function (cb) { store.g(1, cb); };", 'module.exports = class { g(id, cb) { cb(null, id); } };', { onSuccess: 'at-once' }],
  ])('%s / %s', (b, c, expected) => {
    expect(handlerOf({ 'a.js': '', 'b.js': b, 'c.js': c }, 'f')).toMatchObject(expected);
  });

  it('is followed over three files and a circle', () => {
    const files = {
      'a.js': '',
      'b.js': "exports.f = (cb) => require('./c').f(cb);",
      'c.js': "const { f } = require('./d'); exports.f = function (cb) { f(cb); };",
      'd.js': "const b = require('./b'); exports.f = function (cb) { if (again) return b.f(cb); cb(null, 1); };",
    };
    expect(handlerOf(files, 'f')).toMatchObject({ protocol: 'error-first', onSuccess: 'at-once', onError: 'never' });
  });
});

describe('exports that are passed on', () => {
  const c = 'exports.f = function (cb) { cb(null, 1); };';
  it.each([
    ["module.exports = require('./c');"],
    ["exports.f = require('./c').f;"],
    ["export * from './c.js';"],
    ["export { f } from './c.js';"],
    ["const { f: g } = require('./c'); module.exports = { f: g };"],
    ["Object.assign(exports, require('./c'));"],
  ])('%s', (b) => {
    expect(handlerOf({ 'a.js': '', 'b.js': b, 'c.js': c }, 'f')).toMatchObject({ onSuccess: 'at-once' });
  });

  it('finds methods of a base class in another file, and no function that is not there', () => {
    const files = { 'a.js': '', 'b.js': "const C = require('./c'); module.exports = class extends C {};", 'c.js': 'module.exports = class { f(cb) { cb(null); } };' };
    expect(handlerOf(files, 'prototype', 'f')).toMatchObject({ onSuccess: 'at-once' });
    expect(handlerOf(files, 'prototype', 'g')).toBeUndefined();
    expect(handlerOf({ 'a.js': '' }, 'f')).toBeUndefined();
  });

  it('takes the module itself as the default export of CommonJS', () => {
    expect(handlerOf({ 'a.js': '', 'b.js': 'module.exports = function (cb) { cb(null); };' }, 'default')).toMatchObject({ onSuccess: 'at-once' });
  });

  it('ends where files pass on the exports of each other', () => {
    expect(handlerOf({ 'a.js': '', 'b.js': "export * from './c';", 'c.js': "export * from './b';" }, 'f')).toBeUndefined();
  });
});

it('lists the functions that a file calls', () => {
  const project = projectOf({
    'a.js': "const { load } = require('./b'); const b = require('./b'); load(show); b.open.call(b, show); require('./c')(show); b.other(show); show(b.load);",
    'b.js': 'exports.load = (cb) => cb(null); exports.open = (cb) => cb(null); exports.close = (cb) => cb(null);',
    'c/index.js': 'module.exports = (cb) => cb(null);',
  });
  const imported = project.importedBy('a.js');
  expect(Object.fromEntries(Object.entries(imported).map(([specifier, functions]) => [specifier, Object.keys(functions)]))).toEqual({ './b': ['load', 'open'], './c': [''] });
  expect(project.importedBy('missing.js')).toEqual({});
});

it('finds the handles that functions of other files return', () => {
  const files = {
    'a.js': '',
    'b.js': "const api = require('./c'); exports.exec = (command, cb) => api.exec(command, cb);",
    'c.js': 'exports.exec = function (command, cb) { const timer = start(cb); return { kill() { timer.stop(); } }; };',
  };
  expect(projectOf(files).lookup('a.js', { specifier: './b', path: ['exec'] })).toMatchObject([{ returnsHandle: true }]);
});
