import js from '@eslint/js';
import { ESLint } from 'eslint';
import n from 'eslint-plugin-n';
import promise from 'eslint-plugin-promise';
import uncallback from 'eslint-plugin-uncallback';

import { inRounds, median } from './run-process.js';

/** The rules of ESLint and other plugins for callbacks. */
export const peerRules = {
  'n/handle-callback-err': 'error',
  'n/callback-return': 'error',
  'promise/prefer-await-to-callbacks': 'error',
  'max-nested-callbacks': ['error', 3],
};

/** The code that is linted, and the share of the time of ESLint that our rules may take there. */
const corpora = { modern: { name: 'code of today', target: 0.025 }, old: { name: 'old code', target: 0.08 } };

/**
 * Measures both configurations of our rules by ESLint's `stats`: as a share of a run with the recommended rules of ESLint and ours, and on old
 * code against the sum of the peer rules.
 */
export async function measureLint(folders, limit) {
  const runs = await inRounds(limit, async () => {
    const round = {};
    for (const corpus of Object.keys(corpora)) {
      round[corpus] = { recommended: await lint(folders[corpus], 'recommended'), strict: await lint(folders[corpus], 'strict') };
    }
    return round;
  });
  const shares = Object.entries(corpora).flatMap(([corpus, { name, target }]) =>
    ['recommended', 'strict'].map((config) => ({
      what: `our configuration \`${config}\` in ESLint, ${name}`,
      against: 'the total of ESLint with its recommended rules and ours',
      ratio: median(runs.map(({ [corpus]: { [config]: { ours, total, peers } } }) => ours / (total - peers))),
      target,
    })),
  );
  return [
    ...shares,
    {
      what: 'our configuration `strict` in ESLint, old code',
      against: `the sum of ${Object.keys(peerRules).map((name) => `\`${name}\``).join(', ')}`,
      ratio: median(runs.map(({ old: { strict: { ours, peers } } }) => ours / peers)),
      target: 1,
    },
  ];
}

/** Lints all files once. @returns the milliseconds of our rules, of the peer rules, and in total */
async function lint(folder, config) {
  const eslint = new ESLint({
    cwd: folder,
    stats: true,
    allowInlineConfig: false,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs', parserOptions: { ecmaFeatures: { jsx: true } } } },
      js.configs.recommended,
      uncallback.configs[config],
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
