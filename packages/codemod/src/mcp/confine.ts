import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

import { realPathOf } from '@uncallback/project-files';

/**
 * Checks that paths and glob patterns lead to nothing outside of a folder, also not by a symbolic link.
 *
 * @param folder the real path of the folder that relative paths start from
 * @returns the paths relative to the folder, each beginning with `./`, so that none is taken for a flag or a command
 * @throws where a path leads out of the folder
 */
export function confine(paths: readonly string[], folder: string): readonly string[] {
  return paths.map((path) => {
    const name = relative(folder, resolve(folder, path));
    // A pattern may go up behind a star, which `resolve` does not see through.
    const isInside = !leadsOut(name) && !leadsOut(relative(folder, realPathOf(findExisting(join(folder, name))))) && !path.split(/[\\/]/).includes('..');
    if (!isInside) throw new Error(`${path} is outside of the project's folder, ${folder}: nothing is read or written there`);
    return `./${name}`;
  });
}

/** The path itself, or the nearest folder above it that exists: that which a pattern begins with. */
function findExisting(path: string): string {
  return existsSync(path) ? path : findExisting(dirname(path));
}

function leadsOut(name: string): boolean {
  return name === '..' || name.startsWith('../') || name.startsWith('..\\') || isAbsolute(name);
}
