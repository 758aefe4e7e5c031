import { expect, it } from 'vitest';

import { callAt, parse } from '../../../detector/test/nodes.js';
import { evaluationMayThrow } from './evaluation.js';

it.each([
  ['load(id, cb)', false],
  ['db.load(id, cb)', false],
  ['this.load(id, cb)', false],
  ['(0, db.load)(id, cb)', false],
  ['db.users.load(id, cb)', true],
  ['db[id](1, cb)', false],
  ['db[id.name](1, cb)', true],
  ['open()(id, cb)', true],
  ['load(id.name, cb)', true],
  ['load(nameOf(id), cb)', true],
  ['load(unknown, cb)', true],
  ['load(undefined, cb)', false],
  ['load(__dirname, cb)', false],
  ["load(__dirname + '/a', cb)", false],
  ["load(id + '/a', cb)", true],
  ['load(`${id}.txt`, cb)', true],
  ['load(`a.txt`, cb)', false],
  ['load({ id, all: [id, 1], no: !id }, cb)', false],
  ['load({ [id]: 1 }, cb)', true],
  ['load({ ...id }, cb)', true],
  ['load(-id, cb)', true],
  ['load(id === 1, cb)', false],
  ['load(id ? 1 : id || 2, cb)', false],
  ['load(id ? 1 : id.name, cb)', true],
  ['load(() => id.name, cb)', false],
  ['load(new Id(), cb)', true],
])('%s: %j', (code, expected) => {
  const source = parse(`function f(id, cb) { ${code}; }`);
  const call = callAt(source, code);
  expect(evaluationMayThrow(source, call, call.arguments.at(-1)!)).toBe(expected);
});

it('does not look at the argument that the rewrite removes', () => {
  const source = parse('function f(id) { load(id, wrap(id.cb)); }');
  const call = callAt(source, 'load');
  expect(evaluationMayThrow(source, call, call.arguments[1]!)).toBe(false);
  expect(evaluationMayThrow(source, call, call.arguments[0]!)).toBe(true);
});
