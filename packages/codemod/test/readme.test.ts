import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseSource } from '@uncallback/detector/parse';
import { refusals, rewrite } from '@uncallback/rewriter';
import { expect, it } from 'vitest';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

function matchBlock(info: string): string {
  return new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\`$`, 'ms').exec(readme)?.[1] ?? '';
}

it('shows the text that the rewriter writes', () => {
  const source = parseSource(matchBlock('js before'), 'readme.js');
  const { text, failure } = rewrite(source, (changed) => parseSource(changed, 'readme.js'));
  expect(failure).toBeNull();
  expect(text).toBe(matchBlock('js after'));
});

it('shows what becomes of a whole function', () => {
  const head = "const fs = require('fs');\nconst { promisify, callbackify } = require('util');\nconst readManifest = require('./manifest');\n\n";
  const parse = (text: string) => parseSource(text, 'readme.js');
  const { text, failure } = rewrite(parse(head + matchBlock('js functions before')), parse, { functions: true });
  expect(failure).toBeNull();
  expect(text).toBe(head + matchBlock('js functions after'));
});

it('lists every refusal (vitest -u writes the list anew)', async () => {
  const rows = Object.entries(refusals).map(([code, { sentence }]) => `| \`${code}\` | ${sentence} |`);
  const table = ['', '| code | a callback stays because |', '| :-- | :-- |', ...rows, '', ''].join('\n');
  expect(readme).toContain('<!-- begin refusals -->');
  const expected = readme.replace(/(?<=<!-- begin refusals -->\n).*(?=<!-- end refusals -->)/s, () => table);
  await expect(expected).toMatchFileSnapshot('../../../README.md');
});

it('names only flags that the command line has', () => {
  const bin = fileURLToPath(new URL('../bin/uncallback.js', import.meta.url));
  const help = execFileSync(process.execPath, [bin, '--help'], { encoding: 'utf8' });
  const flags = [...readme.matchAll(/(?<=[\s`])--[a-z]+/g)].map(([flag]) => flag);
  expect(flags).toContain('--write');
  for (const flag of flags) expect(help).toContain(flag);
});
