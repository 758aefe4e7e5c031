import { parseSource } from '@uncallback/detector/parse';
import { expect, test } from 'vitest';

import { plansOf, rewrite } from './index.js';

const text = `const fs = require('fs');

function bad(file) {
  fs.stat(file, function (err, info) {
    if (err) throw err;
    log(info);
  });
}

function good(file) {
  fs.stat(file, function (err, info) {
    if (err) throw err;
    log(info);
  });
}
`;

/** A parser that rejects texts that match a pattern, so that the verification of such a result fails. */
function parserWithout(pattern: RegExp): (text: string) => ReturnType<typeof parseSource> {
  return (candidate) => {
    if (pattern.test(candidate)) throw new Error('unexpected token');
    return parseSource(candidate, 'a.js');
  };
}

test('leaves out a function whose rewritten text does not parse', () => {
  const result = rewrite(parseSource(text, 'a.js'), parserWithout(/async function bad/));
  expect(result.failure).toBeNull();
  expect(result.text).toContain('function bad(file) {\n  fs.stat(file, function (err, info) {');
  expect(result.text).toContain('async function good(file) {\n  const info = await promisify(fs.stat)(file);');
  expect([...plansOf(result.functions).values()].map((plan) => (plan.action === 'refuse' ? plan.reason : plan.action))).toEqual([
    'verification-failed',
    'rewrite',
  ]);
});

test('says what is wrong where no function passes', () => {
  const result = rewrite(parseSource(text, 'a.js'), parserWithout(/async/));
  expect(result.text).toBe(text);
  expect(result.failure).toBe('the result does not parse: unexpected token');
  expect([...plansOf(result.functions).values()].every((plan) => plan.action === 'refuse' && plan.reason === 'verification-failed')).toBe(true);
});

test('a type and a value may have one name', () => {
  const typed = `import fs from 'fs';
const Level = Object.freeze({ off: 'off' } as const);
type Level = (typeof Level)[keyof typeof Level];
export function load(): void {
  fs.readFile('a', (err, data) => {
    if (err) throw err;
    console.log(data as unknown as Level);
  });
}
`;
  const result = rewrite(parseSource(typed, 'a.ts'), (changed) => parseSource(changed, 'a.ts'));
  expect(result.failure).toBeNull();
  expect(result.text).toContain('export async function load(): Promise<void> {');
});
