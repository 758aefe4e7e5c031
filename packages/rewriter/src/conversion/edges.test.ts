import { describe, expect, it } from 'vitest';

import { candidateIn } from '../../test/plan/survey-text.js';
import { chooseEdge } from './edges.js';
import type { Conversion, Edge } from './types.js';

type Passed = Partial<Pick<Conversion, 'results' | 'errorCount'>>;

/** The edge of the only function with a callback of a snippet, which passes one result unless said otherwise. */
function edgeOf(code: string, passed: Passed = {}, isCalledInside = false, isShared = false): Edge | null {
  const { source, candidate } = candidateIn(code);
  return chooseEdge(source, { ...candidate, results: 'one', errorCount: 1, ...passed, asyncSteps: [], passesEmitter: false, missing: { onError: null, onSuccess: null }, returnsPromise: false, users: [], edge: null }, isCalledInside, isShared, new Set(['setAsync']));
}

const assigned = 'exports.get = function (key, cb) { cb(null, key); };';
const property = 'module.exports = { get: function (key, cb) { cb(null, key); } };';
const method = 'class Store { get(key, cb) { cb(null, key); } }';
const besides = { form: 'beside', core: 'getAsync' };

describe('the edge of a function', () => {
  it.each<[code: string, expected: unknown]>([
    [assigned, { form: 'wrapped' }],
    ['function Store() {} Store.prototype.get = function (key, cb) { cb(null, key); };', { form: 'wrapped' }],
    [property, { form: 'wrapped' }],
    ['module.exports = { get(key, cb) { cb(null, key); } };', { form: 'wrapped' }],
    [method, besides],
    ['class Store { static get(key, cb) { cb(null, key); } }', besides],
    ['function get(key, cb) { cb(null, key); }', null],
  ])('%s', (code, expected) => {
    expect(edgeOf(code)).toEqual(expected);
  });
});

describe('a function beside it where callbackify does not pass the same', () => {
  it.each<[what: string, passed: Passed, isCalledInside: boolean]>([
    ['no result', { results: 'none' }, false],
    ['two arguments with an error', { errorCount: 2 }, false],
    ['a call in the file', {}, true],
  ])('%s', (_, passed, isCalledInside) => {
    expect(edgeOf(assigned, passed, isCalledInside)).toEqual(besides);
    expect(edgeOf(method, passed, isCalledInside)).toEqual(besides);
    // There is no place beside the property of an object.
    expect(edgeOf(property, passed, isCalledInside)).toBeNull();
  });

  it.each([
    'exports.get = function (key, cb) { cb = cb || function () {}; cb(null, key); };',
    'exports.get = function (key, cb) { if (cb) cb(null, key); };',
    "exports.get = function (key, cb) { if (typeof key === 'function') { cb = key; key = 1; } cb(null, key); };",
    'exports.get = function (key, cb) { var done = once(cb); done(null, key); };',
  ])('%s', (code) => {
    expect(edgeOf(code)).toEqual(besides);
  });
});

it('is beside the function where other files call that by its name, as far as there is a place', () => {
  expect(edgeOf(assigned, {}, false, true)).toEqual(besides);
  expect(edgeOf(property, {}, false, true)).toEqual({ form: 'wrapped' });
  expect(edgeOf('exports.set = function (key, cb) { cb(null, key); };', {}, false, true)).toEqual({ form: 'wrapped' });
});

describe('a function that is the module', () => {
  const search = 'module.exports = function (key, cb) { cb(null, key); };';

  it.each([
    [search, 'a'],
    ['module.exports = function search(key, cb) { cb(null, key); };', 'search'],
    [`const a = 1; ${search}`, 'aAsync'],
    [`use(a); ${search}`, 'aAsync'],
    [`use(function () { var a; }); ${search}`, 'aAsync'],
    ['module.exports = function search(key, cb) { const search = 1; cb(null, search); };', 'searchAsync'],
  ])('is below its callback form: %s', (code, core) => {
    expect(edgeOf(code, { results: 'none' })).toEqual({ form: 'below', core });
    expect(edgeOf(code)).toEqual({ form: 'wrapped' });
  });

  it.each([`const a = 1, aAsync = 2; ${search}`, 'module.exports = (key, cb) => { cb(null, key); };'])('has no place: %s', (code) => {
    expect(edgeOf(code, { results: 'none' })).toBeNull();
  });
});

describe('no edge', () => {
  it.each([
    ['exports.getAsync = 1;'],
    ['// getAsync comes later'],
    ["use('getAsync');"],
    ['function getAsync() {}'],
  ])('where the name is taken: %s', (line) => {
    expect(edgeOf(`${method} ${line}`)).toBeNull();
    expect(edgeOf(`${line}\n${assigned}`, {}, true)).toBeNull();
    // The wrapped form needs no name.
    expect(edgeOf(`${assigned} ${line}`)).toEqual({ form: 'wrapped' });
  });

  it.each(['use(forgetAsync);', 'use(getAsyncAll);', 'use(get$Async);', 'use($getAsync);'])('%s is another name', (line) => {
    expect(edgeOf(`${method} ${line}`)).toEqual(besides);
  });

  it('for a name with a $', () => {
    expect(edgeOf('class Store { $get(key, cb) { cb(null, key); } }')).toEqual({ form: 'beside', core: '$getAsync' });
    expect(edgeOf('class Store { $get(key, cb) { cb(null, key); } } use($getAsync);')).toBeNull();
  });

  it('above the line where callbackify is imported', () => {
    expect(edgeOf(`${assigned}\nconst fs = require('fs');`)).toBeNull();
    expect(edgeOf(`${property}\nconst fs = require('fs');`)).toBeNull();
    expect(edgeOf(`const fs = require('fs');\n${assigned}`)).toEqual({ form: 'wrapped' });
  });
});

it('is none where a file of the project mentions the name that the async function would get', () => {
  expect(edgeOf('class Store { set(key, cb) { cb(null, key); } }')).toBeNull();
});
