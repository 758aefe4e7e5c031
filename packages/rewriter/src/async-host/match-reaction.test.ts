import { functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

import { callAt, nodeAt, parse, textOf } from '../../../detector/test/nodes.js';
import { matchReaction } from './match-reaction.js';

/** The promise of a call whose outcome `cb` gets; null for another call. */
function promiseIn(call: string): string | null {
  const source = parse(`function f(key, cb) { ${call}; }`);
  const callback = functionIndexOf(source).bindings.variableOf(nodeAt(source, 'cb'))!;
  const reaction = matchReaction(callAt(source, call) as TSESTree.CallExpression, callback);
  return reaction && [textOf(source, reaction.promise), ...reaction.mentions.map((mention) => textOf(source, mention))].join(' ');
}

it.each([
  ['load(key).then((row) => cb(null, row), cb)', 'load(key) cb cb'],
  ['load(key).then((row) => cb(undefined, row), (err) => cb(err))', 'load(key) cb cb'],
  ['load(key).then((row) => { cb(null, row); }).catch(cb)', 'load(key) cb cb'],
  ['load(key).then(function (row) { return cb(null, row); }).catch(function (e) { cb(e); })', 'load(key) cb cb'],
  ['load(key).then(parse).then((row) => cb(null, row), cb)', 'load(key).then(parse) cb cb'],
  ['load(key).then(cb.bind(undefined, null), cb)', 'load(key) cb cb'],
  ['load(key).then(cb.bind(null), cb)', null],
  ['load(key).then(cb.bind(null, key), cb)', null],
  ['load(key).then(cb.bind(null, null, key), cb)', null],
  ['load(key).then(cb.call(null, null), cb)', null],
  ['load(key).then((row) => cb(null, row))', null],
  ['load(key).then((row) => cb(null, row.name), cb)', null],
  ['load(key).then((row) => cb(row), cb)', null],
  ['load(key).then(() => cb(), cb)', null],
  ['load(key).then((row) => cb(null, row, key), cb)', null],
  ['load(key).then((row) => { log(row); cb(null, row); }, cb)', null],
  ['load(key).then(async (row) => cb(null, row), cb)', null],
  ['load(key).then((row) => cb(null, row), (err) => { log(err); cb(err); })', null],
  ['load(key).then((row) => cb(null, row), (err) => cb(new Failure(err)))', null],
  ['load(key).then((row) => cb(null, row), log)', null],
  ['load(key).then((row) => cb(null, row)).finally(cb)', null],
  ['load(key).then((row) => cb(null, row)).catch(cb, log)', null],
  ['load(key).then?.((row) => cb(null, row), cb)', null],
  ['load(key).catch(cb)', null],
  ['load(key, cb)', null],
])('%s: %s', (call, promise) => {
  expect(promiseIn(call)).toBe(promise);
});
