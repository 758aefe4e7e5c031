import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync(['detector/src/**/*.ts', 'rewriter/src/**/*.ts'], { cwd: packages }).filter((file) => !file.endsWith('.test.ts'));
const matchers = files.filter((file) => /^export (?:function match|class \w*Matcher\b)/m.test(readFileSync(`${packages}${file}`, 'utf8'))).sort();

it('finds the matchers', () => {
  expect(matchers.length).toBeGreaterThan(20);
});

it.each(matchers)('%s has its unit test beside it', (file) => {
  expect(existsSync(`${packages}${file.replace(/\.ts$/, '.test.ts')}`)).toBe(true);
});
