import type { ResolverFileSystem } from '@uncallback/project-files/resolve-file';

import type { ObservedFiles } from '../cache/observed-files.js';

/** The file system for the resolver of a run. Each answer is kept, so that a later run can find out whether it would be the same. */
export function observedFileSystem(observed: ObservedFiles): ResolverFileSystem {
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
  return fileSystem as unknown as ResolverFileSystem;
}

/** The stats of what there may be at a path. */
const stats = {
  file: { isFile: () => true, isDirectory: () => false },
  folder: { isFile: () => false, isDirectory: () => true },
  other: { isFile: () => false, isDirectory: () => false },
};

/** Thrown for all that does not exist: to make an error each time would take longer than to look, and each one would be kept with its stack. */
const missing = Object.assign(new Error('no such file or directory'), { code: 'ENOENT' });
