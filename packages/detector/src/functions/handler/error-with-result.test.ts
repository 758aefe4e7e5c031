import { expect, it } from 'vitest';

import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { functionIndexOf } from '../index/function-index.js';
import { passesErrorWithResult } from './error-with-result.js';

it.each([
  ["cb(new Error('timeout'), { retry: true });", true],
  ["cb(new Error('timeout'));", false],
  ["cb(new Error('timeout'), null);", false],
  ['cb(null, row);', false],
  ['cb(parsed.error, parsed.value);', true],
  ['load((err) => cb(err, id));', true],
  ['load((err, row) => cb(err, row));', false],
  ['load((err, row) => cb(err || null, row && row.id));', false],
  ['load((err) => { if (err) return cb(err); cb(err, id); });', false],
  ['load((err) => { if (!err) cb(err, id); });', false],
  ['load((err) => { if (err || !id) cb(err); else cb(err, id); });', false],
  ['load((err) => { if (err && id) return cb(err); cb(err, id); });', true],
  ['setImmediate(cb, problem, id);', true],
  ['later(cb, problem, id);', false],
  ['cb.call(this, problem, id);', true],
  ['const finish = (err, x) => cb(err, x); finish(null, 1);', false],
  ['const finish = (err, x) => cb(err, x); finish(problem, 1);', true],
])('function f(id, cb) { %s }: %j', (code, expected) => {
  const source = parse(`function f(id, cb) { ${code} }`);
  const index = functionIndexOf(source);
  const uses = usesOfParameter(functionAt(source, 'function f'), 1, index.bindings)!;
  expect(passesErrorWithResult(uses, index)).toBe(expected);
});
