/** The folder of a path: `/app/lib` for `/app/lib/a.js`; null for a path without a slash. */
export function folderOf(path: string): string | null {
  return /^(.*)[\\/]/.exec(path)?.[1] ?? null;
}

/** Reads a file; null where it does not exist. */
export type ReadText = (path: string) => string | null;
