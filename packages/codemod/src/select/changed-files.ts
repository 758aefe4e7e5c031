import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

import { findRepository } from './repository.js';

/** Which files of a git repository count as changed: those of `--since` a revision, or those of `--staged`. */
export type Changed = { readonly since: string } | 'staged';

/**
 * Lists the changed files of the git repository that contains a folder: the staged ones, or those that differ from the commit
 * where the current branch left `since`, including untracked files. Deleted files are not listed.
 *
 * @returns real paths
 * @throws where the folder is in no repository, git cannot be run, or git does not know the revision
 */
export function listChangedFiles(cwd: string, changed: Changed): ReadonlySet<string> {
  const root = findRepository(realpathSync(cwd));
  if (root === null) throw new Error('not in a git repository');
  const names =
    changed === 'staged'
      ? listNames(root, ['diff', '--cached', '--name-only', '--no-renames', '--diff-filter=d', '-z'])
      : listSince(root, changed.since);
  return new Set(names.map((name) => join(root, name)));
}

function listSince(root: string, since: string): string[] {
  const base = findBase(root, since);
  return [
    ...listNames(root, ['diff', '--name-only', '--no-renames', '--diff-filter=d', '-z', base, '--']),
    ...listNames(root, ['ls-files', '--others', '--exclude-standard', '-z']),
  ];
}

/** The commit where the current branch left `since`; the commit of `since` itself if the two have no common ancestor. */
function findBase(root: string, since: string): string {
  let commit: string;
  try {
    commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`]).trim();
  } catch (error) {
    throw new Error(`git knows no revision ${since}`, { cause: error });
  }
  try {
    return git(root, ['merge-base', commit, 'HEAD']).trim();
  } catch {
    return commit;
  }
}

function listNames(root: string, args: readonly string[]): string[] {
  return git(root, args).split('\0').filter((name) => name !== '');
}

function git(root: string, args: readonly string[]): string {
  return execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Infinity,
  });
}
