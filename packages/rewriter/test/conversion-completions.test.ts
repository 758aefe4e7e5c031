import { expect, it } from 'vitest';

import { convertText } from './plan/survey-text.js';

/** The body of `next()` after the rewrite: the last step of a function that loses its callback, `cb`. */
function converted(body: string): string {
  const load = `function load(key, cb) {\n  fs.stat(key, (err) => {\n    if (err) return cb(err)\n    next()\n  })\n  function next() {${body}}\n}`;
  const output = convertText(`const fs = require('fs')\n${load}\nexports.load = load\n`);
  return output.slice(output.indexOf('function next() {') + 17, output.indexOf('}\n}\nexports.load'));
}

it.each([
  ['a value', ' if (key) return cb(null); key += 1; fs.unlink(key, cb) ', ' if (key) return; key += 1; return promisify(fs.unlink)(key) '],
  [
    'an error',
    "\n    switch (key) { case 1: return cb(new Error('none')); case 2: cb(); break; default: return fs.unlink(key, cb) }\n  ",
    "\n    switch (key) { case 1: throw new Error('none'); case 2: return; break; default: return promisify(fs.unlink)(key) }\n  ",
  ],
])('the semicolon behind %s stays where code follows on its line', (_, body, expected) => {
  expect(converted(body)).toBe(expected);
});

it.each([
  ['on its own line', '\n    console.log(key)\n    cb()\n  ', '\n    console.log(key)\n  '],
  ['as the only statement', '\n    cb()\n  ', '\n  '],
  ['behind another one', ' console.log(key); cb() ', ' console.log(key); '],
  ['in front of a comment', '\n    console.log(key)\n    cb() // done\n  ', '\n    console.log(key)\n     // done\n  '],
])('a last `cb()` goes away: %s', (_, body, expected) => {
  expect(converted(body)).toBe(expected);
});

it.each([
  ['a function', '(err) => { if (err) return cb(err); console.log(key); cb() }', 'await promisify(fs.unlink)(key)\n      console.log(key);\n      return'],
  ['an expression', '(err) => cb()', 'try {\n        await promisify(fs.unlink)(key)\n      } catch {\n        // error ignored, as before\n      }\n      return'],
  ['a test of the error', '(err) => err ? cb(err) : cb()', 'await promisify(fs.unlink)(key)\n      return'],
  ['a forwarded error', '(err) => cb(err)', 'await promisify(fs.unlink)(key)\n      return'],
])('one `return` follows an early call with %s', (_, callback, lines) => {
  expect(converted(`\n    if (key) return fs.unlink(key, ${callback})\n    key = 1\n    cb()\n  `)).toBe(`\n    if (key) {\n      ${lines}\n    }\n    key = 1\n  `);
});

it('an early call with the function itself goes on with the next round of a loop', () => {
  const load = 'function load(key, cb) {\n  fs.stat(key, (err) => {\n    if (err) return cb(err)\n    next()\n  })\n  function next() {\n    if (key) return fs.unlink(key, next)\n    key = 1\n    cb()\n  }\n}';
  expect(convertText(`const fs = require('fs')\n${load}\nexports.load = load\n`)).toContain(
    '  await promisify(fs.stat)(key)\n  for (;;) {\n    if (key) {\n      try {\n        await promisify(fs.unlink)(key)\n      } catch {\n        // error ignored, as before\n      }\n' +
      '      continue\n    }\n    key = 1\n    return\n  }\n}',
  );
});
