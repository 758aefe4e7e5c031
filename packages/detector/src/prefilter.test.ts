import { readFileSync } from 'node:fs';

import { detectCallbacks, detectCompletionFaults, prefilter, type DetectOptions } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { listCases } from '../../../fixtures/cases.js';
import { filesOf, packages } from '../test/corpus.js';

/** Whether the look tells that a text has nothing, after what is found in it was compared with the look. */
function isToldEmpty(text: string, path: string): boolean {
  const source = parseSource(text, path);
  const { mayPass, mayTake } = prefilter(source);
  const isPassed = detectCallbacks(source).some(({ kind }) => kind === 'error-first');
  expect(isPassed && !mayPass, path).toBe(false);
  expect(detectCompletionFaults(source).length > 0 && !mayTake, path).toBe(false);
  return !mayPass && !mayTake;
}

describe('what it tells to be without error-first callbacks has none', () => {
  it.each([...packages, 'npm6', 'bower', 'pm2', 'webpack', 'stylus', 'express', 'mongodb', 'redis', 'winston'])('in %s', (name) => {
    for (const path of filesOf(name)) isToldEmpty(readFileSync(path, 'utf8'), path);
  });

  it('in the fixtures', () => {
    const cases = listCases();
    expect(cases.length).toBeGreaterThan(100);
    for (const { input, extension } of cases) isToldEmpty(input, `input${extension}`);
  });
});

it('tells most files of a program without callbacks', () => {
  const files = filesOf('webpack');
  const told = files.filter((path) => isToldEmpty(readFileSync(path, 'utf8'), path));
  expect(told.length).toBeGreaterThan(files.length / 2);
});

describe('looks again where there is', () => {
  it.each<[what: string, code: string, options?: DetectOptions]>([
    ['a name', 'load(function (err) {})'],
    ['a name of the user', 'load(function (failure) {})', { errorNames: ['failure'] }],
    ['a test', 'load(function (x, y) { if (x) throw x; })'],
    ['an assertion', 'load(function (x, y) { t.ifError(x); })'],
    ['a weak name', 'load(function (e, y) {})'],
    ['what it is called with', 'function load(then) { then(null, 1); } load(function () {})'],
    ['what it is called with later', 'function load(then) { process.nextTick(then, null, 1); } load(function () {})'],
    ['what it is called with by another name', 'function load(then) { var f = then || no; f.call(this, new TypeError(), 1); }'],
    ['a module', "require('fs').stat(a, function () {})"],
    ['a module with an escape in a name', "require('fs')['st\\x61t'](a, function () {})"],
    ['a module that is imported', "import { unlink as remove } from 'node:fs'; remove(a, () => {})"],
    ['a module that is loaded later', "(await import('fs')).unlink(a, () => {})"],
    ['a module of the user', "require('my-db').query(a, function () {})", { catalog: { 'my-db': ['query'] } }],
    ['arguments that are handed on', 'load(function () { cb.apply(this, arguments); })'],
    ['arguments that are spread', 'load((...all) => cb(...all))'],
    ['a module like async', "require('neo-async').eachSeries(list, f, function () {})"],
  ])('%s', (_, code, options) => {
    expect(prefilter(parseSource(code, 'a.mjs'), options).mayPass).toBe(true);
  });
});

it('tells that there is nothing by names that are none of an error', () => {
  const code = "const path = require('path'); app.on('x', function (event) { if (event) return use(event); }); list.map((a) => a + 1);";
  expect(prefilter(parseSource(code, 'a.js'))).toEqual({ mayPass: false, mayTake: false });
});
