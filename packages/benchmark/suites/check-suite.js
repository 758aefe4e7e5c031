import { join } from 'node:path';

import { migrate } from './migrate.js';
import { createProject } from './project.js';
import { listTestFiles, runTests } from './run-tests.js';

/** The ways in which a package is rewritten: exactly, with `--idiomatic` or with `--functions`, with or without its tests. */
export const variants = [
  { name: 'exact', flags: [], withTests: false },
  { name: 'exact, tests too', flags: [], withTests: true },
  { name: 'idiomatic', flags: ['--idiomatic'], withTests: false },
  { name: 'idiomatic, tests too', flags: ['--idiomatic'], withTests: true },
  { name: 'functions', flags: ['--functions'], withTests: false },
  { name: 'functions, tests too', flags: ['--functions', '--include-tests'], withTests: true },
];

/**
 * @typedef {object} Finding the outcome of one variant of a package
 * @property {string} variant
 * @property {number} sites how many error-first callbacks there are
 * @property {number} rewritten how many of them are rewritten
 * @property {number} passed how many tests pass after the rewrite
 * @property {readonly string[]} divergences the files that could not be rewritten, and the tests that have another result
 */

/**
 * Runs a package's tests, rewrites the package in each variant, and runs the tests again.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder the folder in which the copies of the package are created
 * @param {readonly (typeof variants)[number][]} chosen the variants to check
 * @throws {Error} where no test passes before the rewrite
 * @returns {Promise<{ total: number, passed: number, findings: Finding[] }>} the number of tests, how many of them pass before
 *   the rewrite, and the outcome of each variant
 */
export async function checkSuite(suite, folder, chosen) {
  createProject(suite, join(folder, 'before'));
  let before = await runTests(suite, join(folder, 'before'));
  if (countPassed(before) === 0) throw new Error(`No test of ${suite.name} passes as it is.`);
  const findings = [];
  for (const variant of chosen) {
    const project = join(folder, variant.name.replace(/\W+/g, '-'));
    const { sites, rewritten, failures } = await createRewritten(suite, project, variant);
    let after = await runTests(suite, project);
    if (compareResults(before, after, suite).length > 0) {
      // Some tests depend on the time, so the tests run once more, before and after the rewrite, without what failed tests have left behind.
      createProject(suite, join(folder, 'before'));
      before = merge(before, await runTests(suite, join(folder, 'before')));
      await createRewritten(suite, project, variant);
      after = merge(after, await runTests(suite, project));
    }
    const divergences = [...failures, ...compareResults(before, after, suite)];
    findings.push({ variant: variant.name, sites, rewritten, passed: countPassed(after), divergences });
  }
  return { total: before.size, passed: countPassed(before), findings };
}

/** Creates a copy of a package, rewritten in one of the variants. */
async function createRewritten(suite, project, { withTests, flags }) {
  createProject(suite, project);
  const tests = withTests ? [...listTestFiles(suite, project), ...(suite.support ?? [])] : [];
  return migrate(project, [...suite.sources, ...tests], flags);
}

const countPassed = (results) => [...results.values()].filter(Boolean).length;

/** Merges the results of two runs: a test has passed if it has passed in one of them. */
const merge = (first, second) => new Map([...first, ...[...second].filter(([name, passed]) => passed || !first.has(name))]);

/**
 * Lists the tests whose results differ, without the documented exceptions of the suite.
 *
 * @param {Map<string, boolean>} before the results before the rewrite, see `runTests`
 * @param {Map<string, boolean>} after those after it
 * @param {Pick<import('./suites.js').Suite, 'exceptions'>} suite
 * @returns {string[]} the tests, each with both results
 */
export function compareResults(before, after, { exceptions = {} }) {
  const word = (passed) => (passed === undefined ? 'not run' : passed ? 'passed' : 'failed');
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name) && !Object.hasOwn(exceptions, name))
    .map((name) => `${name}: ${word(before.get(name))} before, ${word(after.get(name))} after`);
}
