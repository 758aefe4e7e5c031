import fs from 'node:fs';
import { dirname, sep } from 'node:path';

import enhancedResolve from 'enhanced-resolve';

const { CachedInputFileSystem, ResolverFactory } = enhancedResolve;

/** How long an answer of the file system is kept, in milliseconds: as long as a run may look for the files of one project. */
const cacheDuration = 60_000;

/** What a resolver asks of a file system, with synchronous calls. */
export type ResolverFileSystem = NonNullable<Parameters<typeof ResolverFactory.createResolver>[0]['fileSystem']>;

/** A function that finds the file that a relative specifier means in a file. */
type Resolve = (from: string, specifier: string) => string | null;

/**
 * Creates a function that resolves relative specifiers as Node and bundlers do: with and without an extension, folders by their `main` or
 * `index`, and `./x.js` for `x.ts`. The function returns the real path of a source file, or null if there is none or it is in another package in `node_modules`.
 *
 * @param fileSystem answers the questions of the resolver
 */
export function createResolver(fileSystem: ResolverFileSystem = new CachedInputFileSystem(fs, cacheDuration)): Resolve {
  const create = (extensions: string[], extensionAlias: Record<string, string[]>) =>
    ResolverFactory.createResolver({ fileSystem, useSyncFileSystemCalls: true, extensions, extensionAlias, mainFields: ['main'], mainFiles: ['index'], exportsFields: [], modules: [] });
  const script = once(() => create(['.js', '.cjs', '.mjs', '.jsx', '.json', '.ts', '.tsx', '.cts', '.mts'], { '.js': ['.js', '.ts', '.tsx'], '.mjs': ['.mjs', '.mts'], '.cjs': ['.cjs', '.cts'] }));
  const typed = once(() => create(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'], { '.js': ['.ts', '.tsx', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] }));
  const known = new Map<string, string | null>();
  return (from, specifier) => {
    const isTyped = /\.[cm]?tsx?$/.test(from);
    const folder = dirname(from);
    const key = `${isTyped} ${folder} ${specifier}`;
    let file = known.get(key);
    if (file === undefined) known.set(key, (file = findFile(isTyped ? typed() : script(), folder, specifier)));
    return file;
  };
}

/** Makes a value when it is first asked for: most projects need one of the two resolvers. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

function findFile(resolver: ReturnType<typeof ResolverFactory.createResolver>, folder: string, specifier: string): string | null {
  try {
    const file = resolver.resolveSync({}, folder, specifier);
    return typeof file === 'string' && /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file) && depthOf(file) <= depthOf(folder) ? file : null;
  } catch {
    return null; // no such file
  }
}

/** In how many folders `node_modules` a path is: a file of a package that is looked at itself finds the others of the package. */
function depthOf(path: string): number {
  return path.split(sep).filter((name) => name === 'node_modules').length;
}
