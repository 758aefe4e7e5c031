import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { rewrite } from '../pipeline.js';

const parse = (text: string) => parseSource(text, 'program.js');

/** The heads of the loops in `function load(list, cb)` with this body, once it has lost its callback. */
function loopsIn(body: string): readonly string[] {
  const { text, failure } = rewrite(parse(`const fs = require('fs');\nfunction load(list, cb) { ${body} }\nload([], function (err) { if (err) throw err; });`), parse, { functions: true });
  expect(failure).toBeNull();
  expect(text).toContain('async function load(list)');
  return text.match(/for \([^)]*;[^)]*\)/g) ?? [];
}

const round = 'fs.unlink(list.pop(), function (err) { if (err) return cb(err); next(); });';

describe('functions that repeat themselves', () => {
  it.each([
    ['one that is called where it is written', `(function next() { if (!list.length) return cb(); ${round} })();`, 'for (;;)'],
    ['one that is declared', `next(); function next() { if (!list.length) return cb(); ${round} }`, 'for (;;)'],
    ['one in a variable', `const next = () => { if (!list.length) return cb(); ${round} }; next();`, 'for (;;)'],
    ['a count', 'next(0); function next(i) { if (i > 3) return cb(); fs.unlink(list[i], function (err) { if (err) return cb(err); next(i + 1); }); }', 'for (let i = 0; ; i++)'],
    ['a count of something', 'next(list[0]); function next(i) { if (i > 3) return cb(); fs.unlink(list[1], function (err) { if (err) return cb(err); next(i + 1); }); }', 'for (let i = list[0]; ; i = i + 1)'],
  ])('%s', (_, body, expected) => {
    expect(loopsIn(body)).toEqual([expected]);
  });

  it.each([
    ['it is started twice', `if (list.length) { console.log(1); next(); } else { next(); } function next() { if (!list.length) return cb(); ${round} }`],
    ['a round passes what it has read', 'next(list[0]); function next(path) { if (!path) return cb(); fs.readlink(path, function (err, target) { if (err) return cb(err); next(target); }); }'],
    ['it uses its `this`', `next(); function next() { if (!this) return cb(); ${round} }`],
    ['a round has a function of its own', `next(); function next() { if (!list.length) return cb(); log(); function log() { console.log(list); } ${round} }`],
    ['a variable is visible in the whole round', `next(); function next() { if (list.length) { var last = 1; } if (!last) return cb(); ${round} }`],
    ['a round has two parameters', 'next(1, 2); function next(a, b) { if (!a) return cb(); fs.unlink(list.pop(), function (err) { if (err) return cb(err); next(a - 1, b); }); }'],
  ])('none where %s', (_, body) => {
    expect(loopsIn(body)).toEqual([]);
  });
});
