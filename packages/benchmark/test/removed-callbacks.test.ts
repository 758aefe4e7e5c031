import { lookupApi, packagesWithRemovals } from '@uncallback/detector';
import { expect, it } from 'vitest';

import { cases } from '../removed-callbacks/cases.js';
import { observeAll } from '../removed-callbacks/observe-all.js';

it('knows what the real packages do with a callback, before and after the version that dropped it', { timeout: 600_000 }, async () => {
  const observations = await observeAll();
  expect(observations.filter(({ expected, observed }) => expected !== observed)).toEqual([]);
  const dropped = observations.filter(({ observed }) => observed !== 'called').map(({ name }) => name);
  expect(new Set(dropped).size).toBeGreaterThanOrEqual(20);
  // Each package is called in a version that takes a callback, too: else a call that is wrong in itself would pass.
  const called = new Set(observations.filter(({ observed }) => observed === 'called').map(({ name }) => name));
  expect(dropped.filter((name) => !called.has(name))).toEqual([]);
});

it('calls each package of which the catalogue says that it has dropped callbacks', () => {
  expect([...packagesWithRemovals].sort()).toEqual([...new Set(cases.map(({ name }) => name))].sort());
});

it('takes a version that is not stated for one that takes callbacks', () => {
  for (const dependencies of [{}, { rimraf: '*' }, { rimraf: 'latest' }, { rimraf: 'github:isaacs/rimraf' }, { rimraf: '>=3' }]) expect(lookupApi('rimraf', { dependencies })).toMatchObject({ removed: null });
});
