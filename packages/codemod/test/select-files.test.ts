import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { selectFiles } from '../src/select/select-files.js';
import { createFolder } from './temporary-folder.js';

async function select(folder: string, ...paths: string[]): Promise<string[]> {
  const { files, errors } = await selectFiles(paths, folder);
  expect(errors).toEqual([]);
  return files.map((file) => file.path);
}

function empty(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '']));
}

describe('files of a folder', () => {
  it('are JavaScript and TypeScript, in the order of the paths', async () => {
    const folder = createFolder(
      empty('b.js', 'a/z.ts', 'a.mjs', 'c.cjs', 'd.jsx', 'e.tsx', 'f.mts', 'g.cts', 'h.json', 'i.md', 'Z.js', 'bin'),
    );
    expect(await select(folder, '.')).toEqual(
      ['Z.js', 'a.mjs', 'a/z.ts', 'b.js', 'c.cjs', 'd.jsx', 'e.tsx', 'f.mts', 'g.cts'],
    );
  });

  it('do not include packages, minified files and declarations', async () => {
    const folder = createFolder(
      empty('a.js', 'node_modules/x/index.js', 'lib/node_modules/y.js', '.git/hooks/z.js', 'a.min.js', 'a-min.js'),
    );
    expect(await select(folder, '.')).toEqual(['a.js']);
    expect(await select(createFolder(empty('a.d.ts', 'b.d.mts', 'c.d.json.ts', 'd.ts')), '.')).toEqual(['d.ts']);
  });

  it('include those of a package in node_modules that is named', async () => {
    const folder = createFolder(empty('node_modules/x/index.js', 'node_modules/x/node_modules/y/index.js'));
    expect(await select(folder, 'node_modules/x')).toEqual(['node_modules/x/index.js']);
  });

  it('do not include symbolic links, which may form cycles', async () => {
    const folder = createFolder(empty('a.js'));
    symlinkSync('a.js', join(folder, 'b.js'));
    symlinkSync('.', join(folder, 'c'));
    expect(await select(folder, '.')).toEqual(['a.js']);
  });
});

describe('.gitignore', () => {
  it('applies to its folder and those below, the nearest first', async () => {
    const folder = createFolder({
      '.gitignore': 'built\n*.tmp.js\n/only-here.js\n',
      'lib/.gitignore': '!keep.tmp.js\nlocal.js\n',
      ...empty('built/a.js', 'lib/built/a.js', 'a.tmp.js', 'only-here.js', 'local.js'),
      ...empty('lib/keep.tmp.js', 'lib/other.tmp.js', 'lib/local.js', 'lib/only-here.js', 'lib/deep/local.js'),
    });
    expect(await select(folder, '.')).toEqual(['lib/keep.tmp.js', 'lib/only-here.js', 'local.js']);
  });

  it('of the folders above applies too, up to the repository', async () => {
    const files = empty('repository/.git/HEAD', 'repository/src/a.js', 'repository/src/b.js', 'repository/src/c.js');
    const folder = createFolder({ ...files, '.gitignore': 'a.js', 'repository/.gitignore': 'b.js' });
    expect(await select(folder, 'repository/src')).toEqual(['repository/src/a.js', 'repository/src/c.js']);
  });

  it('of the current folder applies outside of a repository', async () => {
    expect(await select(createFolder({ '.gitignore': 'a.js', ...empty('src/a.js', 'src/b.js') }), 'src')).toEqual(['src/b.js']);
  });

  it('does not exclude a file or folder that is named', async () => {
    const folder = createFolder({ '.gitignore': 'built\n*.js\n', ...empty('built/a.js', 'b.js') });
    expect(await select(folder, 'built', 'b.js')).toEqual(['b.js', 'built/a.js']);
  });
});

describe('named paths', () => {
  it('are selected whatever their extension and folder', async () => {
    const folder = createFolder(empty('tool', 'a.min.js', 'a.d.ts', 'node_modules/x.js'));
    expect(await select(folder, 'tool', 'a.min.js', 'a.d.ts', 'node_modules/x.js')).toHaveLength(4);
  });

  it('are selected once each', async () => {
    const folder = createFolder(empty('src/a.js', 'src/b.js'));
    symlinkSync('a.js', join(folder, 'src/link.js'));
    expect(await select(folder, 'src/a.js', './src/a.js', 'src/link.js', 'src', join(folder, 'src'))).toHaveLength(2);
  });

  it('are errors if nothing is found', async () => {
    const folder = createFolder(empty('empty/readme.md'));
    mkdirSync(join(folder, 'void'));
    symlinkSync('nowhere.js', join(folder, 'dangling.js'));
    const { files, errors } = await selectFiles(['empty', 'void', 'missing.js', 'dangling.js'], folder);
    expect(files).toEqual([]);
    expect(errors.map(({ path, error }) => `${path}: ${error.message}`)).toEqual([
      'empty: no JavaScript or TypeScript files found',
      'void: no JavaScript or TypeScript files found',
      'missing.js: no such file or directory',
      'dangling.js: no such file or directory',
    ]);
  });
});
