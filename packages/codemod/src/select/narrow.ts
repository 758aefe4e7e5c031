import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';

import ignore from 'ignore';

import type { Changed } from './changed-files.js';
import { type Selection, selectFiles } from './select-files.js';
import { type Shard, takeShard } from './shard.js';

/** Ignore patterns, with the meaning that they would have in a `.gitignore` in this folder. */
export interface IgnorePatterns {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Which files are to be processed: those of the paths that pass the filters. */
export interface Wanted {
  readonly paths: readonly string[];
  /** Only changed files; null for all. */
  readonly changed: Changed | null;
  /** Patterns of files to leave out; a file that is named in `paths` is processed all the same. */
  readonly ignore: readonly IgnorePatterns[];
  /** Only a part of the files; null for all. */
  readonly shard: Shard | null;
}

/**
 * Finds the files that the paths name and applies the filters: ignore patterns, changed files, shard.
 *
 * @returns the files, and the errors of paths
 * @throws where git cannot list the changed files
 */
export async function narrowSelection({ paths, changed, ignore: patterns, shard }: Wanted, cwd: string): Promise<Selection> {
  const { files, errors, empty } = await selectFiles(paths, cwd);
  const ignores = patterns.map(createIgnore);
  const isIgnored = (path: string): boolean => ignores.some((ignores) => ignores(path));
  const changedFiles = changed === null ? null : (await import('./changed-files.js')).listChangedFiles(cwd, changed);
  const wanted = files.filter(({ named, realPath }) => (named || !isIgnored(realPath)) && (changedFiles?.has(realPath) ?? true));
  return { files: shard === null ? wanted : takeShard(wanted, shard), errors, empty };
}

function createIgnore({ folder, patterns }: IgnorePatterns): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add(patterns);
  const root = realpathSync(folder);
  return (path) => {
    const name = relative(root, path).split(sep).join('/');
    return ignore.isPathValid(name) && rules.ignores(name);
  };
}
