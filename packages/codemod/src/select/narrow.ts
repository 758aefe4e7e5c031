import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

import ignore from 'ignore';

import { type Changed, listChangedFiles } from './changed-files.js';
import { type SelectedFile, type Selection, selectFiles } from './select-files.js';
import { type Shard, takeShard } from './shard.js';

/** Patterns as in a `.gitignore` of the folder. */
export interface IgnorePatterns {
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** Which files of the paths are wanted. */
export interface Wanted {
  readonly paths: readonly string[];
  readonly changed: Changed | null;
  /** They have no say about a named file. */
  readonly ignore: readonly IgnorePatterns[];
  readonly shard: Shard | null;
}

/**
 * Finds the files that the paths name and takes those that are wanted.
 *
 * @throws where git cannot tell which files are changed
 */
export function narrowSelection({ paths, changed, ignore: patterns, shard }: Wanted, cwd: string): Selection {
  const { files, errors } = selectFiles(paths, cwd);
  const ignores = patterns.map(createIgnore);
  const isIgnored = (path: string): boolean => ignores.some((ignores) => ignores(path));
  const changedFiles = changed === null ? null : listChangedFiles(cwd, changed);
  const realPathOf = ({ path }: SelectedFile): string => realpathSync(resolve(cwd, path));
  const wanted = files.filter(
    (file) => (file.named || !isIgnored(realPathOf(file))) && (changedFiles?.has(realPathOf(file)) ?? true),
  );
  return { files: shard === null ? wanted : takeShard(wanted, shard), errors };
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
