import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Finds the git repository that contains a folder, by the nearest `.git` at or above it. @returns its root, or null */
export function findRepository(folder: string): string | null {
  return findAbove(folder, '.git');
}

/** Finds the package that contains a folder, by the nearest `package.json` at or above it. @returns its root, or null */
export function findPackage(folder: string): string | null {
  return findAbove(folder, 'package.json');
}

/** Finds the nearest folder, at or above a folder, that has a file or folder of this name or path. @returns null if none has */
export function findAbove(folder: string, name: string): string | null {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, name))) return current;
    if (current === dirname(current)) return null;
  }
}
