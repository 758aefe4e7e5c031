import { expect, it } from 'vitest';

import { keptReasons } from '../../src/conversion/kept-reasons.js';
import { captureRules } from '../../src/plan/capture-rules.js';
import { asyncBlockRules } from '../../src/plan/async-block-rules.js';
import { placementRules } from '../../src/plan/placement.js';
import { sharedCallRules } from '../../src/plan/shared-call-rules.js';
import { siteRules } from '../../src/plan/site-rules.js';
import { refusals } from '../../src/refusals.js';

interface Rule {
  readonly code: string;
  readonly where: string;
}

/** The stages in the order of planning: a callback that one stage refuses does not reach the next. */
const stages: readonly { readonly name: string; readonly about: string; readonly rules: readonly Rule[] }[] = [
  { name: 'The callback by itself', about: 'Each callback is looked at without its neighbours.', rules: siteRules },
  { name: 'Its call', about: 'Callbacks that share a call.', rules: sharedCallRules },
  { name: 'Its host', about: 'The function or module around the call. Outer callbacks are placed before inner ones.', rules: placementRules },
  {
    name: 'Async blocks',
    about: 'A call that would go into an async block, `(async () => { ... })();`, since its host neither becomes async nor has a callback that an outcome can replace.',
    rules: asyncBlockRules,
  },
  {
    name: 'After planning',
    about: 'Functions are left out as a whole.',
    rules: [
      { code: 'not-selected', where: 'the user has selected none of the callbacks of the function' },
      { code: 'test-failed', where: 'the tests failed with the function rewritten' },
      { code: 'verification-failed', where: 'the rewritten text does not parse, or has lost a comment or a string' },
    ],
  },
];

const table = (head: readonly [string, string, string], rows: readonly (readonly [string, string])[]): string[] => [
  `| ${head.join(' | ')} |`,
  '| --: | :-- | :-- |',
  ...rows.map(([name, text], index) => `| ${index + 1} | \`${name}\` | ${text} |`),
  '',
];

it('docs/refusals.md has the rules in their order (vitest -u writes it anew)', async () => {
  const lines = [
    '# Why a callback stays, or is captured',
    '',
    'This page is generated from the rules in `packages/rewriter/src/plan/`. The stages are asked in this order, and the rules of a',
    'stage from the first to the last: the first rule that applies is the reason that is reported.',
    '',
    ...stages.flatMap(({ name, about, rules }) => [
      `## ${name}`,
      '',
      about,
      '',
      ...table(['', 'code', 'refused where'], rules.map(({ code, where }) => [code, where])),
    ]),
    '## Functions',
    '',
    'With `functions`, a function that takes a callback loses it, with its callers in the file, unless one of these reasons applies. Where async',
    'blocks would stay in a function that must keep its parameters, its body goes into an async function: such a function has no reason.',
    '',
    '| code | it keeps its callback, since |',
    '| :-- | :-- |',
    ...Object.entries(keptReasons).map(([code, sentence]) => `| \`${code}\` | ${sentence} |`),
    '',
    '## Captured',
    '',
    'Error and results are captured where the code needs both side by side, from a promise that never rejects:',
    '`const [err, text] = await new Promise(...)`. A callback that does anything unusual with its error is captured anyway. These rules',
    'capture others, whose error alone would allow a plainer text; `uncallback --scan --verbose` prints the first that applies.',
    '',
    ...table(['', 'rule', 'captured, since'], captureRules.map(({ name, why }) => [name, why])),
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../../../docs/refusals.md');
});

it('every code has a rule', () => {
  const codes = stages.flatMap(({ rules }) => rules).map(({ code }) => code);
  expect([...new Set(codes)].sort()).toEqual(Object.keys(refusals).sort());
});
