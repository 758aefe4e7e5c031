import { readFileSync } from 'node:fs';

import { beforeAll, expect, test } from 'vitest';

import { readLabelledFiles } from '../accuracy/labelled.js';
import { score } from '../accuracy/score.js';
import { ours } from '../accuracy/tools.js';

let files: ReturnType<typeof readLabelledFiles>;

beforeAll(() => {
  // Throws where a package, a version or a function is not there.
  files = readLabelledFiles();
});

test('every label stands at one callback, and has a kind and an error handling', () => {
  const labels = files.flatMap((file) => file.labels);
  expect(new Set(labels.map((label) => label.node)).size).toBe(labels.length);
  expect(labels.length).toBeGreaterThanOrEqual(300);
  expect(new Set(labels.map((label) => label.package)).size).toBeGreaterThanOrEqual(25);
  for (const { kind, handling } of labels) {
    expect(kind === 'error-first' ? ['handled', 'partial', 'unchecked'] : [undefined]).toContain(handling);
  }
});

test('uncallback is at least as right as the README says', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const row = /^\| uncallback \| (.+) \|$/m.exec(readme)?.[1] ?? '';
  const promised = row.split(' | ').map((cell) => Number.parseFloat(cell));
  const measured = score(ours, files).flatMap((each) => (each ? [each.precision, each.recall] : []));
  expect(measured).toHaveLength(4);
  expect(promised).toHaveLength(4);
  // The README rounds.
  measured.forEach((share, i) => expect(100 * share).toBeGreaterThanOrEqual(promised[i]! - 0.05));
});
