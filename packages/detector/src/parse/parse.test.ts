import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { sitesOf } from '../../test/sites.js';

const call = "var fs = require('fs'); fs.unlink(p, function () {});";

describe('parses', () => {
  it.each([
    ['a hashbang', `#!/usr/bin/env node\n${call}`, 'a.js'],
    ['a BOM', `\uFEFF${call}`, 'a.js'],
    ['a top-level return', `return; ${call}`, 'a.js'],
    ['octal literals', `var mode = 0777; ${call}`, 'a.js'],
    ['octal escapes', `var red = '\\033[31m'; ${call}`, 'a.js'],
    ['with', `with (a) { b } ${call}`, 'a.js'],
    ['HTML comments', `<!-- x\n${call}`, 'a.js'],
    ['reserved words as names', `var public = 1, let = 2; ${call}`, 'a.cjs'],
    ['JSX in .js', `var x = <div a={1} />; ${call}`, 'a.js'],
    ['type assertions in .ts', `let x = <any>y; ${call}`, 'a.ts'],
    ['type parameters in .tsx', `const f = <T,>(x: T) => <p>{x}</p>; ${call}`, 'a.tsx'],
    ['.mts', `import x from 'x'; ${call}`, 'a.mts'],
    ['.cts', `import x = require('x'); ${call}`, 'a.cts'],
  ])('%s', (_, code, path) => {
    expect(sitesOf(code, path)).toMatchObject([{ kind: 'error-first', api: 'fs.unlink' }]);
  });
});

it('reports the line and column of a syntax error', () => {
  expect(() => parseSource('let a;\nfoo(', 'a.js')).toThrow(
    expect.objectContaining({ name: 'ParseError', lineNumber: 2, column: 5 }),
  );
  expect(() => parseSource('let x: = 3', 'a.ts')).toThrow(expect.objectContaining({ lineNumber: 1, column: 8 }));
});

it.each(['a.js', 'a.cjs'])('declares the globals of CommonJS in %s', (path) => {
  const { globalScope } = parseSource('module.exports = require(__dirname); var own; own = 1;', path).scopeManager;
  for (const name of ['require', 'module', '__dirname']) expect(globalScope?.set.get(name)?.references).toHaveLength(1);
  expect(globalScope?.through).toEqual([]);
});
