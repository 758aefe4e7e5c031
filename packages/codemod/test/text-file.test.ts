import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { replaceTextFile } from '../src/text-file.js';
import { createFolder, read } from './temporary-folder.js';

describe('replaceTextFile', () => {
  it('keeps the mode and leaves nothing else behind', () => {
    const folder = createFolder({ 'a.js': 'old' });
    chmodSync(join(folder, 'a.js'), 0o751);
    replaceTextFile(join(folder, 'a.js'), 'new');
    expect(read(folder, 'a.js')).toBe('new');
    expect(statSync(join(folder, 'a.js')).mode & 0o777).toBe(0o751);
    expect(readdirSync(folder)).toEqual(['a.js']);
  });

  it('writes the file behind a symbolic link', () => {
    const folder = createFolder({ 'real/a.js': 'old' });
    mkdirSync(join(folder, 'links'));
    symlinkSync('../real/a.js', join(folder, 'links/a.js'));
    replaceTextFile(join(folder, 'links/a.js'), 'new');
    expect(lstatSync(join(folder, 'links/a.js')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'real/a.js')).toBe('new');
    expect(readdirSync(join(folder, 'links'))).toEqual(['a.js']);
  });

  it('does not write a read-only file, although it could replace it', () => {
    const folder = createFolder({ 'a.js': 'old' });
    chmodSync(join(folder, 'a.js'), 0o444);
    expect(() => {
      replaceTextFile(join(folder, 'a.js'), 'new');
    }).toThrow('read-only file, not written');
    expect(readFileSync(join(folder, 'a.js'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a.js']);
  });
});
