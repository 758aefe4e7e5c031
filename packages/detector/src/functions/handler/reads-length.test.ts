import { expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { functionAt, parse } from '../../../test/nodes.js';
import { usesOfParameter } from '../index/callback-uses.js';
import { readsLength } from './reads-length.js';

it.each([
  ['if (cb.length > 1) cb();', true],
  ["show(cb['length']);", true],
  ['const { length } = cb;', true],
  ['const fn = cb; show(fn.length);', true],
  ['const fn = cb || noop; show(fn.length);', true],
  ['cb(null, list.length);', false],
  ['show(cb.name);', false],
  ['this.fn = cb; show(this.fn.length);', false],
  ['const { name } = cb;', false],
  ["const list = cb; cb = noop; show(cb.length);", false],
])('function f(cb) { %s }: %j', (code, expected) => {
  const source = parse(`function f(cb) { ${code} }`);
  const bindings = new Bindings(source);
  expect(readsLength(usesOfParameter(functionAt(source, 'function f'), 0, bindings)!.mentions, bindings)).toBe(expected);
});
