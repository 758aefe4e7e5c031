/** The folder that a file is in; null for a path without one. */
export function folderOf(path: string): string | null {
  return /^(.*)[\\/]/.exec(path)?.[1] ?? null;
}

/** Gives the text of a file, or null where there is none. */
export type ReadText = (path: string) => string | null;
