import { nodesOf } from '@uncallback/detector';
import { describe, expect, it } from 'vitest';

import { planFunctions, surveyText } from '../../test/plan/survey-text.js';
import { textOf } from '../../../detector/test/nodes.js';
import { Candidates } from './candidates.js';
import { PassedCounts } from './passed-counts.js';

/**
 * What the first function of a program passes: its results and its number of arguments with an error. Each function of the program has
 * a caller that awaits it, so that it loses its callback.
 */
function passed(code: string): readonly unknown[] {
  const names = [...code.matchAll(/function (\w+)\(key, cb\)/g)].map(([, name]) => name);
  const readers = names.map((name) => `exports.read_${name} = function () { ${name}(1, (err, x) => { if (err) throw err; show(x); }); };`);
  const { source, plans } = planFunctions(`const fs = require('fs');\nconst db = require('./db');\n${code}\n${readers.join('\n')}`);
  const plan = plans.find(({ host }) => host.type !== 'Program' && textOf(source, host).startsWith(`function ${names[0]}`));
  if (plan?.signature.form !== 'converted') throw new Error(`kept: ${plan?.kept}`);
  const { results, errorCount } = plan.signature.conversion;
  return [results, errorCount];
}

/** Statements that run later, so that no caller is called back before the function returns. */
const later = (body: string): string => `fs.access(key, () => { ${body} });`;

describe('calls of the callback', () => {
  it.each([
    ['cb();', 'nothing', 1],
    ['cb(null);', 'none', 1],
    ['if (key) return cb(); cb(null);', 'none', 1],
    ['if (key) return cb(); cb(null, key);', 'mixed', 1],
    ['cb(null, undefined);', 'one', 1],
    ['cb(null, null);', 'one', 1],
    ['cb(null, key);', 'one', 1],
    ["if (!key) return cb(new Error('none')); cb(null, key);", 'one', 1],
    ["if (!key) return cb(new Error('none'), undefined); cb(null, key);", 'one', 2],
    ["if (!key) return cb(new Error('none'), null); cb(null, key);", 'one', 'unknown'],
    ["if (key > 1) return cb('a'); if (!key) return cb('b', undefined); cb(null, key);", 'one', 'unknown'],
    ["if (!key) return cb(new Error('none')); cb();", 'nothing', 1],
    ['if (key) return cb(null, key); cb();', 'mixed', 1],
    ["next(); function next() { if (!key) return cb(new Error('none'), undefined); cb(null, key); }", 'one', 2],
    ['if (key) return cb(null, key); next(); function next() { cb(); }', 'mixed', 1],
    ['next(); function next() { if (key) return next(); cb(); }', 'nothing', 1],
    ['if (key) return cb(null, key); cb(null, undefined);', 'one', 1],
    ["cb(new Error('none'));", 'none', 1],
  ])('%s: %s, %s', (body, ...expected) => {
    expect(passed(`function load(key, cb) { ${later(body)} }`)).toEqual(expected);
  });
});

describe('calls in the callback of another function', () => {
  it.each([
    ['if (err) return cb(err); cb(null, x);', 'one', 1],
    ['if (err) return cb(err); cb();', 'nothing', 1],
    ['if (err) return cb(err, undefined); cb(null, x);', 'one', 2],
    ['if (err) return cb(err, null); cb(null, x);', 'one', 'unknown'],
    // Forwards both.
    ['cb(err, x);', 'one', 2],
    ['cb(err);', 'none', 1],
    // The error may be unset.
    ['show(x); cb(err, x);', 'one', 2],
    ['show(x); cb(err);', 'none', 1],
  ])('%s: %s, %s', (body, ...expected) => {
    expect(passed(`function load(key, cb) { db.find(key, (err, x) => { ${body} }); }`)).toEqual(expected);
  });
});

describe('calls that a timer makes', () => {
  it.each([
    ['process.nextTick(cb, null, key);', 'one', 1],
    ['process.nextTick(cb, null);', 'none', 1],
    ['process.nextTick(cb);', 'nothing', 1],
    ['process.nextTick(cb, null, key);', 'one', 1],
    ["if (!key) return process.nextTick(cb, new Error('none')); cb(null, key);", 'one', 1],
    ["if (!key) return process.nextTick(cb, new Error('none'), undefined); cb(null, key);", 'one', 2],
    ["if (!key) return process.nextTick(() => cb(new Error('none'), undefined)); cb(null, key);", 'one', 2],
    ['process.nextTick(() => cb(null, key));', 'one', 1],
    ['process.nextTick(function () { cb(); });', 'nothing', 1],
  ])('%s: %s, %s', (body, ...expected) => {
    expect(passed(`function load(key, cb) { ${body} }`)).toEqual(expected);
  });
});

describe('a callback that is forwarded', () => {
  it.each([
    ['fs.unlink(key, cb);', 'none', 1],
    ["fs.readFile(key, 'utf8', cb);", 'one', 1],
    ["if (!key) return fs.unlink('a', cb); fs.readFile(key, cb);", 'mixed', 1],
    ["if (!key) return cb(new Error('none')); fs.readFile(key, cb);", 'one', 1],
    ["if (!key) return cb(null, 'x'); fs.unlink(key, cb);", 'mixed', 1],
    ["if (!key) return cb(new Error('none')); db.find(key, cb);", 'unknown', 'unknown'],
    ["if (!key) return cb(null, 'x'); db.find(key, cb);", 'mixed', 'unknown'],
  ])('to another file, %s: %s, %s', (body, ...expected) => {
    expect(passed(`function load(key, cb) { ${body} }`)).toEqual(expected);
  });

  it.each([
    ['cb();', 'nothing', 1],
    ["if (!key) return cb(new Error('none'), undefined); cb(null, key);", 'one', 2],
    ['if (key) return cb(null, key); cb();', 'mixed', 1],
    ['fs.readFile(key, cb);', 'one', 1],
  ])('to a function that loses its own, %s: %s, %s', (body, ...expected) => {
    expect(passed(`function load(key, cb) { other(key, cb); } function other(key, cb) { ${later(body)} }`)).toEqual(expected);
  });

  it('joins what several of them pass', () => {
    const others = `function one(key, cb) { ${later('cb(null, key);')} } function none(key, cb) { ${later('cb();')} }`;
    expect(passed(`function load(key, cb) { if (key) return one(key, cb); none(key, cb); } ${others}`)).toEqual(['mixed', 1]);
    expect(passed(`function load(key, cb) { if (key) return one(key, cb); ${later('cb(null, 1);')} } ${others}`)).toEqual(['one', 1]);
  });

  it('a call of the function itself adds nothing', () => {
    expect(passed(`function load(key, cb) { if (key) return load(key - 1, cb); ${later('cb(null, key);')} }`)).toEqual(['one', 1]);
    expect(passed(`function load(key, cb) { if (key) return load(key - 1, cb); ${later("cb(new Error('none'), undefined);")} }`)).toEqual(['none', 2]);
  });

  it('functions that call each other pass what any of them passes', () => {
    const other = (body: string): string => `function other(key, cb) { if (key) return load(key - 1, cb); ${later(body)} }`;
    expect(passed(`function load(key, cb) { if (key) return other(key - 1, cb); ${later('cb(null, key);')} } ${other('cb(null, key);')}`)).toEqual(['one', 1]);
    expect(passed(`function load(key, cb) { if (key) return other(key - 1, cb); ${later('cb(null, key);')} } ${other('cb();')}`)).toEqual(['mixed', 1]);
    expect(passed(`function load(key, cb) { if (key) return other(key - 1, cb); ${later('cb();')} } ${other("cb(new Error('none'), undefined);")}`)).toEqual(['nothing', 2]);
  });
});

it('nothing is known of a function that is not flat', () => {
  const { source, candidates } = surveyText('function load(key, cb) { if (key) cb(null, key); }');
  const counts = new PassedCounts(source, [], new Candidates(candidates));
  expect(counts.of(nodesOf(source).functions[0]!)).toEqual({ results: 'unknown', errorCount: 'unknown', passesEmitter: false });
});
