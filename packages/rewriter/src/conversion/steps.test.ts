import { describe, expect, it } from 'vitest';

import { siteIn, textOf } from '../../../detector/test/nodes.js';
import { surveyText } from '../../test/plan/survey-text.js';
import { mayComplete } from './steps.js';

/** The steps of the function `load(key, cb)` with this body: each by its first line, with the number of its uses. */
function stepsIn(body: string): readonly string[] {
  const { source, candidates } = surveyText(`function load(key, cb) { ${body} }`);
  const load = candidates.find(({ fn }) => textOf(source, fn).startsWith('function load'));
  return load!.steps.map(({ fn, uses }) => `${textOf(source, fn)}: ${uses.length}`);
}

describe('inner functions that may complete their host', () => {
  it.each([
    ['a function', 'next(); function next() { cb(); }', ['function next() { cb(); }: 1']],
    ['a function in a constant', 'const next = () => { cb(); }; next();', ['() => { cb(); }: 1']],
    ['one that is called several times', 'if (key) next(1); else next(2); function next(n) { cb(null, n); }', ['function next(n) { cb(null, n); }: 2']],
    ['one that calls itself', 'next(key); function next(n) { if (n > 0) return next(n - 1); cb(); }', ['function next(n) { if (n > 0) return next(n - 1); cb(); }: 2']],
    ['one that calls another', 'a(); function a() { b(); } function b() { cb(); }', ['function b() { cb(); }: 1', 'function a() { b(); }: 1']],
    ['one in another function', 'db.find(key, (err) => { if (err) return cb(err); const end = () => { cb(); }; end(); });', ['() => { cb(); }: 1']],
    ['one that is passed', 'db.find(key, next); next(); function next() { cb(); }', ['function next() { cb(); }: 2']],
    ['one that is called where it is written', '(function next(n) { if (n > 0) return next(n - 1); cb(); })(key);', ['function next(n) { if (n > 0) return next(n - 1); cb(); }: 2']],
    ['one that passes another', 'a(); function a() { db.find(key, b); } function b(err) { cb(err); }', ['function b(err) { cb(err); }: 1', 'function a() { db.find(key, b); }: 1']],
  ])('%s', (_, body, expected) => {
    expect(stepsIn(body)).toEqual(expected);
  });

  it.each([
    ['it does not mention the callback', 'help(); cb(); function help() { log(key); }'],
    ['it is stored', 'key.next = next; next(); function next() { cb(); }'],
    ['it is not the last argument', 'setTimeout(next, 10); next(); function next() { cb(); }'],
    ['it is made by `new`', 'new Next(); function Next() { cb(); }'],
    ['it takes a callback itself', 'next(() => cb()); function next(done) { if (key) return done(); cb(); }'],
    ['it is async', 'next(); async function next() { cb(); }'],
    ['it is a generator', 'next(); function* next() { cb(); }'],
    ['it has no braces', 'const next = () => cb(); next();'],
    ['its name gets another function', 'let next = function () { cb(); }; if (key) next = show; next();'],
    ['it calls itself by a name of its own', 'const next = function again() { if (key) return again(); cb(); }; next();'],
    ['its value is used', 'const next = (function again(n) { if (n > 0) return again(n - 1); cb(); })(key);'],
    ['it has no name', '(function () { cb(); })();'],
  ])('none where %s', (_, body) => {
    expect(stepsIn(body)).toEqual([]);
  });
});

describe('a call that may complete its host', () => {
  it.each([
    ['fs.stat(key, (err) => cb(err));', true],
    ['fs.stat(key, (err) => { log(err); next(); });', true],
    ['fs.stat(key, found);', true],
    ['fs.stat(key, (err) => log(err)); cb();', false],
  ])('%s: %s', (calls, expected) => {
    const { source, candidates } = surveyText(`const fs = require('fs'); function load(key, cb) { ${calls} function found(err) { cb(err); } function next() { cb(); } }`);
    const site = siteIn(source);
    expect(mayComplete(candidates[0]!, { call: site.call, site })).toBe(expected);
  });
});
