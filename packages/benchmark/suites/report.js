// Runs the test suites of old packages before and after the rewrite, in every variant, and prints the results. Without arguments
// it runs all suites; arguments are the names of the packages to run. The exit status is 1 if a result differs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkSuite, variants } from './check-suite.js';
import { suites } from './suites.js';

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) throw new Error(`There is no suite of ${unknown.join(', ')}.`);

const folder = mkdtempSync(join(tmpdir(), 'uncallback-suites-'));
try {
  console.log('package                     variant               sites  rewritten  tests passed before  after');
  for (const suite of suites) {
    if (names.length > 0 && !names.includes(suite.name)) continue;
    const { total, passed, findings } = await checkSuite(suite, join(folder, suite.name), variants);
    for (const finding of findings) {
      console.log(renderRow(suite.name, `${passed}/${total}`, finding));
      for (const divergence of finding.divergences) console.log(`    ${divergence}`);
      if (finding.divergences.length > 0) process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function renderRow(name, before, { variant, sites, rewritten, passed }) {
  return [
    name.padEnd(26),
    variant.padEnd(20),
    String(sites).padStart(5),
    String(rewritten).padStart(9),
    before.padStart(19),
    String(passed).padStart(5),
  ].join('  ');
}
