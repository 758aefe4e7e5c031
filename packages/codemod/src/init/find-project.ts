import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { configFiles } from '../config-files.js';
import { findAbove, findRepository } from '../select/repository.js';

/** What `init` has to know of a project. */
export interface FoundProject {
  /** The configuration that is there already, `uncallback.config.json` or `package.json#uncallback`; null for none. */
  readonly config: string | null;
  /** Whether the files of the project are TypeScript, and uncallback's own types are installed. */
  readonly usesTypes: boolean;
  readonly packageManager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** The flat configuration of ESLint, the old one that versions before 9 read, or null for none. */
  readonly eslint: { readonly file: string; readonly form: 'module' | 'commonjs' | 'old' } | null;
  /** The CI of the repository, and the root folder that its files are in. */
  readonly ci: 'github' | 'gitlab' | null;
  readonly root: string;
  /** Folders with code that is not the project's own. */
  readonly foreign: readonly string[];
  /** The folder with most of the code, for commands. */
  readonly sources: string;
}

const lockFiles = { 'pnpm-lock.yaml': 'pnpm', 'yarn.lock': 'yarn', 'bun.lock': 'bun', 'bun.lockb': 'bun' } as const;
const foreignFolders = ['vendor', 'third_party', 'public/vendor', 'public/lib'];
const sourceFolders = ['src', 'lib', 'app', 'server'];

/**
 * Looks at a project's folder, and for lock files and CI also at the folders above it.
 *
 * @throws where `package.json` cannot be read
 */
export function findProject(folder: string): FoundProject {
  const has = (name: string): boolean => existsSync(join(folder, name));
  const manifest = has('package.json') ? (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>) : {};
  const own = configFiles.find((name) => (name === 'package.json' ? manifest['uncallback'] !== undefined : has(name)));
  const root = findRepository(folder) ?? folder;
  const [lockFile] = Object.keys(lockFiles).filter((name) => findAbove(folder, name) !== null) as (keyof typeof lockFiles)[];
  return {
    config: own === 'package.json' ? 'package.json#uncallback' : (own ?? null),
    usesTypes: has('tsconfig.json') && has('node_modules/uncallback'),
    packageManager: lockFile === undefined ? 'npm' : lockFiles[lockFile],
    eslint: findEslint(folder, manifest['type'] === 'module'),
    ci: existsSync(join(root, '.github')) ? 'github' : existsSync(join(root, '.gitlab-ci.yml')) ? 'gitlab' : null,
    root,
    foreign: foreignFolders.filter(has),
    sources: sourceFolders.find(has) ?? '.',
  };
}

function findEslint(folder: string, isModule: boolean): FoundProject['eslint'] {
  const names = readdirSync(folder);
  const flat = names.find((name) => /^eslint\.config\.[cm]?[jt]s$/.test(name));
  if (flat !== undefined) return { file: flat, form: /\.(?:m[jt]s|ts)$/.test(flat) || (isModule && flat.endsWith('.js')) ? 'module' : 'commonjs' };
  const old = names.find((name) => name.startsWith('.eslintrc'));
  return old === undefined ? null : { file: old, form: 'old' };
}
