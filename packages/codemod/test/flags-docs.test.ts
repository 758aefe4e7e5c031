import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { flags } from '../src/command-line/flags.js';
import { help } from '../src/command-line/help.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

function flagsIn(text: string): string[] {
  const found = [...text.matchAll(/(?<=^|[\s`"'|])--([a-z]+(?:-[a-z]+)*)/gm)].map(([, name]) => name ?? '');
  return [...new Set(found)].sort();
}

it('the page of the package has every flag, and no other', () => {
  // `--no-babel` is a flag of jscodeshift.
  expect(flagsIn(readme).filter((flag) => flag !== 'no-babel')).toEqual(Object.keys(flags).sort());
});

it('--help has every flag, and no other, in 80 columns and on one screen', () => {
  expect(flagsIn(help)).toEqual(Object.keys(flags).sort());
  expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(help.split('\n').length).toBeLessThanOrEqual(40);
});
