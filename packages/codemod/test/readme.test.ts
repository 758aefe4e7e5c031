import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseSource } from '@uncallback/detector/parse';
import { rewriteProject } from '@uncallback/project';
import { refusals, rewrite, toRewriteOptions } from '@uncallback/rewriter';
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

/** The requires of the two files, which the page leaves out. */
const heads = {
  'lib/manifest.js': "const fs = require('fs');\nconst path = require('path');\n\n",
  'lib/report.js': "const app = require('express')();\nconst manifest = require('./manifest');\n\n",
};

/** The files in one block of the page, each behind a comment with its path. */
function filesIn(block: string): ReadonlyMap<string, string> {
  const parts = block.split(/^\/\/ (lib\/\w+\.js)\n/m).slice(1);
  const pairs = parts.flatMap((path, index) => (index % 2 === 0 ? [[path, `${heads[path as keyof typeof heads]}${parts[index + 1]!.trimEnd()}\n`] as const] : []));
  return new Map(pairs);
}

it('shows what becomes of whole functions in two files', async () => {
  const [before = '', after = ''] = [...readme.matchAll(/^```js\n(\/\/ lib.*?)^```$/gms)].map(([, block = '']) => block);
  const outside = { isPublic: () => false, uses: () => false, replaces: () => false, isExtended: () => false, mentions: () => false, isInFolder: () => false, nameOf: (file: string) => file };
  const resolve = (_: string, specifier: string) => (specifier === './manifest' ? 'lib/manifest.js' : null);
  const results = await rewriteProject({ texts: filesIn(before), parse: parseSource, resolve, outside }, toRewriteOptions({ functions: true }));
  expect(new Map([...results].map(([path, { text }]) => [path, text]))).toEqual(filesIn(after));
  expect(results.size).toBe(2);
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
