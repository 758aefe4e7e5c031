import type { Dependencies } from '@uncallback/detector';
import { parseSource } from '@uncallback/detector/parse';
import { describe, expect, it } from 'vitest';

import { Manifests, rewrite } from '../index.js';
import { callOf } from '../../test/promisify-code.js';

describe('the manifests of a project', () => {
  const files: Record<string, string> = {
    '/app/package.json': JSON.stringify({ dependencies: { pg: '^4.0.0', bcrypt: '1.0.3' }, devDependencies: { pg: '^9.0.0' } }),
    '/app/packages/api/package.json': JSON.stringify({ peerDependencies: { bcrypt: '^0.8.0' }, dependencies: { odd: 1 } }),
    '/app/packages/web/package.json': '{ "dependencies": ',
    'C:\\app/package.json': '{ "dependencies": { "pg": "^6.0.0" } }',
  };
  const read: string[] = [];
  const manifests = new Manifests((path) => {
    read.push(path);
    return files[path] ?? null;
  });

  it.each<[string, Dependencies]>([
    ['/app/lib/a.js', { pg: '^4.0.0', bcrypt: '1.0.3' }],
    ['/app/packages/api/a.js', { pg: '^4.0.0', bcrypt: '^0.8.0' }],
    ['/app/packages/web/a.js', { pg: '^4.0.0', bcrypt: '1.0.3' }],
    ['C:\\app\\a.js', { pg: '^6.0.0' }],
    ['<input>', {}],
  ])('contain the dependencies of the file %s', (path, dependencies) => {
    expect(manifests.projectOf(path).dependencies).toEqual(dependencies);
  });

  it('are read once', () => {
    manifests.projectOf('/app/packages/api/b.js');
    expect(read.filter((path) => path === '/app/packages/api/package.json')).toHaveLength(1);
  });
});

describe('a callee that returns a promise without a callback', () => {
  const awaited = (module: string, callee: string, dependencies: Dependencies): string => {
    const text = `const ${module} = require('${module}');\n${callOf(callee, 'key')}`;
    const result = rewrite(parseSource(text, 'a.js'), (other) => parseSource(other, 'a.js'), { dependencies });
    return /await (\w+)/.exec(result.text)?.[1] ?? 'nothing';
  };

  it.each([
    ['bcrypt', 'bcrypt.hash', undefined, 'bcrypt'],
    ['bcrypt', 'bcrypt.hash', '^1.0.0', 'bcrypt'],
    ['bcrypt', 'bcrypt.hash', '0.8.x', 'promisify'],
    ['bcryptjs', 'bcryptjs.hash', '^2.4.3', 'bcryptjs'],
    ['bcryptjs', 'bcryptjs.hash', '~2.0.1', 'promisify'],
    ['mongodb', 'mongodb.MongoClient.connect', '>=2', 'mongodb'],
    ['mongodb', 'mongodb.MongoClient.connect', '^1.4.40', 'promisify'],
    ['mongodb', 'mongodb.MongoClient.connect', 'latest', 'mongodb'],
    ['mongoose', 'mongoose.connect', '3.8.40', 'promisify'],
  ])('%s: %s of %s is called on %s', (module, callee, range, expected) => {
    expect(awaited(module, callee, range === undefined ? {} : { [module]: range })).toBe(expected);
  });
});
