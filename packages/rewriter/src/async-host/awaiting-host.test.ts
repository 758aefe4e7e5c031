import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { rewrite } from '../index.js';

/** The body of the rewritten `f`, on one line. */
function rewritten(body: string): string {
  const result = rewrite(parseSource(`const fs = require('fs');\nasync function f(x) {\n  ${body}\n}\n`, 'a.js'), (text) => parseSource(text, 'a.js'), { idiomatic: true });
  expect(result.failure).toBeNull();
  return /async function f\(x\) \{\n([^]*)\n\}/.exec(result.text)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '';
}

const size = (settle: string): string => `new Promise((resolve, reject) => { fs.stat(x, (err, stats) => { if (err) return reject(err); ${settle} }); })`;
const own = 'const stats = await promisify(fs.stat)(x);';

test.each([
  ['a declaration', `const n = await ${size('resolve(stats.size);')};\n  return n + 1;`, `${own} const n = stats.size; return n + 1;`],
  ['an assignment', `let n = 0;\n  n = await ${size('resolve(stats.size);')};\n  return n;`, `let n = 0; ${own} n = stats.size; return n;`],
  ['a pattern', `const { a, b } = await ${size('resolve({ a: 1, b: stats });')};\n  use(a, b);`, `${own} const { a, b } = { a: 1, b: stats }; use(a, b);`],
  ['a return with two ends', `await g();\n  return ${size('if (stats.size) resolve(1); else resolve(stats);')};`, `await g(); ${own} if (stats.size) return 1; else return stats;`],
  ['nothing', `await ${size('log(stats); resolve();')};\n  return 1;`, `${own} log(stats); return 1;`],
  ['a value that nobody reads', `await ${size('log(stats); resolve(stats);')};\n  return 1;`, `${own} log(stats); return 1;`],
  ['an end that is an expression', 'await new Promise((resolve) => { log(1); fs.stat(x, (err) => resolve()); });\n  return 1;', 'log(1); try { await promisify(fs.stat)(x); } catch { // error ignored, as before } return 1;'],
  ['a value with two ends', `const n = await ${size('if (stats.size) resolve(1); else resolve(stats);')};\n  return n;`, `let n; ${own} if (stats.size) n = 1; else n = stats; return n;`],
  ['an assignment with two ends', `let n = 0;\n  n = await ${size('if (stats.size) { resolve(1); } else { resolve(stats); }')};\n  return n;`, `let n = 0; ${own} if (stats.size) { n = 1; } else { n = stats; } return n;`],
  ['an end in a branch', `const n = await ${size("if (stats.size) { resolve(stats.size); } else { reject(new Error('empty')); }")};\n  return n;`, `let n; ${own} if (stats.size) { n = stats.size; } else { throw new Error('empty'); } return n;`],
  ['a name that is used outside, too', `const stats = 1;\n  const n = await ${size('log(stats); resolve(stats.size);')};\n  return n + stats;`, 'const stats = 1; const stats2 = await promisify(fs.stat)(x); log(stats2); const n = stats2.size; return n + stats;'],
  ['the name that gets the value', `const stats = await ${size('log(stats); resolve(stats.size);')};\n  return stats;`, 'const stats2 = await promisify(fs.stat)(x); log(stats2); const stats = stats2.size; return stats;'],
  ['a return without a value from a branch', `if (x) {\n    return ${size('log(stats); resolve();')};\n  }\n  return 1;`, `if (x) { ${own} log(stats); return; } return 1;`],
  ['a return without a value from a loop', `for (;;) {\n    return ${size('log(stats); resolve();')};\n  }`, `for (;;) { ${own} log(stats); return; }`],
  ['a return with a value from a branch', `if (x) {\n    return ${size('resolve(stats.size);')};\n  }\n  return 1;`, `if (x) { ${own} return stats.size; } return 1;`],
])('the function takes over what the executor does: %s', (_, input, output) => {
  expect(rewritten(input)).toBe(output);
});

test.each([
  ['the value has an early end', `const n = await ${size('if (!stats.size) return resolve(1); log(2); resolve(stats);')};\n  return n;`],
  ['the value is a pattern, and has two ends', `const { a } = await ${size('if (stats.size) resolve({ a: 1 }); else resolve(stats);')};\n  return a;`],
  ['an error has a value, and the rest follows', `const n = await new Promise((resolve) => { fs.stat(x, (err, stats) => { if (err) { log(err); return resolve(0); } resolve(stats.size); }); });\n  return n;`],
  ['a name is used outside, and the block is none of the function', `const stats = 1;\n  if (x) {\n    await ${size('log(stats); resolve();')};\n  }\n  return stats;`],
  ['a name of the executor is used outside', `const n = await new Promise((resolve, reject) => { const y = x + 1; fs.stat(y, (err, stats) => { if (err) return reject(err); log(2); resolve(stats.size); }); });\n  const y = 1;\n  return n + y;`],
  ['a part of an expression', `const n = 1 + (await ${size('log(2); resolve(stats.size);')});\n  return n;`],
  ['a branch that is nothing but the end', `await ${size('if (stats.size) { log(1); resolve(); } else { resolve(); }')};\n  return 1;`],
  ['the end of an error in front of others', `await new Promise((resolve) => { fs.stat(x, (err, stats) => { if (err) { log(err); resolve(); } else { log(stats); resolve(); } }); });\n  return 1;`],
  ['an early end', `await ${size('if (!stats.size) { log(2); resolve(); return; } log(3); resolve();')};\n  return 1;`],
  ['a value that must be evaluated', `await ${size('log(1); resolve(stats.size);')};\n  return 1;`],
])('the executor keeps a function of its own: %s', (_, input) => {
  expect(rewritten(input)).toContain('(async () => {');
});

test('a promise that is returned from a `try` stays outside of it', () => {
  expect(rewritten(`try {\n    return ${size('log(stats); resolve(stats.size);')};\n  } catch (e) {\n    return 0;\n  }`)).toContain('return (async () => {');
});
