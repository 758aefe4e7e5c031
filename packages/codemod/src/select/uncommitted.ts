import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { configFiles } from '../config-files.js';
import { type FileError, createFileError, toFileError } from '../file-error.js';
import { findRepository } from './repository.js';
import type { SelectedFile } from './select-files.js';

/**
 * Finds the first path in a git repository with changes that a rewrite would mix with its own: those of a file that git knows,
 * anywhere in the repository, and files among the selected ones that git does not know yet. A new file elsewhere is in nobody's
 * way, and neither is the configuration that `uncallback init` has just written.
 *
 * @param paths those of the command line
 * @param files what they select
 * @returns the path with an error that says so, or that git could not be asked; null if all is committed
 */
export function findUncommitted(paths: readonly string[], files: readonly SelectedFile[], cwd: string): { path: string; error: FileError } | null {
  const selected = new Set(files.map(({ realPath }) => realPath).filter((path) => !configFiles.includes(basename(path))));
  const seen = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const repository = findRepository(existsSync(absolute) ? realpathSync(absolute) : absolute);
    if (repository === null || seen.has(repository)) continue;
    seen.add(repository);
    const error = checkCommitted(repository, selected);
    if (error !== null) return { path, error };
  }
  return null;
}

function checkCommitted(repository: string, selected: ReadonlySet<string>): FileError | null {
  try {
    const [first, ...others] = listUncommitted(repository).filter(({ path, isNew }) => !isNew || selected.has(join(repository, path)));
    if (first === undefined) return null;
    const what = others.length === 0 ? `an uncommitted change (${first.path})` : `${others.length + 1} uncommitted changes (${first.path}, ...)`;
    return createFileError(`the git tree has ${what}: commit first, or go on with --force`);
  } catch (error) {
    return createFileError(`git cannot tell about uncommitted changes (${toFileError(error).message}): --force goes on`);
  }
}

/**
 * Lists the changed and the untracked files of a git repository, without ignored ones.
 *
 * @returns paths below the root of the repository
 * @throws where git cannot be run or does not know the repository
 */
function listUncommitted(repository: string): { readonly path: string; readonly isNew: boolean }[] {
  const status = execFileSync('git', ['-C', repository, 'status', '--porcelain', '-z', '--no-renames', '--untracked-files=all'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Infinity,
  });
  // Each entry is two letters for the state, a space, and the path.
  return status.split('\0').filter((entry) => entry !== '').map((entry) => ({ path: entry.slice(3), isNew: entry.startsWith('??') }));
}
