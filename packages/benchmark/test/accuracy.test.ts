import { readFileSync } from 'node:fs';

import { beforeAll, expect, test } from 'vitest';

import { readLabelledFiles, sets } from '../accuracy/labelled.js';
import { intervalOf, score, scoreWorth, shareOf } from '../accuracy/score.js';
import { ours } from '../accuracy/tools.js';

const files = new Map<string, ReturnType<typeof readLabelledFiles>>();

beforeAll(() => {
  // Throws where a package is not installed in the labelled version, or a labelled function is missing.
  for (const set of Object.keys(sets)) files.set(set, readLabelledFiles(set));
});

test.each([
  ['first', 300, 25],
  ['training', 1000, 150],
  ['test', 400, 50],
])('every label of the set %s has the place of one callback, a kind, and an error handling if it is error-first', (set, labelCount, packageCount) => {
  const labels = files.get(set)!.flatMap((file) => file.labels);
  expect(new Set(labels.map((label) => label.node)).size).toBe(labels.length);
  expect(labels.length).toBeGreaterThanOrEqual(labelCount);
  expect(new Set(labels.map((label) => label.package)).size).toBeGreaterThanOrEqual(packageCount);
  for (const { kind, handling, worth } of labels) {
    expect(kind === 'error-first' ? ['handled', 'partial', 'unchecked', 'moot'] : [undefined]).toContain(handling);
    if (set !== 'first') expect(typeof worth).toBe(handling === 'partial' || handling === 'unchecked' ? 'boolean' : 'undefined');
  }
});

test('the sets to learn from and the test set have no package in common', () => {
  const packagesOf = (set: string) => new Set(files.get(set)!.flatMap((file) => file.labels.map((label: { readonly package: string }) => label.package)));
  const tested = packagesOf('test');
  expect([...packagesOf('first'), ...packagesOf('training')].filter((name) => tested.has(name))).toEqual([]);
});

test.each([
  [8, 10, 0.49, 0.943],
  [50, 50, 0.929, 1],
])('the interval of %i of %i is from %f to %f', (found, of, low, high) => {
  const [lower, upper] = intervalOf({ found, of });
  expect(lower).toBeCloseTo(low, 2);
  expect(upper).toBeCloseTo(high, 2);
});

test('the figures of uncallback on the test set are at least those in the README', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const row = /^\| uncallback \| (.+) \|$/m.exec(readme)?.[1] ?? '';
  const promised = row.split(' | ').map((cell) => Number.parseFloat(cell));
  const measured = score(ours, files.get('test')!).flatMap((each) => (each ? [each.precision, each.recall] : [])).map(shareOf);
  expect(measured).toHaveLength(4);
  expect(promised).toHaveLength(4);
  // The README has rounded figures.
  measured.forEach((share, i) => expect(100 * share).toBeGreaterThanOrEqual(promised[i]! - 0.05));
  const wanted = Number.parseFloat(/a maintainer would want (\d+\.\d) %/.exec(readme.replace(/\s+/g, ' '))?.[1] ?? '');
  expect(100 * shareOf(scoreWorth(ours, files.get('test')!)!)).toBeGreaterThanOrEqual(wanted - 0.05);
}, 180_000);
