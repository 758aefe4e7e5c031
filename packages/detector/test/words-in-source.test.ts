import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

/**
 * Private words of earlier comments, each with the field's word that replaces it; see docs/glossary.md. To add a word: a line
 * here, once no comment and no page uses it any more.
 */
const words: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\bcarriers?\b/, 'outermost call'],
  [/\badapted\b/, 'needs the promise constructor'],
  [/\bexcus(?:e|es|ed)\b/, 'mark intentional'],
  [/\bg(?:ive|ives|ave|iven|iving) up\b/, 'widen'],
  [/\blook-?alikes?\b/, 'false positive'],
  [/\b(?:is|are) sparing\b/, 'follows the contract of Node'],
  [/\bthe house\b/, 'architecture'],
  [/\bhabits?\b/, 'invocation, timing'],
];

const root = fileURLToPath(new URL('../../..', import.meta.url));

const filesIn = (folder: string, extension: string): string[] =>
  readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`);

/** The comments of a source file. A `//` in a string counts as one, too, unless it belongs to an address. */
function commentsIn(text: string): string {
  return (text.match(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g) ?? []).join('\n');
}

/** The words of the list that a text uses, line ends in them included. */
function wordsIn(text: string): string[] {
  const flat = text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ');
  return words.flatMap(([word, instead]) => {
    const found = new RegExp(word.source, 'i').exec(flat);
    return found ? [`"${found[0]}", better: ${instead}`] : [];
  });
}

const sources = ['detector', 'project', 'rewriter', 'eslint-plugin', 'codemod'].flatMap((name) => filesIn(`packages/${name}/src`, '.ts'));
const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs', '.md')];

it('comments and pages use the words of the field', () => {
  expect(sources.length).toBeGreaterThan(200);
  const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
  const texts = [...sources.map((path) => [path, commentsIn(read(path))] as const), ...pages.map((path) => [path, read(path)] as const)];
  expect(texts.flatMap(([path, text]) => wordsIn(text).map((found) => `${path}: ${found}`))).toEqual([]);
});

it.each([
  ['/** The\n * house. */', 1],
  ['// It gives\n// up.', 1],
  ["const carrier = 'https://example.org/carrier';", 0],
])('%j', (text, count) => {
  expect(wordsIn(commentsIn(text))).toHaveLength(count);
});
