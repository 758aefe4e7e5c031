import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { copyCorpus, corpora } from '../corpus.js';

/** The packages whose files are measured: the corpus, and some larger ones. */
const measured = [
  ...corpora,
  { name: 'async2', paths: ['.'] },
  { name: 'aws-sdk', paths: ['lib'] },
  { name: 'express', paths: ['index.js', 'lib'] },
  { name: 'webpack', paths: ['bin', 'buildin', 'hot', 'lib'] },
];

/** Packages of today, which pass few callbacks. */
const modern = [
  { name: 'eslint', paths: ['bin', 'lib'] },
  { name: 'fastify', paths: ['fastify.js', 'lib'] },
  { name: 'knex', paths: ['bin', 'lib'] },
  { name: 'undici', paths: ['index.js', 'lib'] },
  { name: 'webpack-5', paths: ['bin', 'hot', 'lib', 'schemas'] },
];

/**
 * Calls `use` with temporary folders, which are removed afterwards: `old` contains the measured packages, `modern` those of today, and
 * `scratch` is for what `use` makes.
 */
export async function withCorpora(use) {
  const root = mkdtempSync(join(tmpdir(), 'uncallback-bench-'));
  const [folders, scratch] = [{ old: join(root, 'old'), modern: join(root, 'modern') }, join(root, 'scratch')];
  try {
    for (const corpus of measured) copyCorpus(corpus, join(folders.old, corpus.name));
    for (const corpus of modern) copyCorpus(corpus, join(folders.modern, corpus.name));
    return await use(folders, scratch);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Reads the `.js` files in a folder and its subfolders, without minified ones. */
export function readFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((path) => path.endsWith('.js') && !path.endsWith('.min.js'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

/** Writes files to a folder. */
export function writeFiles(folder, files) {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** The number of lines of all files. */
export function countLines(files) {
  return files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}

/**
 * Writes files to a folder until they have a number of lines: an even choice of them for a small number, several copies in
 * separate subfolders for a large one.
 *
 * @returns the number of lines that were written
 */
export function writeTree(folder, files, lines) {
  const total = countLines(files);
  const share = Math.min(1, lines / total);
  const chosen = files.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
  let written = 0;
  for (let copy = 0; written < lines; copy += 1) {
    for (const { path, text } of chosen) {
      if (written >= lines) break;
      const target = join(folder, `copy-${copy}`, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
      written += text.split('\n').length;
    }
  }
  return written;
}
