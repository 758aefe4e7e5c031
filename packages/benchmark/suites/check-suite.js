import { join } from 'node:path';

import { migrate } from './migrate.js';
import { createProject } from './project.js';
import { listTestFiles, runTests } from './run-tests.js';

/** What is rewritten, and how. */
export const variants = [
  { name: 'exact', flags: [], withTests: false },
  { name: 'exact, tests too', flags: [], withTests: true },
  { name: 'idiomatic', flags: ['--idiomatic'], withTests: false },
  { name: 'idiomatic, tests too', flags: ['--idiomatic'], withTests: true },
];

/**
 * @typedef {object} Finding what became of a package in one variant
 * @property {string} variant
 * @property {number} sites
 * @property {number} rewritten
 * @property {number} passed how many tests pass after the rewrite
 * @property {readonly string[]} divergences the files that could not be rewritten, and the tests that came out otherwise
 */

/**
 * Runs a package's tests, rewrites the package, and runs them again.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder where the projects may be put
 * @param {readonly (typeof variants)[number][]} chosen
 * @throws {Error} where no test passes before
 * @returns {Promise<{ total: number, passed: number, findings: Finding[] }>} the tests before, and what became of them
 */
export async function checkSuite(suite, folder, chosen) {
  createProject(suite, join(folder, 'before'));
  let before = await runTests(suite, join(folder, 'before'));
  if (countPassed(before) === 0) throw new Error(`No test of ${suite.name} passes as it is.`);
  const findings = [];
  for (const variant of chosen) {
    const project = join(folder, variant.name.replace(/\W+/g, '-'));
    createProject(suite, project);
    const tests = variant.withTests ? [...listTestFiles(suite, project), ...(suite.support ?? [])] : [];
    const { sites, rewritten, failures } = await migrate(project, [...suite.sources, ...tests], variant.flags);
    let after = await runTests(suite, project);
    if (compare(before, after, suite).length > 0) {
      // Some tests look at the clock: each has a second chance, on either side.
      before = merge(before, await runTests(suite, join(folder, 'before')));
      after = merge(after, await runTests(suite, project));
    }
    const divergences = [...failures, ...compare(before, after, suite)];
    findings.push({ variant: variant.name, sites, rewritten, passed: countPassed(after), divergences });
  }
  return { total: before.size, passed: countPassed(before), findings };
}

const countPassed = (results) => [...results.values()].filter(Boolean).length;

/** Passed is, what passed once. */
const merge = (first, second) => new Map([...first, ...[...second].filter(([name, passed]) => passed || !first.has(name))]);

/** The tests that have not the same result, those of the suite's documented exceptions left out. */
function compare(before, after, { exceptions = {} }) {
  const word = (passed) => (passed === undefined ? 'not run' : passed ? 'passed' : 'failed');
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name) && !Object.hasOwn(exceptions, name.replace(/ \(\d+\)$/, '')))
    .map((name) => `${name}: ${word(before.get(name))} before, ${word(after.get(name))} after`);
}
