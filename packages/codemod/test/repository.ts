import { execFileSync } from 'node:child_process';

import { createFolder } from './temporary-folder.js';

/** Runs git in a folder, as somebody. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
}

/** Makes a git repository on the branch `main` with these files committed. */
export function createRepository(files: Readonly<Record<string, string>>): string {
  const folder = createFolder(files);
  git(folder, 'init', '--initial-branch=main');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--message=start');
  return folder;
}
