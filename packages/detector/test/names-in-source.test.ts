import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { pushChildren } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import type { TSESTree } from '@typescript-eslint/types';
import { expect, it } from 'vitest';

/** Lists that are no names of callback-era code, or are not read for what they mean; each by a part of its text. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'types of syntax nodes': ['Expression', 'Statement', '/^(?:Import|Export|TSImportEquals)/', '/^(?:TS|Import|Export)/', '/^(?:For|While|DoWhile|Switch)/'],
  'syntax of imports and of classes': ['\\bextends\\s+', '/(?:require\\(|from |import )'],
  'words of comments and messages': ['multiple times', 'istanbul', 'licen[sc]e', 'deliberate|intentional', 'swallow\\w*', 'handle-callback-err', 'eslint-(disable|enable)', '@ts-(?:ignore|expect-error)'],
  'the reserved words of the language': ['await break case catch', 'abstract accessor any'],
  'kinds and roles of our own': ["'promise-reaction'", "'may-repeat'", "'stores-argument'"],
  'names of files, folders and manifests': ["'mjs', 'cjs', 'ts'", "'src', 'lib', 'app'", '__tests__', '(?:test|spec)s?', '[.-]min', '|vue|svelte|', 'md|markdown|', "'peerDependencies'", "'project-files'"],
  'flags and commands of the command line': ["'stdin-filename'", "'max-remaining'", "'undo'"],
};

const packages = fileURLToPath(new URL('../..', import.meta.url));
const files = ['detector', 'project', 'rewriter', 'eslint-plugin', 'codemod'].flatMap((name) =>
  readdirSync(`${packages}/${name}/src`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${name}/src/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/^detector\/src\/(?:catalog|vocabulary)/.test(path)),
);

const isWord = (text: string): boolean => /^[A-Za-z_$][\w$]+$/.test(text);

/** The alternatives of a regular expression that are plain words: `get` and `post` of `^(?:get|post)$`. */
function wordsOfPattern(pattern: string): readonly string[] {
  const plain = pattern.replace(/\[[^\]]*\]|\\\w/g, ' ');
  return plain.includes('|') ? plain.split(/[^\w$]+/).filter(isWord) : [];
}

function isList(node: TSESTree.Node): boolean {
  if (node.type === 'Literal' && 'regex' in node) return wordsOfPattern(node.regex.pattern).length >= 3;
  if (node.type === 'ArrayExpression') {
    return node.elements.filter((element) => element?.type === 'Literal' && isWord(String(element.value)) && typeof element.value === 'string').length >= 4;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object, property } = node.callee;
  return property.type === 'Identifier' && property.name === 'split' && (object.type === 'BinaryExpression' || object.type === 'Literal');
}

function listsIn(text: string, path: string): string[] {
  const { ast, visitorKeys } = parseSource(text, path);
  const stack: TSESTree.Node[] = [ast];
  const found: string[] = [];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isList(node)) found.push(text.slice(...node.range));
    else pushChildren(stack, node, visitorKeys);
  }
  return found;
}

const allowed = Object.values(exceptions).flat();
const lists = files.flatMap((path) => listsIn(readFileSync(`${packages}/${path}`, 'utf8'), path).map((text) => ({ path, text })));

it('all names that are read for what they mean are in the vocabulary or the catalogue', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(lists.filter(({ text }) => !allowed.some((part) => text.includes(part)))).toEqual([]);
});

it('no exception is left over', () => {
  expect(allowed.filter((part) => !lists.some(({ text }) => text.includes(part)))).toEqual([]);
});

it.each([
  ['const methods = /^(?:get|post|put)$/;', ['/^(?:get|post|put)$/']],
  ['const methods = new Set(["get", "post", "put", "patch"]);', ['["get", "post", "put", "patch"]']],
  ['const methods = "get post put patch".split(" ");', ['"get post put patch".split(" ")']],
  ['const spaces = /[ab|cd]+|ef|\\w/; const few = ["get", "post"]; const texts = ["a b", "c-d", "e.f", "1"];', []],
])('%s', (text, expected) => {
  expect(listsIn(text, 'a.ts')).toEqual(expected);
});
