import { describe, expect, it } from 'vitest';

import { notesOf } from '../src/project-notes.js';

const project = { target: { node: null, ecmaScript: null }, handlers: [] };
const codesWith = (dependencies: Record<string, string>) => notesOf({ ...project, dependencies }, ['rimraf', 'rimraf.rimraf', 'glob', 'fs.readFile'], {}, false).map(({ code, subject }) => `${code}: ${subject}`);

describe('the note on a version that is not known', () => {
  it('is made once for each package that takes no callback in newer versions', () => {
    expect(codesWith({})).toEqual(['unknown-version: rimraf', 'unknown-version: glob']);
    expect(codesWith({ rimraf: '*', glob: 'latest' })).toHaveLength(2);
  });

  it('is not made where the manifest or an installed package states the version', () => {
    expect(codesWith({ rimraf: '2.7.1', glob: '>=5' })).toEqual([]);
  });

  it('says for what it is taken', () => {
    expect(notesOf({ ...project, dependencies: {} }, ['mkdirp'], {}, false)).toMatchObject([{ message: 'the version of mkdirp is not known: it is taken for one that takes callbacks, <1' }]);
  });
});
