import { dirname, sep } from 'node:path';

import enhancedResolve from 'enhanced-resolve';

import type { ObservedFiles } from '../cache/observed-files.js';

const { ResolverFactory } = enhancedResolve;

/** A function that finds the file that a relative specifier means in a file. */
type Resolve = (from: string, specifier: string) => string | null;

/**
 * Creates a function that resolves relative specifiers as Node and bundlers do: with and without an extension, folders by their `main` or
 * `index`, and `./x.js` for `x.ts`. The function returns the real path of a source file, or null if there is none or it is in `node_modules`.
 *
 * @param observed reads the file system, and keeps what it has seen
 */
export function createResolver(observed: ObservedFiles): Resolve {
  const fileSystem = observedFileSystem(observed);
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
    return typeof file === 'string' && /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file) && !file.split(sep).includes('node_modules') ? file : null;
  } catch {
    return null; // no such file
  }
}

type FileSystem = NonNullable<Parameters<typeof ResolverFactory.createResolver>[0]['fileSystem']>;

/** What a resolver asks of a file system, with synchronous calls. Each answer is kept for the next time. */
function observedFileSystem(observed: ObservedFiles): FileSystem {
  const manifests = new Map<string, unknown>();
  const orThrow = <Value>(value: Value | null): Value => {
    if (value === null) throw missing;
    return value;
  };
  const readFileSync = (path: string): Buffer => Buffer.from(orThrow(observed.readText(path)));
  const fileSystem = {
    statSync: (path: string) => stats[orThrow(observed.kindOf(path)) as keyof typeof stats],
    readFileSync,
    readJsonSync(path: string): unknown {
      if (observed.kindOf(path) === null) throw missing;
      if (!manifests.has(path)) manifests.set(path, JSON.parse(readFileSync(path).toString()));
      return manifests.get(path);
    },
    readlinkSync: (path: string) => orThrow(observed.linkOf(path)),
  };
  return fileSystem as unknown as FileSystem;
}

/** The stats of what there may be at a path. */
const stats = {
  file: { isFile: () => true, isDirectory: () => false },
  folder: { isFile: () => false, isDirectory: () => true },
  other: { isFile: () => false, isDirectory: () => false },
};

/** Thrown for all that does not exist: to make an error each time would take longer than to look, and each one would be kept with its stack. */
const missing = Object.assign(new Error('no such file or directory'), { code: 'ENOENT' });
