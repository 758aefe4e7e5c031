import js from '@eslint/js';
import { ESLint } from 'eslint';
import n from 'eslint-plugin-n';
import promise from 'eslint-plugin-promise';
import uncallback from 'eslint-plugin-uncallback';

import { median } from './run-process.js';

/** The rules of ESLint and other plugins for callbacks. */
export const peerRules = {
  'n/handle-callback-err': 'error',
  'n/callback-return': 'error',
  'promise/prefer-await-to-callbacks': 'error',
  'max-nested-callbacks': ['error', 3],
};

/** Measures all our rules by ESLint's `stats`: against the sum of the peer rules, and as a share of a run with recommended rules. */
export async function measureLint(folder, times) {
  const runs = [];
  for (let time = 0; time < times; time += 1) runs.push(await lint(folder));
  return [
    {
      what: 'all our rules in ESLint',
      against: 'the total of ESLint with its recommended rules and ours',
      ratio: median(runs.map(({ ours, total, peers }) => ours / (total - peers))),
      target: 0.03,
    },
    {
      what: 'all our rules in ESLint',
      against: `the sum of ${Object.keys(peerRules).map((name) => `\`${name}\``).join(', ')}`,
      ratio: median(runs.map(({ ours, peers }) => ours / peers)),
      target: 1,
    },
  ];
}

/** Lints all files once. @returns the milliseconds of our rules, of the peer rules, and in total */
async function lint(folder) {
  const eslint = new ESLint({
    cwd: folder,
    stats: true,
    allowInlineConfig: false,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', parserOptions: { ecmaFeatures: { jsx: true } } } },
      js.configs.recommended,
      uncallback.configs.strict,
      { plugins: { n, promise }, rules: peerRules },
    ],
  });
  const sums = { ours: 0, peers: 0, total: 0 };
  for (const { stats } of await eslint.lintFiles(['.'])) {
    for (const { total, rules = {} } of stats.times.passes) {
      sums.total += total;
      for (const [name, rule] of Object.entries(rules)) {
        if (name.startsWith('uncallback/')) sums.ours += rule.total;
        else if (name in peerRules) sums.peers += rule.total;
      }
    }
  }
  return sums;
}
