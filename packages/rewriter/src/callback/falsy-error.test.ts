import { expect, it } from 'vitest';

import { errorIn, parse } from '../../../detector/test/nodes.js';
import { distinguishesFalsyErrors } from './falsy-error.js';

it.each([
  ['cb(err);', true],
  ['cb(err, x);', true],
  ['show(err === null);', true],
  ['show(err !== undefined);', true],
  ['const failed = err;', true],
  ['cb(err && err.code);', true],
  ['show(typeof err);', true],
  ['cb(x || err);', true],
  ['if (err) return cb(err); use(x);', false],
  ['if (err && x) return cb(err); use(x);', false],
  ['if (err instanceof Failure) cb(err);', false],
  ['if (!err) use(x); else cb(err);', false],
  ['err && cb(err);', false],
  ['err ? cb(err) : use(x);', false],
  ['if (!err) cb(err);', true],
  ['if (x) cb(err);', true],
  ['show(!err);', false],
  ['show(err == null);', false],
  ['show(err.code);', false],
  ['cb(err || other);', false],
  ['use(x);', false],
])('(err, x) => { %s }: %j', (body, expected) => {
  const source = parse(`load((err, x) => { ${body} });`);
  expect(distinguishesFalsyErrors(errorIn(source))).toBe(expected);
});
