import { parseSource } from '@uncallback/detector/parse';

import type { RewriteOptions } from '@uncallback/rewriter';

import { type Outside, type ProjectTexts, rewriteProject } from '../src/index.js';

/** A project in memory, by paths such as `lib/store.js`. No file is public, and no other code uses them, unless `outside` says so. */
function projectOf(files: Readonly<Record<string, string>>, outside: Partial<Outside> = {}): ProjectTexts {
  const texts = new Map(Object.entries(files));
  return {
    texts,
    parse: parseSource,
    resolve: (from, specifier) => {
      const parts = from.split('/').slice(0, -1);
      for (const part of specifier.split('/')) {
        if (part === '..') parts.pop();
        else if (part !== '.' && part !== '') parts.push(part);
      }
      const path = parts.join('/');
      return [path, `${path}.js`, `${path}/index.js`].find((each) => texts.has(each)) ?? null;
    },
    outside: {
      isPublic: () => false,
      uses: () => false,
      replaces: () => false,
      isExtended: () => false,
      mentions: () => false,
      isInFolder: (file, from, folder) => file.startsWith(`${from.includes('/') ? `${from.slice(0, from.lastIndexOf('/'))}/` : ''}${folder.replace('./', '')}`),
      nameOf: (file) => file.replace(/^.*\//, '').replace(/\.\w+$/, ''),
      ...outside,
    },
  };
}

/** Rewrites a project in memory, by default whole functions; returns the texts by path. */
export async function convert(files: Readonly<Record<string, string>>, outside: Partial<Outside> = {}, options: RewriteOptions = { functions: true }): Promise<Readonly<Record<string, string>>> {
  const results = await rewriteProject(projectOf(files, outside), options);
  return Object.fromEntries([...results].map(([path, { text }]) => [path, text]));
}
