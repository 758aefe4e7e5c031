import type { Dependencies } from '@uncallback/detector';

/** Reads what the `package.json` files above a file say of its dependencies. */
export class Manifests {
  readonly #read: (path: string) => string | null;
  readonly #byFolder = new Map<string, Dependencies>();

  /** @param read gives the text of a file, or null where there is none */
  constructor(read: (path: string) => string | null) {
    this.#read = read;
  }

  /**
   * @param path of a file, absolute
   * @returns what the nearest `package.json` names, and where that names nothing the one above it; nothing of one that is no JSON
   */
  dependenciesOf(path: string): Dependencies {
    const folder = /^(.*)[\\/]/.exec(path)?.[1];
    if (folder === undefined) return {};
    const known = this.#byFolder.get(folder) ?? { ...this.dependenciesOf(folder), ...rangesIn(this.#read(`${folder}/package.json`)) };
    this.#byFolder.set(folder, known);
    return known;
  }
}

function rangesIn(text: string | null): Dependencies {
  const manifest = text === null ? null : parse(text);
  const kinds = ['peerDependencies', 'devDependencies', 'optionalDependencies', 'dependencies'].map((kind) => manifest?.[kind]);
  const ranges = kinds.flatMap((kind) => (typeof kind === 'object' && kind !== null ? Object.entries(kind as Record<string, unknown>) : []));
  return Object.fromEntries(ranges.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
