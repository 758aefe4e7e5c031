import { readFileSync } from 'node:fs';

import { detectCallbacks, type CallbackSite, type Source } from '@uncallback/detector';
import { ParseError, parseSource } from '@uncallback/detector/parse';
import { parseJavaScript } from '@uncallback/detector/parse-javascript';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import { parseTypeScript } from './parse/parse-typescript.js';
import { filesOf, packages } from '../test/corpus.js';

const code = `
const fs = require('fs');
var path = require('path'), fs2 = fs;
var onRead = function (err, data) { if (err) console.log(err); use(data); };
function load(p, cb) { fs2.readFile(p, onRead); fs?.stat?.(p, cb); }
load('x', () => {});
exports.go = function () { exports.stop(() => {}); };
exports.stop = function (cb) { cb(null); };
fs.mkdir('x', function () { cb.apply(this, arguments); });
[1].map(load, (e) => e);
setTimeout(load, 1);
`;

/** The facts of sites, with ranges in the place of nodes. */
function factsOf(sites: readonly CallbackSite[]) {
  return sites.map(({ kind, evidence, api, argument, error, results, outer }) => ({
    kind,
    evidence,
    api,
    at: argument.range,
    error: error && {
      handling: error.handling,
      how: error.gap?.how,
      use: error.gap?.use?.range,
      name: error.variable?.name,
    },
    results: results.length,
    outer: outer?.argument.range,
  }));
}

/** The sites that the detector finds in a file parsed by ESLint. */
function sitesInEslint(text: string, languageOptions: Linter.LanguageOptions): readonly CallbackSite[] {
  let found: readonly CallbackSite[] = [];
  const rule = {
    create: ({ sourceCode }: { sourceCode: unknown }) => ({
      'Program:exit'() {
        found = detectCallbacks(sourceCode as Source);
      },
    }),
  };
  const messages = new Linter().verify(text, {
    plugins: { x: { rules: { x: rule as never } } },
    rules: { 'x/x': 2 },
    languageOptions,
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  });
  expect(messages).toEqual([]);
  return found;
}

describe('finds the same with the parser and scopes of ESLint', () => {
  const expected = factsOf(detectCallbacks(parseSource(code, 'a.js')));
  it('finds something to compare', () => expect(expected).toHaveLength(7));

  it.each<[string, Linter.LanguageOptions]>([
    ['module', { sourceType: 'module' }],
    ['commonjs', { sourceType: 'commonjs' }],
    ['script', { sourceType: 'script' }],
    [
      'declared globals',
      { sourceType: 'script', globals: { require: 'readonly', exports: 'writable', setTimeout: 'readonly' } },
    ],
  ])('%s', (_, languageOptions) => {
    expect(factsOf(sitesInEslint(code, languageOptions))).toEqual(expected);
  });
});

it('parses .cjs to the same facts as .js', () => {
  expect(factsOf(detectCallbacks(parseSource(code, 'a.cjs')))).toEqual(
    factsOf(detectCallbacks(parseSource(code, 'a.js'))),
  );
});

it.each(packages)('finds the same in %s with the parsers of JavaScript and TypeScript', (name) => {
  const paths = filesOf(name);
  const compared = paths.filter((path) => {
    const text = readFileSync(path, 'utf8');
    const [javaScript, typeScript] = [parseJavaScript, parseTypeScript].map((parse) => factsOrNull(parse, text, path));
    if (javaScript && typeScript) expect(javaScript, path).toEqual(typeScript);
    return javaScript && typeScript;
  });
  // Some files are left out, because TypeScript's parser rejects octal literals.
  expect(compared.length).toBeGreaterThan(paths.length * 0.9);
});

function factsOrNull(parse: typeof parseJavaScript, text: string, path: string) {
  try {
    return factsOf(detectCallbacks(parse(text, path)));
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}

it.each(['nedb', 'request', 'forever', 'karma', 'rimraf', 'ncp'])('finds the same in %s with the parser and scopes of ESLint', (name) => {
  for (const path of filesOf(name).slice(0, 20)) {
    const text = readFileSync(path, 'utf8');
    const ours = factsOf(detectCallbacks(parseSource(text, path)));
    expect(factsOf(sitesInEslint(text, { sourceType: 'commonjs' })), path).toEqual(ours);
  }
});
