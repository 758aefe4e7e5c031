import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { readTextFile } from './read-text-file.js';

function createFile(content: string | Buffer): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'uncallback-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, 'a.js');
  writeFileSync(file, content);
  return { folder, file };
}

describe('readTextFile', () => {
  it('keeps a byte order mark and line ends', () => {
    expect(readTextFile(createFile('\uFEFFa\r\nb\n').file)).toBe('\uFEFFa\r\nb\n');
  });

  it('refuses a file that is not UTF-8', () => {
    expect(() => readTextFile(createFile(Buffer.from('// caf\xe9\n', 'latin1')).file)).toThrow('not valid UTF-8');
  });

  it('refuses a file without read permission, and a path that is no file', () => {
    const { folder, file } = createFile('');
    chmodSync(file, 0);
    expect(() => readTextFile(file)).toThrow('permission denied');
    expect(() => readTextFile(folder)).toThrow('not a file');
  });
});
