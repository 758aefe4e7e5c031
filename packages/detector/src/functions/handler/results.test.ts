import { expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { resultsOf } from './results.js';

it.each<[string, number | 'unknown', string[], number[]]>([
  ['cb();', 0, [], []],
  ['cb(err);', 0, [], []],
  ['cb(null, row);', 1, ['row'], []],
  ['cb(null, result.rows, 1);', 2, ['rows', ''], []],
  ['cb(null, undefined);', 1, [''], []],
  ['if (a) return cb(err); cb(null, row, count);', 2, ['row', 'count'], []],
  ['if (a) return cb(err, req); cb(null, req);', 1, ['req'], [1]],
  ['if (a) return cb(err, req); cb(null, req, body);', 2, ['req', 'body'], [1]],
  ['if (a) return cb(err, null); cb(null, null);', 1, [''], []],
  ['if (a) return cb(err, 1); cb(null, 1);', 1, [''], []],
  ['read((err, body) => cb(err, a));', 1, ['a'], []],
  ['read((err, body) => cb(err, body));', 1, ['body'], []],
  ['read((err, body) => cb(err, this, {}, []));', 3, ['', '', ''], [1, 2, 3]],
  ['read((err, body) => { if (err) return cb(err, this); cb(null, body); });', 1, [''], [1]],
  ['read((err, body) => { if (err) return cb(err, this); cb(null); });', 1, [''], []],
  ['cb(...all);', 'unknown', [], []],
  ['load(cb);', 'unknown', [], []],
  ['callbackify(work)(cb);', 1, [], []],
  ['if (a) return cb(err, req); if (b) return cb(null, req); callbackify(work)(cb);', 1, ['req'], []],
  ['if (a) return load(cb); callbackify(work)(cb);', 'unknown', [], []],
  ['if (a) return load(cb); cb(null, row);', 'unknown', [], []],
])('function f(cb) { %s }: %j results %j, always %j', (code, count, names, alwaysPassed) => {
  const source = parse(`function f(cb) { ${code} }`);
  const bindings = new Bindings(source);
  const uses = usesOfParameter(functionAt(source, 'function f'), 0, bindings)!;
  expect(resultsOf(source, uses, bindings)).toEqual({ results: { count, names }, alwaysPassed });
});
