import { describe, expect, it } from 'vitest';

import { targetOfBabel, targetOfTypeScript } from './compiler-targets.js';

const reader = (files: Record<string, unknown>) => (path: string) => (path in files ? JSON.stringify(files[path]) : null);
const compile = (target: string): object => ({ compilerOptions: { target } });

describe('targetOfTypeScript', () => {
  it.each<[string, Record<string, unknown>, number | null]>([
    ['an edition', { '/p/tsconfig.json': compile('ES2017') }, 2017],
    ['a sixth edition', { '/p/tsconfig.json': compile('es6') }, 2015],
    ['an old edition', { '/p/tsconfig.json': compile('ES5') }, 5],
    ['the newest one', { '/p/tsconfig.json': compile('ESNext') }, null],
    ['no target', { '/p/tsconfig.json': { compilerOptions: {} } }, null],
    ['no file', {}, null],
    ['a base', { '/p/tsconfig.json': { extends: './base' }, '/p/./base.json': compile('ES2016') }, 2016],
    ['a base with its ending', { '/p/tsconfig.json': { extends: './base.json' }, '/p/./base.json': compile('ES2016') }, 2016],
    ['its own target beside a base', { '/p/tsconfig.json': { extends: './base', ...compile('ES2018') }, '/p/./base.json': compile('ES2016') }, 2018],
    ['a base from a package', { '/p/tsconfig.json': { extends: '@tsconfig/node8' } }, null],
    ['a circle', { '/p/tsconfig.json': { extends: './tsconfig' }, '/p/./tsconfig.json': { extends: './tsconfig' } }, null],
  ])('%s: %j: %j', (_, files, expected) => {
    expect(targetOfTypeScript('/p', reader(files))).toBe(expected);
  });
});

describe('targetOfBabel', () => {
  const node = (version: unknown): object => ({ targets: { node: version } });

  it.each<[string, Record<string, unknown> | null, Record<string, unknown>, string | null]>([
    ['a preset', null, { '/p/.babelrc': { presets: [['env', node('6.10')]] } }, '>=6.10'],
    ['a number', null, { '/p/.babelrc': { presets: ['a', ['env', node(8)]] } }, '>=8'],
    ['the top', null, { '/p/babel.config.json': node('12') }, '>=12'],
    ['the manifest', { babel: node('10') }, { '/p/.babelrc': node('12') }, '>=10'],
    ['the current version', null, { '/p/.babelrc': node('current') }, null],
    ['a browser', null, { '/p/.babelrc': { targets: { chrome: '60' } } }, null],
    ['presets without options', null, { '/p/.babelrc': { presets: ['env'] } }, null],
    ['no configuration', {}, {}, null],
  ])('%s: %j', (_, manifest, files, expected) => {
    expect(targetOfBabel(manifest, '/p', reader(files))).toBe(expected);
  });
});
