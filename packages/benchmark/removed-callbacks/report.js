// Prints what functions do with a callback before and after the major version that dropped it: `node removed-callbacks/report.js`.

import { observeAll } from './observe-all.js';

const observations = await observeAll();
console.log('| function | version | the callback | |');
console.log('| :-- | :-- | :-- | :-- |');
for (const { api, version, expected, observed, message } of observations) {
  const note = [observed === expected ? '' : `the catalogue says ${expected}`, message].filter(Boolean).join('; ');
  console.log(`| \`${api}\` | ${version} | ${observed} | ${note.slice(0, 80)} |`);
}
const wrong = observations.filter(({ expected, observed }) => expected !== observed);
console.log(`\n${new Set(observations.map(({ name }) => name)).size} packages, ${observations.length} calls, ${wrong.length} other than the catalogue says`);
process.exitCode = wrong.length === 0 ? 0 : 1;
