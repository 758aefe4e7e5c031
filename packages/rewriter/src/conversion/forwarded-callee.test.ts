import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';

import { callAt } from '../../../detector/test/nodes.js';
import { surveyText } from '../../test/plan/survey-text.js';
import { Candidates } from './candidates.js';
import { forwardedCallee } from './forwarded-callee.js';

const uses = "const fs = require('fs');\nconst request = require('request');\n";

/** The callee of the first call in a function `host(key, cb)` that forwards its callback. */
function forwarded(call: string, { before = "if (!key) return cb(new Error('none'));", others = '' } = {}) {
  const { source, candidates } = surveyText(`${uses}function host(key, cb) { ${before} ${call}; }\n${others}`);
  const all = new Candidates(candidates);
  const host = candidates.find(({ place }) => place.form === 'variable' && place.variable.name === 'host');
  if (!host) throw new Error(`the host of ${call} is no candidate`);
  const found = forwardedCallee(source, callAt(source, call) as TSESTree.CallExpression, host, all, {});
  return found && [found.callee.form, found.results, found.errorCount];
}

describe('a callee of another file', () => {
  it.each<[call: string, expected: unknown]>([
    ['fs.unlink(key, cb)', ['function', 'none', 1]],
    ['fs.readFile(key, cb)', ['function', 'one', 1]],
    ['db.find(key, cb)', ['method', 'unknown', 'unknown']],
    ['this.db.find(key, cb)', ['method', 'unknown', 'unknown']],
    ['find(key, cb)', ['function', 'unknown', 'unknown']],
    // A variable in front keeps the receiver.
    ['open().find(key, cb)', ['method', 'unknown', 'unknown']],
  ])('%s', (call, expected) => {
    expect(forwarded(call)).toEqual(expected);
  });

  it.each([
    // Several results.
    'request(key, cb)',
    // No error comes first.
    'fs.exists(key, cb)',
    // By their names.
    'emitter.on(key, cb)',
    'emitter.once(key, cb)',
    'waiting.push(cb)',
    'waiting.set(key, cb)',
    'setTimeout(cb)',
    'process.nextTick(cb)',
    'find.call(key, cb)',
    'find.bind(key, cb)',
    'emitter.removeListener(key, cb)',
  ])('%s is not promisified', (call) => {
    expect(forwarded(call)).toBeNull();
  });

  it('is not known to be error-first where the host does not show it', () => {
    expect(forwarded('db.find(key, cb)', { before: '' })).toBeNull();
    expect(forwarded('fs.readFile(key, cb)', { before: '' })).toEqual(['function', 'one', 1]);
  });
});

describe('a function of the file', () => {
  it.each<[others: string, expected: unknown]>([
    ['function find(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); }); }', ['native', null, 'unknown']],
    // These keep their own callback.
    ['use(function find() {}); const find = (key, cb) => db.find(key, (err, row) => cb(err, row));', ['function', 'one', 2]],
    ["function find({ key }, cb) { if (!key) return cb(new Error('none')); cb(); }", ['function', 'nothing', 1]],
    ['function find({ key }, cb) { if (!key) return cb(null, 1); cb(null, 2); }', ['function', 'one', 1]],
    // The code says more than a name that is one of a function which adds listeners.
    ['function find({ key }, cb) { onFile(key, cb); } function onFile(key, cb) { if (key) return cb(null, 1); cb(null); }', ['function', 'mixed', 1]],
    ['function find({ key }, cb) { cb(null, 1, 2); }', null],
  ])('%s', (others, expected) => {
    expect(forwarded('find(key, cb)', { others })).toEqual(expected);
  });

  it('a method is called by the name of its async function', () => {
    const { source, candidates } = surveyText('class Store { get(key, cb) { db.find(key, (err, row) => { if (err) return cb(err); cb(null, row); }); } put(key, cb) { this.get(key, cb); } }');
    const all = new Candidates(candidates);
    const [get, put] = candidates;
    const found = forwardedCallee(source, callAt(source, 'this.get') as TSESTree.CallExpression, put!, all, {});
    expect(found).toMatchObject({ callee: { form: 'variant', variant: 'getAsync' }, results: null, errorCount: 'unknown' });
    expect(get?.ownCalls).toHaveLength(1);
  });
});
