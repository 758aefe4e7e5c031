import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const installed = fileURLToPath(new URL('../node_modules/', import.meta.url));

/**
 * Copies a package to a folder, which then is a project of its own that finds the package's dependencies, those of its
 * tests, and itself.
 *
 * @param {import('./suites.js').Suite} suite
 * @param {string} folder is replaced where it exists
 * @throws {Error} where the package is not installed, or has not what the suite says
 */
export function createProject({ name, sources, support = [], removed = [], folders = [], modules = {}, links = {} }, folder) {
  const origin = findInstalled(name);
  for (const path of [...sources, ...support]) {
    if (!existsSync(join(origin, path))) throw new Error(`${name} has no ${path}`);
  }
  rmSync(folder, { recursive: true, force: true });
  // Fixtures may hold a `node_modules` of their own, and look at the time of a file.
  const filter = (source) => source !== join(origin, 'node_modules');
  cpSync(origin, folder, { recursive: true, filter, preserveTimestamps: true });
  for (const path of removed) rmSync(join(folder, path));
  for (const path of folders) mkdirSync(join(folder, path), { recursive: true });
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }

  mkdirSync(join(folder, 'node_modules'));
  // The package manager puts a package's dependencies beside it.
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
 * @param {string} name the name by which package.json installs a package
 * @returns {string} the folder that it really is in
 */
export function findInstalled(name) {
  if (!existsSync(join(installed, name))) throw new Error(`${name} is not installed`);
  return realpathSync(join(installed, name));
}
