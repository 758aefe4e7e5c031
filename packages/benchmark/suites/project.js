import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const installed = fileURLToPath(new URL('../node_modules/', import.meta.url));

/**
 * Copies a package to a folder and links `node_modules`, so that its tests can be run there: they find the package's
 * dependencies, those of the tests, and the package itself by its name.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder the folder to create; an existing one is replaced
 * @throws {Error} where the package is not installed, or has not the files that the suite lists
 */
export function createProject({ name, sources, support = [], removed = [], folders = [], modules = {}, links = {} }, folder) {
  const origin = findInstalled(name);
  for (const path of [...sources, ...support]) {
    if (!existsSync(join(origin, path))) throw new Error(`${name} has no ${path}`);
  }
  rmSync(folder, { recursive: true, force: true });
  // Only the package's own `node_modules` is left out: fixtures may have one. Some tests compare the times of files.
  const filter = (source) => source !== join(origin, 'node_modules');
  cpSync(origin, folder, { recursive: true, filter, preserveTimestamps: true });
  for (const path of removed) rmSync(join(folder, path));
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }

  mkdirSync(join(folder, 'node_modules'));
  // The package manager installs a package's dependencies beside the package.
  for (const entry of readdirSync(dirname(origin))) linkModule(entry, join(dirname(origin), entry));
  for (const [request, module] of Object.entries(modules)) linkModule(request, findInstalled(module));
  linkModule(basename(origin), folder);

  function linkModule(request, target) {
    const link = join(folder, 'node_modules', request);
    rmSync(link, { force: true });
    symlinkSync(target, link, 'junction');
  }
}

/**
 * Finds an installed package.
 *
 * @param {string} name the name by which package.json installs it
 * @returns {string} the real path of its folder
 * @throws {Error} where it is not installed
 */
export function findInstalled(name) {
  if (!existsSync(join(installed, name))) throw new Error(`${name} is not installed`);
  return realpathSync(join(installed, name));
}
