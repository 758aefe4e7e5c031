import picomatch from 'picomatch';

/** A glob pattern: `src/*.js`. */
export interface Glob {
  /** The folder that it begins with. */
  readonly base: string;
  readonly matches: (path: string) => boolean;
}

/** Parses a glob pattern; null for a path that is none. */
export function parseGlob(path: string): Glob | null {
  const { base, isGlob } = picomatch.scan(path);
  return isGlob ? { base: base || '.', matches: picomatch(path, { dot: true }) } : null;
}
