import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { rewrite } from '../index.js';

/** What is returned in place of the promise, in a function that does something else first. */
function rewritten(promise: string, idiomatic: boolean): string {
  const result = rewrite(parseSource(`const fs = require('fs');\nfunction f(x) {\n  show(x);\n  return ${promise};\n}\n`, 'a.js'), (text) => parseSource(text, 'a.js'), { idiomatic, promisify: 'inline' });
  expect(result.failure).toBeNull();
  return /show\(x\);\s+return ([^]*);\n\}/.exec(result.text)?.[1]?.replaceAll(/\s+/g, ' ') ?? '';
}

const made = (body: string, api = 'readFile'): string => `new Promise((resolve, reject) => { fs.${api}(x, (err, data) => { ${body} }); })`;

test.each([
  ['if (err) return resolve(null); resolve(data);', 'promisify(fs.readFile)(x).catch(() => null)'],
  ['if (err) { resolve(null); return; } resolve(data);', 'promisify(fs.readFile)(x).catch(() => null)'],
  ['if (!err) { resolve(data); } else { resolve({ failed: err }); }', 'promisify(fs.readFile)(x).catch((err) => ({ failed: err }))'],
  ['err ? resolve([]) : resolve(data);', 'promisify(fs.readFile)(x).catch(() => [])'],
  ['resolve(err ? null : data);', 'promisify(fs.readFile)(x).catch(() => null)'],
  ['resolve(!err);', 'promisify(fs.readFile)(x).then(() => true, () => false)'],
  ['resolve(err == null);', 'promisify(fs.readFile)(x).then(() => true, () => false)'],
  ['if (err) return reject(err); resolve([data]);', 'promisify(fs.readFile)(x).then((data) => [data])'],
  ['if (err) return reject(err); resolve({ data });', 'promisify(fs.readFile)(x).then((data) => ({ data }))'],
  ["if (err) return reject('gone'); resolve(data);", "promisify(fs.readFile)(x).catch(() => { throw 'gone'; })"],
])('exact: %s', (body, output) => {
  expect(rewritten(made(body), false)).toBe(output);
});

test.each([
  ['if (err) return reject(err); resolve(data.length);', 'promisify(fs.readFile)(x).then((data) => data.length)'],
  ['if (err) return reject(new Error(err.code)); resolve(data.length);', 'promisify(fs.readFile)(x).then((data) => data.length, (err) => { throw new Error(err.code); })'],
])('idiomatic only, since the value may throw: %s', (body, output) => {
  expect(rewritten(made(body), true)).toBe(output);
  expect(rewritten(made(body), false)).toContain('new Promise(');
});

test.each([
  // The promise settles once, without or with an error, and both are read.
  'if (err) resolve(null); resolve(data);',
  'if (err) return resolve(data); resolve(data.length);',
  'if (err) return reject(err); resolve([err, data]);',
  'resolve([err, data]);',
  'if (err) return resolve(null); reject(data);',
  'if (err) return resolve(null); resolve();',
  'if (err) { show(err); return resolve(null); } resolve(data);',
  'if (err) return resolve(resolve); resolve(data);',
  'if (err && err.code) return resolve(null); resolve(data);',
])('no reaction: %s', (body) => {
  expect(rewritten(made(body), true)).not.toMatch(/\.(?:then|catch)\(/);
});

test('a function that settles the promise and is passed on', () => {
  const promise = 'new Promise((resolve, reject) => { fs.readFile({ reject }, (err, data) => { if (err) return resolve(null); resolve(data); }); })';
  expect(rewritten(promise, true)).not.toMatch(/\.catch\(/);
});

test('a callee that may be no function rejects, and is not called at once', () => {
  const promise = 'new Promise((resolve) => { x.load(1, (err, data) => { if (err) return resolve(null); resolve(data); }); })';
  expect(rewritten(promise, true)).toContain('(async () => {');
});
