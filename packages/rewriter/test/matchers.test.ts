import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const filesOf = (folder: string): string[] => readdirSync(`${packages}${folder}`, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`);
const files = ['detector/src', 'rewriter/src'].flatMap(filesOf).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const matchers = files.filter((file) => /^export (?:function match|class \w*Matcher\b)/m.test(readFileSync(`${packages}${file}`, 'utf8'))).sort();

it('finds the matchers', () => {
  expect(matchers.length).toBeGreaterThan(20);
});

it.each(matchers)('%s has its unit test beside it', (file) => {
  expect(existsSync(`${packages}${file.replace(/\.ts$/, '.test.ts')}`)).toBe(true);
});
