import { readFileSync } from 'node:fs';

import { detectCallbacks, detectCompletionFaults, prefilter, type DetectOptions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import { filesOf, packages } from '../test/corpus.js';

/** Whether the prefilter excludes a text. Expects that nothing is found in it if so. */
function isExcluded(text: string, path: string): boolean {
  const source = parseSource(text, path);
  const { mayPass, mayTake } = prefilter(source);
  const isPassed = detectCallbacks(source).some(({ kind }) => kind === 'error-first');
  expect(isPassed && !mayPass, path).toBe(false);
  expect(detectCompletionFaults(source).length > 0 && !mayTake, path).toBe(false);
  return !mayPass && !mayTake;
}

describe('excludes no file with error-first callbacks', () => {
  it.each([...packages, 'npm6', 'bower', 'pm2', 'webpack', 'stylus', 'express', 'mongodb', 'redis', 'winston'])('in %s', (name) => {
    for (const path of filesOf(name)) isExcluded(readFileSync(path, 'utf8'), path);
  });

  it('in the fixtures', () => {
    const cases = listCases();
    expect(cases.length).toBeGreaterThan(100);
    for (const { input, extension } of cases) isExcluded(input, `input${extension}`);
  });
});

it('excludes most files of a program without callbacks', () => {
  const files = filesOf('webpack');
  const excluded = files.filter((path) => isExcluded(readFileSync(path, 'utf8'), path));
  expect(excluded.length).toBeGreaterThan(files.length / 2);
});

describe('does not exclude a file with', () => {
  it.each<[what: string, code: string, options?: DetectOptions]>([
    ['a parameter named like an error', 'load(function (err) {})'],
    ['an error name of the user', 'load(function (failure) {})', { errorNames: ['failure'] }],
    ['a test of the first parameter', 'load(function (x, y) { if (x) throw x; })'],
    ['an assertion', 'load(function (x, y) { t.ifError(x); })'],
    ['a weak error name', 'load(function (e, y) {})'],
    ['a weak error name that is passed on where it is set', 'load(function (e) { if (!e) return done(); cb(e); })'],
    ['a parameter that is called with null first', 'function load(then) { then(null, 1); } load(function () {})'],
    ['a parameter that is called with null first by nextTick', 'function load(then) { process.nextTick(then, null, 1); } load(function () {})'],
    ['an alias of a parameter that is called with an error first', 'function load(then) { var f = then || no; f.call(this, new TypeError(), 1); }'],
    ['a module', "require('fs').stat(a, function () {})"],
    ['a module with an escape in a name', "require('fs')['st\\x61t'](a, function () {})"],
    ['a module that is imported', "import { unlink as remove } from 'node:fs'; remove(a, () => {})"],
    ['a module that is loaded later', "(await import('fs')).unlink(a, () => {})"],
    ['a module of the user', "require('my-db').query(a, function () {})", { catalog: { 'my-db': ['query'] } }],
    ['arguments that are forwarded', 'load(function () { cb.apply(this, arguments); })'],
    ['arguments that are spread', 'load((...all) => cb(...all))'],
    ['a method that sends by its name', 'client.sendString(a, function () {})'],
    ['a first parameter that is not used, of a method that reads', 'client.findAccounts((_, accounts) => { use(accounts); })'],
    ['the end of a pull stream', 'read(ended || true, () => {})'],
    ['a loop with a worker', 'flow.eachSeries(list, work, function () {})'],
    ['a callback that is called when a promise is rejected', 'function stop(then) { load().then(() => then(), then); } stop(function () {});'],
    ['a first parameter that becomes an error', 'load(function (e1) { const err = e1 || no; use(err); });'],
    ['a module like async', "require('neo-async').eachSeries(list, f, function () {})"],
  ])('%s', (_, code, options) => {
    expect(prefilter(parseSource(code, 'a.mjs'), options).mayPass).toBe(true);
  });
});

it('excludes a file in which no name is one of an error', () => {
  const code = "const path = require('path'); app.on('x', function (event) { if (event) return use(event); }); list.map((a) => a + 1);";
  expect(prefilter(parseSource(code, 'a.js'))).toEqual({ mayPass: false, mayTake: false });
});
