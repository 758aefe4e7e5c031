import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { findRepository } from '../select/repository.js';

/** Where a project keeps what a later run has to know. Git never commits it. */
export interface ProjectState {
  /** What the paths in the state are relative to. */
  readonly root: string;
  /** May not exist yet. */
  readonly folder: string;
}

/**
 * Finds the state of the project around a folder: in its git folder; else in the `node_modules/.cache` of its package; else
 * in the user's cache.
 *
 * @param env gives `XDG_CACHE_HOME`
 */
export function findProjectState(cwd: string, env: NodeJS.ProcessEnv): ProjectState {
  const folder = realpathSync(cwd);
  const repository = findRepository(folder);
  const gitFolder = repository === null ? null : findGitFolder(repository);
  if (repository !== null && gitFolder !== null) return { root: repository, folder: join(gitFolder, 'uncallback') };
  const root = findPackage(folder);
  if (root !== null) return { root, folder: join(root, 'node_modules/.cache/uncallback') };
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return { root: folder, folder: join(cache, 'uncallback', createHash('sha256').update(folder).digest('hex').slice(0, 16)) };
}

/** The folder itself, or the one that the file `.git` of a worktree names; null where that one does not exist. */
function findGitFolder(repository: string): string | null {
  const path = join(repository, '.git');
  if (statSync(path).isDirectory()) return path;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
  const folder = named === undefined ? path : resolve(repository, named);
  return existsSync(folder) && folder !== path ? folder : null;
}

function findPackage(folder: string): string | null {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'package.json'))) return current;
    if (current === dirname(current)) return null;
  }
}
