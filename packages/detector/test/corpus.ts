import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../benchmark/node_modules/', import.meta.url));

export const packages = ['async2', 'ncp', 'node-dir', 'rimraf', 'nedb', 'request', 'forever', 'karma', 'mongoose'];

/** The JavaScript files of an old package, its own dependencies and generated files left out. */
export function filesOf(name: string): string[] {
  const folder = `${root}${name}`;
  if (!existsSync(folder)) throw new Error(`${name} is not installed`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        path.endsWith('.js') && !/(^|\/)(node_modules|dist|static|browser-version)\/|\.min\.js$|\.tpl\.js$/.test(path),
    )
    .map((path) => `${folder}/${path}`);
}
