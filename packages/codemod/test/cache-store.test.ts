import { existsSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { Store } from '../src/cache/store.js';
import { createFolder } from './temporary-folder.js';

function put(folder: string, entries: Readonly<Record<string, unknown>>): unknown {
  const store = new Store(folder);
  for (const [key, data] of Object.entries(entries)) store.put(key, data);
  return store.close();
}

function get(folder: string, ...keys: readonly string[]): readonly unknown[] {
  const store = new Store(folder);
  const found = keys.map((key) => store.get(key));
  store.close();
  return found;
}

function packsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.pack'));
}

/** Puts one entry into an empty folder, and returns the path of its pack. */
function onePack(folder: string): string {
  put(folder, { a: { text: 'the right answer' } });
  return join(folder, packsIn(folder)[0]!);
}

describe('a store', () => {
  it('keeps entries for later runs, and replaces them', () => {
    const folder = join(createFolder(), 'new/folder');
    expect(put(folder, { a: [1, 'ä'], b: null })).toBe(null);
    expect(put(folder, { a: 2 })).toBe(null);
    expect(get(folder, 'a', 'b', 'c')).toEqual([2, null, undefined]);
  });

  it('has its own entries at once, and writes nothing where there are none', () => {
    const folder = join(createFolder(), 'store');
    const store = new Store(folder);
    store.put('a', 1);
    store.put('a', 'x'.repeat(1 << 19));
    expect([store.has('a'), store.has('b'), store.get('a')]).toEqual([true, false, 'x'.repeat(1 << 19)]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.pack'))).toEqual([]);
    store.close();
    get(folder, 'a');
    expect(packsIn(folder)).toHaveLength(1);
  });

  it('keeps what two runs add at the same time', () => {
    const folder = createFolder();
    const [one, other] = [new Store(folder), new Store(folder)];
    one.put('a', 1);
    other.put('b', 2);
    one.close();
    other.close();
    expect(get(folder, 'a', 'b')).toEqual([1, 2]);
    expect(readdirSync(folder).every((name) => name.endsWith('.pack'))).toBe(true);
  });

  it('merges many packs to one, which another run may be reading', () => {
    const folder = createFolder();
    for (let index = 0; index < 8; index += 1) put(folder, { [`key ${index}`]: index, same: index });
    expect(packsIn(folder)).toHaveLength(8);
    const reader = new Store(folder);
    put(folder, { last: true });
    expect(packsIn(folder)).toHaveLength(1);
    expect(get(folder, 'key 0', 'key 7', 'same', 'last')).toEqual([0, 7, 7, true]);
    expect(reader.get('key 3')).toBe(3);
    reader.close();
  });
});

describe('what is damaged is missing:', () => {
  it.each<[what: string, damage: (pack: string, content: Buffer) => void]>([
    ['a pack that is cut off', (pack, { length }) => truncateSync(pack, length - 10)],
    ['an empty pack', (pack) => truncateSync(pack, 0)],
    ['other content', (pack) => writeFileSync(pack, 'x'.repeat(500))],
    ['an entry with another text', (pack, content) => writeFileSync(pack, content.toString('latin1').replace('right', 'wrong'), 'latin1')],
    ['an index with another text', (pack, content) => writeFileSync(pack, content.toString('latin1').replace('[["a",', '[["b",'), 'latin1')],
  ])('%s', (_, damage) => {
    const folder = createFolder();
    const pack = onePack(folder);
    damage(pack, readFileSync(pack));
    expect(get(folder, 'a', 'b')).toEqual([undefined, undefined]);
    put(folder, { a: 2 });
    expect(get(folder, 'a')).toEqual([2]);
  });

  it('a folder in place of a pack, and a file in place of the folder', () => {
    const folder = createFolder({ file: '' });
    mkdirSync(join(folder, '9-x.pack'));
    put(folder, { a: 1 });
    expect(get(folder, 'a')).toEqual([1]);
    expect(put(join(folder, 'file'), { a: 1 })).toBeInstanceOf(Error);
    expect(existsSync(join(folder, 'file'))).toBe(true);
  });
});
