import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { lookupApi } from '@uncallback/detector';

import { cases, installedName } from './cases.js';

const observer = fileURLToPath(new URL('observe.js', import.meta.url));

/**
 * @typedef {object} Observation what a version of a function does with a callback
 * @property {string} api
 * @property {string} name the package
 * @property {string} version the installed version
 * @property {string} expected what the catalogue says: `called`, `ignored`, `rejected` or `thrown`
 * @property {string} observed what happened
 * @property {string} message of what was thrown or rejected
 */

/**
 * Calls each function in each of its versions, in a process of its own.
 *
 * @param {number} workers how many processes run at a time
 * @returns {Promise<readonly Observation[]>} in the order of the cases
 */
export async function observeAll(workers = 2) {
  const jobs = cases.flatMap((each, index) => each.versions.map((major) => ({ ...each, index, major })));
  const results = [];
  let next = 0;
  const work = async () => {
    while (next < jobs.length) {
      const position = next++;
      results[position] = await observe(jobs[position]);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

async function observe({ api, name, index, major, fails = false }) {
  const running = promisify(execFile)(process.execPath, [observer, String(index), major], { timeout: 60_000 });
  running.child.stdin.end();
  const { stdout } = await running;
  const { called, threw, rejected } = JSON.parse(stdout);
  const observed = called ? 'called' : threw !== null ? 'thrown' : rejected !== null && !fails ? 'rejected' : 'ignored';
  const version = versionOf(installedName(name, major));
  const expected = lookupApi(api, { dependencies: { [name]: version } })?.removed?.effect ?? 'called';
  return { api, name, version, expected, observed, message: threw ?? rejected ?? '' };
}

function versionOf(installed) {
  return JSON.parse(readFileSync(new URL(`../node_modules/${installed}/package.json`, import.meta.url), 'utf8')).version;
}
