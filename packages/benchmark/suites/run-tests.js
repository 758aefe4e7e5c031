import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parseTap } from './parse-tap.js';
import { findInstalled } from './project.js';

/** The time in milliseconds after which a test program is ended. */
const timeLimit = 120_000;

/**
 * Runs a package's tests with mocha, vows, or as programs that print TAP.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder the package's copy, see `createProject`
 * @returns {Promise<Map<string, boolean>>} whether each test has passed, by the name of the test
 * @throws {Error} where there is no test file
 */
export async function runTests(suite, folder) {
  const files = listTestFiles(suite, folder);
  if (suite.runner === 'tap') return runTapFiles(files, folder);
  return suite.runner === 'vows' ? runVows(files, folder) : runMocha(suite, files, folder);
}

/**
 * Lists the test files of a package.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder the package's copy, see `createProject`
 * @returns {readonly string[]} the paths of the test files that are run, relative to the folder
 * @throws {Error} where there is none
 */
export function listTestFiles({ name, tests }, folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => tests.test(path))
    .sort();
  if (files.length === 0) throw new Error(`${name} has no test file that is run`);
  return files;
}

async function runMocha({ runner, options = [] }, files, folder) {
  const mocha = join(findInstalled(runner), 'bin/_mocha');
  // mocha 2 has no flag `--exit`: it always exits when the tests are done.
  const exit = runner === 'mocha' ? ['--exit'] : [];
  // By default a test has two seconds, which are not enough where several suites run at once.
  const patience = options.includes('--timeout') ? [] : ['--timeout', '10000'];
  const output = await run([mocha, '--reporter', 'json-stream', ...exit, ...patience, ...options, ...files], folder);
  const results = [];
  for (const line of output.split('\n')) {
    // A test that prints does not always end its line.
    const found = /\["(pass|fail)",(\{.*\})\]$/.exec(line);
    if (found) results.push([JSON.parse(found[2]).fullTitle, found[1] === 'pass']);
  }
  return collectResults(results);
}

async function runTapFiles(files, folder) {
  const results = [];
  for (const file of files) {
    const output = await run([file], folder);
    for (const { name, passed } of parseTap(output)) {
      // Names that differ between runs are made equal: those of temporary files, `null` or `undefined`, by which an assertion
      // without a name is called that no error has occurred, and the one of several missing modules that is noticed first.
      const title = name
        .replaceAll(folder, '.')
        .replace(/\btmp-\w+/g, 'tmp')
        .replace(/^(null|undefined)$/, 'no error')
        .replace(/^(Error: Cannot find module) .*/, '$1');
      results.push([`${file}: ${title}`, passed]);
    }
  }
  return collectResults(results);
}

async function runVows(files, folder) {
  const vows = join(findInstalled('vows'), 'bin/vows');
  const results = [];
  for (const file of files) {
    const output = await run([vows, '--json', file], folder);
    for (const line of output.split('\n')) {
      // A test that prints does not always end its line.
      const [, vow] = /\{"0":"vow","1":(\{.*\})\}$/.exec(line) ?? [];
      if (vow === undefined) continue;
      const { context, title, status } = JSON.parse(vow);
      if (status !== 'pending') results.push([`${file}: ${context} ${title}`.replaceAll(folder, '.'), status === 'honored']);
    }
  }
  return collectResults(results);
}

/** Maps names to results. If several results have the same name, a number is added to all but the first: `opens (2)`. */
function collectResults(results) {
  const counts = new Map();
  return new Map(
    results.map(([name, passed]) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [count === 1 ? name : `${name} (${count})`, passed];
    }),
  );
}

/** Runs a program and returns what it prints to stdout. The exit status is ignored, since the output has the results. */
function run(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], timeout: timeLimit, env: environment() });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('error', reject).on('close', () => resolve(output));
  });
}

/** The environment without the variables that a surrounding test run or package manager has set. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|TAP)/i.test(name)));
}
