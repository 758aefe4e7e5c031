import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The corpus: packages from the years before promises, when Node code was written with callbacks. Each has the name by which
 * package.json installs it, and the folders and files that were written by hand.
 */
export const corpora = [
  { name: 'ncp', paths: ['bin', 'lib', 'test'] },
  { name: 'node-dir', paths: ['index.js', 'lib'] },
  { name: 'rimraf', paths: ['bin.js', 'rimraf.js'] },
  { name: 'nedb', paths: ['index.js', 'lib', 'test', 'test_lac', 'benchmarks'] },
  { name: 'request', paths: ['index.js', 'request.js', 'lib'] },
  { name: 'forever', paths: ['bin', 'lib'] },
  { name: 'karma', paths: ['bin', 'lib'] },
  { name: 'mongoose', paths: ['index.js', 'lib', 'examples', 'tools', 'static.js', 'website.js'] },
  { name: 'npm6', paths: ['bin', 'lib'] },
  { name: 'bower', paths: ['bin', 'lib', 'packages'] },
  { name: 'pm2', paths: ['bin', 'index.js', 'lib'] },
  { name: 'node-gyp', paths: ['bin', 'lib', 'test'] },
  { name: 'stylus', paths: ['bin', 'index.js', 'lib'] },
  { name: 'less', paths: ['bin', 'lib/less', 'lib/less-browser', 'lib/less-node', 'test'] },
];

/**
 * Copies a package of the corpus to a folder, without its dependencies.
 *
 * @throws where the package is not installed, or has not the listed files
 */
export function copyCorpus({ name, paths }, destination) {
  const root = fileURLToPath(new URL(`node_modules/${name}/`, import.meta.url));
  for (const path of paths) {
    if (!existsSync(join(root, path))) throw new Error(`${name} has no ${path}: is it installed?`);
    cpSync(join(root, path), join(destination, path), { recursive: true, dereference: true, filter: isOwn });
  }

  function isOwn(source) {
    return !source.slice(root.length).includes('node_modules');
  }
}
