import { execFileSync } from 'node:child_process';

import { createFolder } from './temporary-folder.js';

/** Runs git in a folder, with a name and an address for commits. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** Creates a git repository with these files committed on the branch `main`. */
export function createRepository(files: Readonly<Record<string, string>>): string {
  const folder = createFolder(files);
  git(folder, 'init', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message=start');
  return folder;
}
