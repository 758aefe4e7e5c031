import { expect, it } from 'vitest';

import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { functionIndexOf } from '../index/function-index.js';
import { ValueUses } from '../index/value-uses.js';
import { ErrorsWithResults } from './error-with-result.js';

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
  ['load((err, row) => cb(err, row ? row.id : null));', false],
  ['load((err, row) => cb(err, row ? row.id : id));', true],
  ['load((err, row) => cb(err, id ? row.id : null));', true],
  ['load((err, row) => { let found; if (!err) found = row.map(read); cb(err, found); });', false],
  ['load((err, row) => { let found = null; if (err) { log(err); } else { found = read(row); } cb(err, found); });', false],
  ['load((err, row) => { let found = id; if (!err) found = read(row); cb(err, found); });', true],
  ['load((err, row) => { let found; found = read(row); cb(err, found); });', true],
  ['let found; load((err, row) => { if (!err) found = read(row); cb(err, found); });', true],
  ['load((err, row) => { let found; err = err || row.error; if (!err) found = read(row); cb(err, found); });', true],
  // from the callee that the callback is passed to
  ["require('child_process').exec(id, cb);", true],
  ["require('child_process').exec(id, (err, out) => cb(err, out));", true],
  ["require('child_process').exec(id, (err, out) => cb(err));", false],
  ["require('child_process').exec(id, (err, out) => { if (err) return cb(err); cb(err, out); });", false],
  ["require('child_process').exec(id, finish); function finish(err, out) { cb(err, out.trim()); }", true],
  ["require('child_process').exec(id, finish); function finish(err, out) { cb(err, out); }", true],
  ["require('child_process').exec(cb, id);", false],
  ['run(id, (err, out) => cb(err, out)); function run(id, done) { done(problem, id); }', true],
  ['run(id, (err, out) => cb(err, out)); function run(id, done) { run(id, (err, out) => done(err, out)); }', false],
  ['run(id, cb); function run(id, done) { read(id, (err, out) => done(err, out)); } function read(id, done) { done(problem, id); }', true],
])('function f(id, cb) { %s }: %j', (code, expected) => {
  const source = parse(`function f(id, cb) { ${code} }`);
  const index = functionIndexOf(source);
  const uses = usesOfParameter(functionAt(source, 'function f'), 1, index.bindings)!;
  const facts = new ErrorsWithResults(index, new ValueUses(source, index), (path) => path === 'child_process.exec');
  expect(facts.of(uses).errorWithResult).toBe(expected);
});
