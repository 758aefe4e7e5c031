import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { findPackage, findRepository } from '../select/repository.js';

/** Where uncallback keeps what later runs of a project need: journals, records of functions, the lock. Git does not commit it. */
export interface ProjectState {
  /** The folder that the paths in the state are relative to. */
  readonly root: string;
  /** The folder of the state, which may not exist yet. */
  readonly folder: string;
}

/**
 * Finds where the state of the project that contains a folder is kept: in `.git/uncallback` of its repository; without one, in
 * `node_modules/.cache/uncallback` of its package; without either, in the user's cache folder. Nothing is created.
 *
 * @param env the environment, for `XDG_CACHE_HOME`
 * @throws where `cwd` does not exist
 */
export function findProjectState(cwd: string, env: NodeJS.ProcessEnv): ProjectState {
  const folder = realpathSync(cwd);
  const repository = findRepository(folder);
  const gitFolder = repository === null ? null : findGitFolder(repository);
  if (repository !== null && gitFolder !== null) return { root: repository, folder: join(gitFolder, 'uncallback') };
  const root = findPackage(folder);
  if (root !== null) return { root, folder: join(root, 'node_modules/.cache/uncallback') };
  return { root: folder, folder: userFolderOf(folder, env) };
}

/** The folder for a project in the cache of the user. */
export function userFolderOf(folder: string, env: NodeJS.ProcessEnv): string {
  const cache = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'uncallback', createHash('sha256').update(folder).digest('hex').slice(0, 16));
}

/** The folder `.git`, or in a worktree the folder that the file `.git` names; null if that folder does not exist. */
function findGitFolder(repository: string): string | null {
  const path = join(repository, '.git');
  if (statSync(path).isDirectory()) return path;
  const named = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
  const folder = named === undefined ? path : resolve(repository, named);
  return existsSync(folder) && folder !== path ? folder : null;
}
