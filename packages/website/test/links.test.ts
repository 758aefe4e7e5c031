import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { findBrokenLinks } from '../src/site/check-links.js';
import { targetOf } from '../src/site/links.js';

describe('the target of a link in a page', () => {
  test('is another page by its place on the site, its fragment kept', () => {
    expect(targetOf('packages/codemod/README.md', 'docs/ci.md#gitlab')).toEqual({ kind: 'page', href: '/cli/ci.md#gitlab' });
    expect(targetOf('docs/decisions/README.md', '../../CONTRIBUTING.md')).toEqual({ kind: 'page', href: '/contributing.md' });
  });

  test('is the README of a folder', () => {
    expect(targetOf('README.md', 'packages/eslint-plugin')).toEqual({ kind: 'page', href: '/linter/index.md' });
    expect(targetOf('packages/project/README.md', '../codemod/')).toEqual({ kind: 'page', href: '/cli/index.md' });
  });

  test('may begin at the root of the repository', () => {
    expect(targetOf('packages/website/pages/index.md', '/docs/glossary.md')).toEqual({ kind: 'page', href: '/reference/glossary.md' });
  });

  test('is a file of the repository that the site does not have, or elsewhere', () => {
    expect(targetOf('docs/architecture.md', '../.dependency-cruiser.cjs')).toEqual({ kind: 'file' });
    expect(targetOf('README.md', 'https://eslint.org')).toEqual({ kind: 'elsewhere' });
    expect(targetOf('README.md', '#speed')).toEqual({ kind: 'elsewhere' });
  });

  test('has to exist', () => {
    expect(() => targetOf('docs/glossary.md', 'gone.md')).toThrow('docs/glossary.md: the link gone.md leads to docs/gone.md, which does not exist');
    expect(() => targetOf('README.md', '../elsewhere.md')).toThrow('which does not exist');
  });
});

describe('the links of a built site', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'site-'));
    mkdirSync(join(folder, 'cli'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, html: string) => writeFileSync(join(folder, name), html);

  test('are right where file and place exist', () => {
    write('index.html', '<a href="/cli/">a</a> <a href="cli/index.html#b">b</a> <a href="#top" id="top">c</a> <a href="https://eslint.org/#x">d</a>');
    write('cli/index.html', '<h2 id="b">b</h2> <a href="../index.html?x#state=abc">a</a>');
    expect(findBrokenLinks(folder, '/')).toEqual([]);
  });

  test('are broken where the file, the place, an image or a script is missing', () => {
    write('index.html', '<a href="/cli/">a</a> <a href="/cli/gone.html">b</a> <img src="gone.png"> <a href="cli/#gone">c</a>');
    write('cli/index.html', '');
    expect(findBrokenLinks(folder, '/')).toEqual([
      'index.html: /cli/gone.html: no such file',
      'index.html: gone.png: no such file',
      'index.html: cli/#gone: no such place in the page',
    ]);
  });

  test('begin with the base of the site', () => {
    write('index.html', '<a href="/site/">a</a> <a href="/start.html">b</a>');
    expect(findBrokenLinks(folder, '/site/')).toEqual(['index.html: /start.html: is not below /site/']);
  });
});
