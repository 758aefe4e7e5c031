import { expect, it } from 'vitest';

import { Bindings } from '../../bindings/bindings.js';
import { callAt, parse } from '../../../test/nodes.js';
import { isSingleItem } from './single-item.js';

it.each([
  ['push({ id });', true],
  ["push('name');", true],
  ['push(`name`);', true],
  ['push(a + 1);', true],
  ['push([job]);', true],
  ['push([a, b]);', false],
  ['push([]);', false],
  ['push([...jobs]);', false],
  ['push(new Job());', true],
  ['push(new Array(3));', false],
  ['push(load());', false],
  ['push(this.jobs);', false],
  ['push(a ? { id } : [1]);', true],
  ['push(a ? { id } : [1, 2]);', false],
  ['const job = { id }; push(job);', true],
  ['let job = { id }; job = [1, 2]; push(job);', false],
  ['const [job] = jobs; push(job);', false],
  ['for (const job of jobs) push(job);', false],
  ['function f(job) { push(job); }', false],
  ['push(unknown);', false],
])('%s certainly gives one item: %j', (code, expected) => {
  const source = parse(code);
  expect(isSingleItem(callAt(source, 'push').arguments[0]!, new Bindings(source))).toBe(expected);
});
