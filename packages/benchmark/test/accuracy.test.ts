import { readFileSync } from 'node:fs';

import { beforeAll, expect, test } from 'vitest';

import { readLabelledFiles } from '../accuracy/labelled.js';
import { score } from '../accuracy/score.js';
import { ours } from '../accuracy/tools.js';

let files: ReturnType<typeof readLabelledFiles>;

beforeAll(() => {
  // Throws where a package is not installed in the labelled version, or a labelled function is missing.
  files = readLabelledFiles();
});

test('every label has the place of one callback, a kind, and an error handling if it is error-first', () => {
  const labels = files.flatMap((file) => file.labels);
  expect(new Set(labels.map((label) => label.node)).size).toBe(labels.length);
  expect(labels.length).toBeGreaterThanOrEqual(300);
  expect(new Set(labels.map((label) => label.package)).size).toBeGreaterThanOrEqual(25);
  for (const { kind, handling } of labels) {
    expect(kind === 'error-first' ? ['handled', 'partial', 'unchecked'] : [undefined]).toContain(handling);
  }
});

test('the precision and recall of uncallback are at least those in the README', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const row = /^\| uncallback \| (.+) \|$/m.exec(readme)?.[1] ?? '';
  const promised = row.split(' | ').map((cell) => Number.parseFloat(cell));
  const measured = score(ours, files).flatMap((each) => (each ? [each.precision, each.recall] : []));
  expect(measured).toHaveLength(4);
  expect(promised).toHaveLength(4);
  // The README has rounded figures.
  measured.forEach((share, i) => expect(100 * share).toBeGreaterThanOrEqual(promised[i]! - 0.05));
});
