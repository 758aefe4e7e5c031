import { readFileSync } from 'node:fs';

import { detectCallbacks } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { planRewrites, plansOf, refusals, type RewriteOptions } from '@uncallback/rewriter';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../docs/semantics.md', import.meta.url), 'utf8');
// No fixture has these codes: they result from a bug in the rewriter, from failed tests, or from `--only`.
const withoutInput = ['verification-failed', 'test-failed', 'not-selected'];
const codes = Object.keys(refusals).filter((code) => !withoutInput.includes(code));

function sectionOf(code: string): string {
  return page.split(/^### /m).find((section) => section.startsWith(`\`${code}\`\n`)) ?? '';
}

function reasonsIn(text: string, options?: RewriteOptions): (string | null)[] {
  const source = parseSource(`const fs = require('fs');\nconst { exec } = require('child_process');\n${text}`, 'example.js');
  return [...plansOf(planRewrites(source, detectCallbacks(source), options)).values()].map((plan) =>
    plan.action === 'refuse' ? plan.reason : null,
  );
}

const unseen = page.split(/^## /m).find((section) => section.startsWith('What is not seen\n')) ?? '';
const unseenExamples = [...unseen.matchAll(/```js\n(.*?)```/gs)].map(([, example = '']) => example);

describe('docs/semantics.md', () => {
  it.each(codes)('shows an example of %s', (code) => {
    const example = /```js\n(.*?)```/s.exec(sectionOf(code))?.[1] ?? '';
    // The manifest of a section whose refusal depends on versions.
    const { dependencies = {} } = JSON.parse(/```json\n(.*?)```/s.exec(sectionOf(code))?.[1] ?? '{}') as RewriteOptions;
    expect(new Set(reasonsIn(example, { dependencies }))).toEqual(new Set([code]));
  });

  it('shows what is rewritten although other files break an assumption', () => {
    expect(unseenExamples.length).toBeGreaterThan(0);
    expect(unseenExamples.map((example) => reasonsIn(example, { idiomatic: true }))).toEqual(unseenExamples.map(() => [null]));
  });

  it('has no section of a code that does not exist', () => {
    const titles = [...page.matchAll(/^### `(.*)`$/gm)].map(([, title]) => title);
    expect(titles.sort()).toEqual(Object.keys(refusals).sort());
  });
});
