import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { parseTap } from './parse-tap.js';
import { findInstalled } from './project.js';

/** How long a test file may take before it counts as hanging. */
const timeLimit = 120_000;

/**
 * Runs a package's tests.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder its project
 * @returns {Promise<Map<string, boolean>>} whether it passed, by the name of the test
 */
export async function runTests(suite, folder) {
  const files = listTestFiles(suite, folder);
  if (suite.runner === 'tap') return runTapFiles(files, folder);
  return suite.runner === 'vows' ? runVows(files, folder) : runMocha(suite, files, folder);
}

/**
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder its project
 * @returns {readonly string[]} the paths of the test files that are run
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
  // The older mocha knows no `--exit`: it always does.
  const exit = runner === 'mocha' ? ['--exit'] : [];
  const output = await run([mocha, '--reporter', 'json-stream', ...exit, ...options, ...files], folder);
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
      // Temporary files have new names in each run; an assertion without a name is called by its value, and there is
      // more than one way of no error.
      const title = name.replaceAll(folder, '.').replace(/\btmp-\w+/g, 'tmp').replace(/^(null|undefined)$/, 'no error');
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

/** Tells tests of one name apart by their order. A test that is reported twice has one name and fails if one of them did. */
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

/** What a program prints to stdout. That it fails is told by its results. */
function run(args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'], timeout: timeLimit, env: environment() });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('error', reject).on('close', () => resolve(output));
  });
}

/** Without what a surrounding test run or package manager sets for itself. */
function environment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST|TAP)/i.test(name)));
}
