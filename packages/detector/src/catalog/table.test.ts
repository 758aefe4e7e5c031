import { describe, expect, it } from 'vitest';

import { CatalogTable, matchesPath, splitPath } from './table.js';

describe('matchesPath', () => {
  it.each([
    ['readFile', 'readFile', true],
    ['readFile', 'readFileSync', false],
    ['createPool.query', 'createPool.query', true],
    ['createPool.query', 'query', false],
    ['*', 'query', true],
    ['*', 'on', false],
    ['*', 'then', false],
    ['*', 'pool.query', false],
    ['*', '', false],
    ['*.query', 'pool.query', true],
    ['*.query', 'pool.end', false],
    ['**', 'pool.client.query', true],
    ['**', '', false],
  ])('an entry %j: the path %j: %j', (path, name, expected) => {
    expect(matchesPath({ path }, name)).toBe(expected);
  });

  it.each([
    ['setTimeout', true],
    ['window.setTimeout', false],
    ['query', false],
  ])('an entry for timers only: the path %j: %j', (name, expected) => {
    expect(matchesPath({ path: '*', role: 'timer' }, name)).toBe(expected);
  });
});

describe('splitPath', () => {
  const modules = ['fs', 'fs-extra', 'socket.io', 'a', 'a.b'];

  it.each([
    ['fs.readFile', 'fs', 'readFile'],
    ['fs-extra.copy', 'fs-extra', 'copy'],
    ['socket.io.of.emit', 'socket.io', 'of.emit'],
    ['a.b.c', 'a.b', 'c'],
    ['a.c.d', 'a', 'c.d'],
    ['other.query', 'other.query', ''],
    ['fs', 'fs', ''],
  ])('%s: %s, %j', (api, module, path) => {
    expect(splitPath(api, (name) => modules.includes(name))).toEqual([module, path]);
  });
});

describe('a table', () => {
  const facts = { documentation: 'https://example.org', isNodeCore: false };
  const table = new CatalogTable([
    { ...facts, name: 'lodash', isFamily: true, entries: [{ path: 'each', kind: 'iteration' }] },
    { ...facts, name: 'my-db', isFamily: false, entries: [{ path: 'query' }, { path: 'Pool.query' }, { path: '*' }, { path: 'on', kind: 'event-listener' }] },
  ]);

  it.each([
    ['lodash', 'lodash'],
    ['lodash-es', 'lodash'],
    ['lodash/each', 'lodash'],
    ['lodash.each', 'lodash'],
    ['lodashes', null],
    ['my-db', 'my-db'],
    ['my-db/pool', null],
    ['other', null],
  ])('has for the module %s: %s', (name, expected) => {
    expect(table.moduleNamed(name)?.name ?? null).toBe(expected);
  });

  it.each([
    ['my-db', 'query', ['query']],
    ['my-db', 'save', ['*']],
    ['my-db', 'Pool.save', []],
    ['lodash-es', 'each', ['each']],
    ['other', 'query', []],
  ])('has in %s for %s the entries %j', (module, path, expected) => {
    expect(table.entriesOf(module, path).map((entry) => entry.path)).toEqual(expected);
  });

  it('lists the last names of error-first functions once', () => {
    expect(table.errorFirstNames('my-db')).toEqual(['query', '*']);
    expect(table.errorFirstNames('lodash')).toEqual([]);
  });
});
