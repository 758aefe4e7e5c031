import { expect, test } from 'vitest';

import { formsIn } from './forms.js';

test.each([
  ['function load(key, cb) { api.read(key, cb); }', 'kept'],
  ['function load(key, cb) { callbackify(async () => {})(cb); }', 'kept'],
  ['async function load(key) {}', 'converted'],
  ['function load(key) { return promisify(api.read).call(api, key); }', 'converted'],
  ['exports.load = async function (key) {};', 'converted'],
  ['class Store { async load(key) {} }', 'converted'],
  ['exports.load = callbackify(async function (key) {});', 'edge'],
  ['async function load(key) {}\nexports.load = callbackify(load);', 'edge'],
  ['exports.load = function (key, cb) { callbackify(load)(key, (err) => cb(err)); };\nasync function load(key) {}', 'edge'],
  ['class Store { async loadAsync(key) {} load(key, cb) { callbackify(this.loadAsync).call(this, key, cb); } }', 'edge'],
  ['module.exports = { load: callbackify(work) };', 'edge'],
])('%s', (output, form) => {
  expect(formsIn(output, ['load'])).toEqual([form]);
});
