import { accessSync, constants, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { findPackage } from '../select/repository.js';
import { userFolderOf } from '../undo/state-folder.js';

/**
 * Finds where the results of runs in a folder are kept: in `node_modules/.cache/uncallback` of its package; in the user's cache folder if there
 * is no `node_modules`, or if it cannot be written to. Nothing is created.
 *
 * @param env the environment, for `XDG_CACHE_HOME`
 */
export function findCacheFolder(cwd: string, env: NodeJS.ProcessEnv): string {
  const folder = realpathSync(cwd);
  const root = findPackage(folder);
  const installed = root === null ? null : join(root, 'node_modules');
  const isUsable = installed !== null && isWritable(installed);
  return join(isUsable ? join(installed, '.cache/uncallback') : userFolderOf(root ?? folder, env), 'results');
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
