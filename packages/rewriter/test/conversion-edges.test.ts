import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

import { describe, expect, it } from 'vitest';

import { convertText } from './plan/survey-text.js';

type Callback = (...args: unknown[]) => void;
type AnyFunction = (...args: unknown[]) => unknown;

const require = createRequire(import.meta.url);

/** A module whose functions call `db.find`, which gives the key and three more letters, and fails for the key `bad`. */
interface Loaded {
  readonly exported: Record<string, AnyFunction> & { readonly Store?: new () => Record<string, AnyFunction> };
  /** What the module logged. */
  readonly logged: unknown[][];
}

function load(text: string): Loaded {
  const logged: unknown[][] = [];
  const find = (key: unknown, callback: Callback): void => void setImmediate(() => (key === 'bad' ? callback(new Error('no bad')) : callback(null, `${String(key)} row`)));
  const module = { exports: {} as Loaded['exported'] };
  const scope = { module, exports: module.exports, require: (name: string): unknown => (name === './db' ? { find } : require(name)), log: (...args: unknown[]) => void logged.push(args) };
  runInNewContext(`(({ module, exports, require, log }) => {${text}\n})`)(scope);
  return { exported: module.exports, logged };
}

/** How the callback of a call is called: the count of arguments and the arguments of each call, where an absent error counts as null. */
async function observe(text: string, target: string, args: readonly unknown[], passesCallback = true): Promise<unknown> {
  const { exported, logged } = load(text);
  const calls: unknown[] = [];
  const callback = (...passed: unknown[]): void => {
    const [error, ...results] = passed;
    calls.push([passed.length, error instanceof Object ? String(error) : (error ?? null), ...results]);
  };
  const owner = target === 'get' ? new exported.Store!() : exported;
  const returned = owner[target]!(...args, ...(passesCallback ? [callback] : []));
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  return { calls, returned, logged };
}

const result = 'db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(null, row); });';
const none = 'db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(null); });';
const nothing = 'db.find(key, (err, row) => { if (err) return cb(err); log(row); cb(); });';
const testedNothing = 'db.find(key, (err, row) => { if (err) return cb && cb(err); log(row); if (cb) cb(); });';
const made = "db.find(key, (err, row) => { if (err) return cb(wrap(err)); if (row === 'none row') return cb(wrap(null)); log(row); cb(null); }); function wrap(e) { return e && new Error(e.message + '!'); }";
const both = 'db.find(key, (err, row) => { log(row); cb(err, row); });';
const pair = 'db.find(key, (err, row) => { if (err) return cb(err, undefined); log(row); cb(null, row); });';
const tested = 'db.find(key, (err, row) => { log(row); if (cb) cb(err); });';
const testedResult = 'db.find(key, (err, row) => { log(row); if (cb) cb(err, row); });';
const testedTwice = 'db.find(key, (err, row) => { if (err) { if (cb) cb(err); return; } log(row); if (cb) cb(null, row); });';
const moved = "if (typeof options === 'function') { cb = options; options = {}; } log(options);";

/** A function as the value of an export, an assignment to an export, a method of a class and a property. */
const places = {
  value: (parameters: string, body: string): string => `function find(${parameters}) { ${body} }\nexports.find = find;`,
  assignment: (parameters: string, body: string): string => `exports.find = function (${parameters}) { ${body} };`,
  called: (parameters: string, body: string): string =>
    `exports.find = function (${parameters}) { ${body} };\nexports.more = function (key, cb) { exports.find(key, (err, row) => { if (err) return cb(err); cb(null, [row]); }); };`,
  property: (parameters: string, body: string): string => `module.exports = { find: function (${parameters}) { ${body} } };`,
  shorthand: (parameters: string, body: string): string => `module.exports = { find(${parameters}) { ${body} } };`,
  method: (parameters: string, body: string): string => `exports.Store = class { get(${parameters}) { ${body.replace('log(row)', 'log(row, typeof this.get)')} } };`,
  prototype: (parameters: string, body: string): string =>
    `function Store() {}\nStore.prototype.get = function (${parameters}) { ${body.replace('log(row)', 'log(row, typeof this.get)')} };\nexports.Store = Store;`,
};

/** Functions that keep their parameters: handed to another one, with the callback in front, with their `arguments`. */
const kept = {
  passed: (parameters: string, body: string): string => `const own = (fn) => fn;\nexports.find = own(function (${parameters}) { ${body} });`,
  first: (_: string, body: string): string => `const find = function (cb, key) { ${body} };\nexports.find = (key, cb) => find(cb, key);`,
  counted: (parameters: string, body: string): string => `exports.find = function (${parameters}) { log(arguments.length); ${body} };`,
  checked: (parameters: string, body: string): string => `exports.find = function (${parameters}) { if (!key) throw new Error('no key'); cb = once(cb); ${body} };\nfunction once(f) { return f; }`,
};

/** A function that is the module. */
const modules = {
  module: (parameters: string, body: string): string => `module.exports = function (${parameters}) { ${body} };\nmodule.exports.find = module.exports;`,
  named: (parameters: string, body: string): string => `module.exports = function lookUp(${parameters}) { ${body.replace('log(row)', 'log(row, typeof this)')} };\nmodule.exports.find = module.exports;`,
};

const allPlaces = { ...places, ...kept, ...modules };

type PlaceName = keyof typeof allPlaces;

interface Row {
  readonly place: PlaceName;
  readonly parameters?: string;
  readonly body: string;
  /** A part of the output that shows the form of the edge. */
  readonly edge: string;
  readonly isOptional?: boolean;
}

const rows: readonly Row[] = [
  { place: 'value', body: result, edge: 'exports.find = callbackify(find);' },
  { place: 'value', body: none, edge: 'exports.find = (key, cb) => callbackify(find)(key, (err) => cb(err));' },
  { place: 'value', body: both, edge: '(err, result) => cb(err, result)' },
  { place: 'value', body: pair, edge: '(err, result) => cb(err, result)' },
  { place: 'value', body: tested, edge: 'if (cb) cb(err);', isOptional: true },
  { place: 'value', body: testedResult, edge: 'if (cb) cb(err, result);', isOptional: true },
  { place: 'value', body: testedTwice, edge: 'cb || (() => {})', isOptional: true },
  { place: 'value', body: `cb = cb || function () {}; ${result}`, edge: 'callbackify(find)(key, cb)', isOptional: true },
  { place: 'value', body: `cb = cb || function () {}; ${none}`, edge: '(err) => cb(err)', isOptional: true },
  { place: 'value', body: `var done = cb || function () {}; ${result.replaceAll('cb(', 'done(')}`, edge: 'callbackify(find)(key, done)', isOptional: true },
  { place: 'value', parameters: 'key, options, cb', body: `${moved} ${result}`, edge: 'callbackify(find)(key, options, cb)' },
  { place: 'value', parameters: 'key, options, cb', body: `${moved} ${none}`, edge: '(err) => cb(err)' },
  { place: 'value', parameters: 'key, options, cb', body: `if (!cb) { cb = options; options = null; } log(options); ${both}`, edge: '(err, result) => cb(err, result)' },
  { place: 'assignment', body: result, edge: 'exports.find = callbackify(async function (key)' },
  { place: 'assignment', body: none, edge: 'callbackify(exports.findAsync)(key, (err) => cb(err));' },
  { place: 'assignment', body: both, edge: '(err, result) => cb(err, result)' },
  { place: 'assignment', body: testedResult, edge: 'if (cb) cb(err, result);', isOptional: true },
  { place: 'assignment', parameters: 'key, options, cb', body: `${moved} ${result}`, edge: 'callbackify(exports.findAsync)(key, options, cb);' },
  { place: 'called', body: result, edge: 'await promisify(exports.find).call(exports, key)' },
  { place: 'called', body: both, edge: '(err, result) => cb(err, result)' },
  { place: 'property', body: result, edge: 'find: callbackify(async function (key)' },
  { place: 'shorthand', body: result, edge: 'find: callbackify(async function (key)' },
  { place: 'method', body: result, edge: 'callbackify(this.getAsync).call(this, key, cb);' },
  { place: 'method', body: none, edge: 'callbackify(this.getAsync).call(this, key, (err) => cb(err));' },
  { place: 'method', body: both, edge: '(err, result) => cb(err, result)' },
  { place: 'method', body: tested, edge: 'if (cb) cb(err);', isOptional: true },
  { place: 'method', parameters: 'key, options, cb', body: `${moved} ${none}`, edge: 'callbackify(this.getAsync).call(this, key, options, (err) => cb(err));' },
  { place: 'prototype', body: result, edge: 'Store.prototype.get = callbackify(async function (key)' },
  { place: 'prototype', body: none, edge: 'callbackify(this.getAsync).call(this, key, (err) => cb(err));' },
  { place: 'prototype', body: `cb = cb || function () {}; ${pair}`, edge: '(err, result) => cb(err, result)', isOptional: true },
  { place: 'shorthand', body: none, edge: '})((err) => cb(err));' },
  { place: 'value', body: made, edge: 'if (error) throw error;' },
  { place: 'passed', body: nothing, edge: '})((err) => (err ? cb(err) : cb()));' },
  { place: 'passed', body: testedNothing, edge: 'if (!cb) return;', isOptional: true },
  { place: 'method', body: nothing, edge: '(err) => (err ? cb(err) : cb())' },
  { place: 'passed', body: none, edge: '})((err) => cb(err));' },
  { place: 'passed', body: `if (!key) return cb(new Error('no key')); ${result}`, edge: '})(cb);' },
  { place: 'passed', body: testedResult, edge: 'if (cb) cb(err, result);', isOptional: true },
  { place: 'passed', parameters: 'key, options, cb', body: `${moved} ${none}`, edge: '})((err) => cb(err));' },
  { place: 'first', body: none, edge: '})((err) => cb(err));' },
  { place: 'counted', body: none, edge: 'log(arguments.length); callbackify(async () => {' },
  { place: 'checked', body: none, edge: 'cb = once(cb); callbackify(async () => {' },
  { place: 'module', body: result, edge: 'module.exports = callbackify(async function (key)' },
  { place: 'module', body: none, edge: 'module.exports = (key, cb) => callbackify(a)(key, (err) => cb(err));' },
  { place: 'module', body: `cb = cb || function () {}; ${result}`, edge: 'callbackify(a)(key, cb);', isOptional: true },
  { place: 'named', body: none, edge: 'callbackify(lookUp).call(this, key, (err) => cb(err));' },
  { place: 'named', body: result, edge: 'module.exports = callbackify(async function lookUp(key)' },
];

const cases = rows.map((row) => [`${row.place}(${row.parameters ?? 'key, cb'}) { ${row.body} }`, row] as const);

describe('the callback form of a function gives what the function gave', () => {
  it.each(cases)('%s', async (_, { place, parameters = 'key, cb', body, edge, isOptional = false }) => {
    const before = `const db = require('./db');\n${allPlaces[place](parameters, body)}\n`;
    const after = convertText(before);
    expect(after).toContain(edge);
    const target = /^(method|prototype)$/.test(place) ? 'get' : 'find';
    for (const key of ['good', 'bad', 'none']) {
      const expected = await observe(before, target, [key]);
      expect(expected).toMatchObject({ calls: [expect.anything()] });
      expect(await observe(after, target, [key])).toEqual(expected);
      if (parameters.includes('options')) expect(await observe(after, target, [key, { a: 1 }])).toEqual(await observe(before, target, [key, { a: 1 }]));
      if (isOptional) expect(await observe(after, target, [key], false)).toEqual(await observe(before, target, [key], false));
    }
  });
});
