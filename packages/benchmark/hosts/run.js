// Runs the programs of `cases.js` with the real packages, before and after a rewrite in each tier: `node packages/benchmark/hosts/run.js [NAME]`.
// The packages are installed into a folder beside the temporary files, which is kept for the next run.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hostCases } from './cases.js';
import { checkHost } from './check-host.js';

const [chosen = ''] = process.argv.slice(2);
for (const host of hostCases.filter(({ name }) => name.startsWith(chosen))) {
  const results = await checkHost(host, installed(host.packages));
  for (const { tier, problem } of results) console.log(`${host.name} ${tier}: ${problem ?? 'as before'}`);
  if (results.some(({ problem }) => problem !== null)) process.exitCode = 1;
}

/** @param {Readonly<Record<string, string>>} packages */
function installed(packages) {
  const specifiers = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const folder = join(tmpdir(), 'uncallback-hosts', specifiers.join('+').replaceAll('/', '-'));
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...specifiers], { cwd: folder });
  }
  return Object.fromEntries(Object.keys(packages).map((name) => [name, join(folder, 'node_modules', name)]));
}
