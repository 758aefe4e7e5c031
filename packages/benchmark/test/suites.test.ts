import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { checkSuite, compareResults, variants } from '../suites/check-suite.js';
import { parseTap } from '../suites/parse-tap.js';
import { suites } from '../suites/suites.js';

// The tests of each package run at least four times, and the package is rewritten three times.
vi.setConfig({ testTimeout: 240_000, maxConcurrency: 2 });

/** Here the tests are rewritten together with the package; `pnpm suites` also runs them unchanged. */
const chosen = variants.filter(({ withTests }) => withTests);

describe('the test suites of old packages', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'uncallback-suites-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.concurrent.each(suites.filter(({ slow }) => !slow))('$name passes as before', async (suite) => {
    const { passed, findings } = await checkSuite(suite, join(folder, suite.name), chosen);
    // If no test passed before the rewrite, equal results would prove nothing.
    expect(passed).toBeGreaterThan(0);
    expect(findings.map(({ variant }) => variant)).toEqual(chosen.map(({ name }) => name));
    for (const { variant, divergences } of findings) expect(divergences, `${suite.name}, ${variant}`).toEqual([]);
    // The exact tier may refuse all callbacks of a package.
    expect(Math.max(...findings.map(({ rewritten }) => rewritten))).toBeGreaterThan(0);
  });
});

describe('compareResults', () => {
  it('excepts a test by its full name, not the others of the same title', () => {
    const before = new Map([['opens', true], ['opens (2)', true], ['closes', true]]);
    const after = new Map([['opens', true], ['opens (2)', false], ['opens (3)', true], ['closes', false]]);
    expect(compareResults(before, after, { exceptions: { 'opens (2)': 'It races.' } })).toEqual([
      'closes: passed before, failed after',
      'opens (3): not run before, passed after',
    ]);
    expect(compareResults(before, after, { exceptions: { opens: 'It races.' } })).toHaveLength(3);
  });
});

describe('parseTap', () => {
  it('reads results, those of subtests instead of the line that sums them up, and no details', () => {
    const output = `TAP version 13
ok 1 - starts # time=3.2ms
    # Subtest: opens
    ok 1 - a file
    not ok 2 - a folder # time=1ms
    1..2
not ok 2 - opens # time=5ms
  ---
  results:
    ok: false
  ...
ok 3 (unnamed assert)
ok
1..3
`;
    expect(parseTap(output)).toEqual([
      { name: 'starts', passed: true },
      { name: 'a file', passed: true },
      { name: 'a folder', passed: false },
      { name: '(unnamed assert)', passed: true },
      { name: '', passed: true },
    ]);
  });
});
