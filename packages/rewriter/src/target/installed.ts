// Reads which versions of a project's packages are installed: from `node_modules`, else from the lock file of npm.

import { type Dependencies, isRangeInside } from '@uncallback/detector';

import type { ReadText } from './folder.js';
import { parseJson } from './parse-json.js';

/** Lists the names in a folder; null where it does not exist. */
export type ListFolder = (path: string) => readonly string[] | null;

/**
 * The versions of packages in the `node_modules` of a folder, in the form of a manifest: `{ "rimraf": "5.0.1" }`. A package that is installed under
 * another name than its own is an alias: `{ "bcrypt": "npm:bcryptjs@2.4.3" }`.
 *
 * @param names the packages that are asked for
 * @returns only packages that are installed and have a valid manifest
 */
export function installedIn(folder: string, names: ReadonlySet<string>, read: ReadText, list: ListFolder): Dependencies {
  const entries = new Set(list(`${folder}/node_modules`) ?? []);
  const found = [...names].flatMap((name): [string, string][] => {
    if (!entries.has(name.split('/')[0]!)) return [];
    const manifest = parseJson(read(`${folder}/node_modules/${name}/package.json`));
    const [own, version] = [manifest?.['name'], manifest?.['version']];
    if (typeof version !== 'string') return [];
    return [[name, typeof own === 'string' && own !== name ? `npm:${own}@${version}` : version]];
  });
  return Object.fromEntries(found);
}

/**
 * The versions of packages in the lock file of npm in a folder, `package-lock.json` or `npm-shrinkwrap.json`, that a manifest allows. Other lock files
 * are not read: there the ranges of the manifest count.
 *
 * @param stated the ranges of the folder's manifest
 * @param names the packages that are asked for
 */
export function lockedIn(folder: string, stated: Dependencies, names: ReadonlySet<string>, read: ReadText): Dependencies {
  const asked = Object.keys(stated).filter((name) => names.has(name));
  if (asked.length === 0) return {};
  const lock = parseJson(read(`${folder}/package-lock.json`) ?? read(`${folder}/npm-shrinkwrap.json`));
  if (!lock) return {};
  const found = asked.flatMap((name): [string, string][] => {
    const version = versionOf(lock['packages'], `node_modules/${name}`) ?? versionOf(lock['dependencies'], name);
    return version !== null && isAllowed(version, stated[name]!) ? [[name, version]] : [];
  });
  return Object.fromEntries(found);
}

function versionOf(packages: unknown, key: string): string | null {
  const entry = typeof packages === 'object' && packages !== null && Object.hasOwn(packages, key) ? (packages as Record<string, unknown>)[key] : null;
  const version = typeof entry === 'object' ? (entry as { readonly version?: unknown } | null)?.version : null;
  return typeof version === 'string' ? version : null;
}

/** Whether a locked version is one that the manifest asks for: after `npm install` of another version, the lock may be older. */
function isAllowed(version: string, stated: string): boolean {
  return stated === '*' || stated === 'latest' || isRangeInside(version, stated);
}
