import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';

import { type FileError, createFileError, toFileError } from '../file-error.js';
import { type IgnoreRules, isIgnored, readIgnoreRules, readIgnoreRulesAbove } from './git-ignore.js';
import { findRepository } from './repository.js';

/** A file to process. */
export interface SelectedFile {
  /** The path as the user would type it: it begins with the path on the command line. */
  readonly path: string;
  /** Whether the file itself is named on the command line; false if it was found in a folder or by a pattern. */
  readonly named: boolean;
  /** The real path: absolute, without symbolic links. */
  readonly realPath: string;
}

/** The files that paths name, and the errors of paths that name none. */
export interface Selection {
  /** In the order of their paths, each file once. */
  readonly files: readonly SelectedFile[];
  readonly errors: readonly { readonly path: string; readonly error: FileError }[];
  /** Folders without such files, where other paths name files; without those, each of them is among the errors. */
  readonly empty: readonly string[];
}

/** A part of the syntax of glob patterns. What has none of it is no pattern, and most runs have no pattern. */
const globSyntax = /[*?[\](){}!+@|]/;

/**
 * Finds the files that the paths of the command line name: files, folders and glob patterns.
 *
 * A file that is named is always selected. In a folder, and below the folder that a glob pattern begins with, JavaScript and
 * TypeScript files are selected by their extension, without `node_modules`, `.git`, declaration files, `*.min.js`, symbolic links
 * and files that a `.gitignore` excludes.
 *
 * @param cwd the folder that relative paths start from; outside of a repository also the topmost folder whose `.gitignore` is read
 * @returns never throws: a path that does not exist is among the errors, and so is a pattern that matches nothing
 */
export async function selectFiles(paths: readonly string[], cwd: string): Promise<Selection> {
  const globs = paths.some((path) => globSyntax.test(path)) ? await import('./globs.js') : null;
  const selected = new Map<string, SelectedFile>();
  const errors: { path: string; error: FileError }[] = [];
  const empty = new Set<string>();
  for (const path of new Set(paths.map((each) => normalize(each)))) {
    try {
      // A file may be named like a pattern, as `[id].js` is.
      const glob = existsSync(resolve(cwd, path)) ? null : (globs?.parseGlob(path) ?? null);
      if (!glob && !statSync(resolve(cwd, path)).isDirectory()) {
        const realPath = realpathSync(resolve(cwd, path));
        selected.set(realPath, { path, named: true, realPath });
        continue;
      }
      const found = !glob ? findFilesBelow(path, cwd) : existsSync(resolve(cwd, glob.base)) ? findFilesBelow(glob.base, cwd).filter((file) => glob.matches(file.path)) : [];
      if (found.length === 0) errors.push({ path, error: createFileError(glob ? 'no JavaScript or TypeScript file matches the pattern' : 'no JavaScript or TypeScript files found') });
      if (found.length === 0 && !glob) empty.add(path);
      for (const file of found) if (!selected.has(file.realPath)) selected.set(file.realPath, file);
    } catch (error) {
      errors.push({ path, error: toFileError(error) });
    }
  }
  const files = [...selected.values()].sort((a, b) => comparePaths(a.path, b.path));
  return files.length === 0 ? { files, errors, empty: [] } : { files, errors: errors.filter(({ path }) => !empty.has(path)), empty: [...empty] };
}

/** Compares paths by their code units, for a sort that does not depend on the machine's locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function findFilesBelow(folder: string, cwd: string): readonly SelectedFile[] {
  const root = realpathSync(resolve(cwd, folder));
  // Symbolic links are not followed, so that below the real path of the folder all paths are real.
  return findSourceFiles(root, cwd).map((file) => ({ path: join(folder, file), named: false, realPath: join(root, file) }));
}

/**
 * Finds the files in a folder and its subfolders that are no dependencies and that no `.gitignore` excludes.
 *
 * @param cwd outside of a repository the topmost folder whose `.gitignore` is read
 * @param isWanted by default source files
 * @returns paths relative to the folder
 */
export function findSourceFiles(root: string, cwd: string, isWanted: (name: string) => boolean = isSourceFile): readonly string[] {
  const folder = realpathSync(root);
  const top = findRepository(folder) ?? realpathSync(cwd);
  const isBelowTop = !relative(top, folder).startsWith('..');
  const files: string[] = [];
  const walk = (current: string, above: IgnoreRules | null): void => {
    const rules = readIgnoreRules(current, above);
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name) && !isIgnored(path, true, rules)) walk(path, rules);
      } else if (entry.isFile() && isWanted(entry.name) && !isIgnored(path, false, rules)) {
        files.push(relative(folder, path));
      }
    }
  };
  walk(folder, isBelowTop ? readIgnoreRulesAbove(folder, top) : null);
  return files;
}

function isSkippedFolder(name: string): boolean {
  return name === 'node_modules' || name === '.git';
}

function isSourceFile(name: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name) && !/[.-]min\.[cm]?js$|\.d\.(?:\w+\.)?[cm]?ts$/.test(name);
}
