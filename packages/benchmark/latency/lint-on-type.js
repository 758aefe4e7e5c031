// Measures how much of the time between a keystroke and ESLint's reports the rules take. pm2's API.js, 1,932 lines with many
// callbacks, is linted again and again, each time one letter longer: without any rule, with the config `strict`, and with
// `strict` but without suggestions.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { Linter } from 'eslint';
import uncallback from 'eslint-plugin-uncallback';

const text = readFileSync(createRequire(import.meta.url).resolve('pm2/lib/API.js'), 'utf8');
const warmUp = 5;
const runs = 21;

const parsed = [{ languageOptions: { sourceType: 'commonjs' } }];
const rules = [...parsed, uncallback.configs.strict];
// ESLint renders the edits of all suggestions, unless fixes are disabled.
const ways = { none: [parsed, false], bare: [rules, true], strict: [rules, false] };
const times = { none: [], bare: [], strict: [] };
let reports = [];
for (let run = 0; run < warmUp + runs; run += 1) {
  for (const [name, [config, disableFixes]] of Object.entries(ways)) {
    const start = performance.now();
    // The text differs in each run, as it does while typing, so that no result of a previous run is reused.
    reports = new Linter().verify(`${text}\n// ${'x'.repeat(run)}`, config, { filename: 'a.js', disableFixes });
    if (run >= warmUp) times[name].push(performance.now() - start);
  }
}
const fatal = reports.find((report) => report.fatal);
if (fatal || reports.length === 0) throw new Error(fatal ? `line ${fatal.line}: ${fatal.message}` : 'nothing is found to measure');

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const [none, bare, strict] = [median(times.none), median(times.bare), median(times.strict)];
const suggestions = reports.reduce((sum, report) => sum + (report.suggestions?.length ?? 0), 0);
console.log(`${text.split('\n').length} lines, ${reports.length} reports, ${suggestions} suggestions; medians of ${runs} runs`);
console.log(`ESLint without a rule  ${none.toFixed(1).padStart(7)} ms`);
console.log(`with the strict rules  ${strict.toFixed(1).padStart(7)} ms: ${(100 * (strict - none) / strict).toFixed(0)} % of it for them, ${(100 * (strict - bare) / strict).toFixed(0)} % for the suggestions`);
