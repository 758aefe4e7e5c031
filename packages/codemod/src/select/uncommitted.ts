import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

import { type FileError, createFileError, toFileError } from '../file-error.js';
import { findRepository } from './repository.js';

/**
 * Finds the first path in a git repository with uncommitted changes, which a rewrite would mix with its own.
 *
 * @returns the path with an error that says so, or that git could not be asked; null if all is committed
 */
export function findUncommitted(paths: readonly string[], cwd: string): { path: string; error: FileError } | null {
  const seen = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    const repository = findRepository(existsSync(absolute) ? realpathSync(absolute) : absolute);
    if (repository === null || seen.has(repository)) continue;
    seen.add(repository);
    const error = checkCommitted(repository);
    if (error !== null) return { path, error };
  }
  return null;
}

function checkCommitted(repository: string): FileError | null {
  try {
    const changes = countUncommitted(repository);
    if (changes === 0) return null;
    const what = changes === 1 ? 'an uncommitted change' : `${changes} uncommitted changes`;
    return createFileError(`the git tree has ${what}: commit first, or go on with --force`);
  } catch (error) {
    return createFileError(`git cannot tell about uncommitted changes (${toFileError(error).message}): --force goes on`);
  }
}

/**
 * Counts the changed and untracked files of a git repository, without ignored ones.
 *
 * @throws where git cannot be run or does not know the repository
 */
function countUncommitted(repository: string): number {
  const status = execFileSync('git', ['-C', repository, 'status', '--porcelain', '--untracked-files=normal'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Infinity,
  });
  return status.split('\n').filter((line) => line !== '').length;
}
