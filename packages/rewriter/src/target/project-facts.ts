import type { Dependencies } from '@uncallback/detector';

import { targetOfBabel, targetOfTypeScript } from './compiler-targets.js';
import { type ReadText, folderOf } from './folder.js';
import { parseJson } from './parse-json.js';
import { newestTarget, type Target } from './target.js';

/** What the configuration files of a project say about it. */
export interface ProjectFacts {
  readonly dependencies: Dependencies;
  readonly target: Target;
}

const unknownProject: ProjectFacts = { dependencies: {}, target: newestTarget };

/** Finds the facts about a file's project in `package.json`, `tsconfig.json` and the Babel configuration above it. Each folder is read once. */
export class Manifests {
  readonly #read: ReadText;
  readonly #byFolder = new Map<string, ProjectFacts>();

  /** @param read how to read a file */
  constructor(read: ReadText) {
    this.#read = read;
  }

  /**
   * The facts about the project that a file is in. Each fact is taken from the nearest folder that states it; a file that is no valid
   * JSON is skipped.
   *
   * @param path the absolute path of a file
   */
  projectOf(path: string): ProjectFacts {
    const folder = folderOf(path);
    if (folder === null) return unknownProject;
    const known = this.#byFolder.get(folder) ?? this.#readFolder(folder);
    this.#byFolder.set(folder, known);
    return known;
  }

  #readFolder(folder: string): ProjectFacts {
    const above = this.projectOf(folder);
    const manifest = parseJson(this.#read(`${folder}/package.json`));
    return {
      dependencies: { ...above.dependencies, ...rangesIn(manifest) },
      target: {
        node: nodeIn(manifest) ?? targetOfBabel(manifest, folder, this.#read) ?? above.target.node,
        ecmaScript: targetOfTypeScript(folder, this.#read) ?? above.target.ecmaScript,
      },
    };
  }
}

/** The version ranges of all kinds of dependencies. Where a package is in several, `dependencies` wins. */
function rangesIn(manifest: Readonly<Record<string, unknown>> | null): Dependencies {
  const kinds = ['peerDependencies', 'devDependencies', 'optionalDependencies', 'dependencies'].map((kind) => manifest?.[kind]);
  const ranges = kinds.flatMap((kind) => (typeof kind === 'object' && kind !== null ? Object.entries(kind as Record<string, unknown>) : []));
  return Object.fromEntries(ranges.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** `>=8` of `"engines": { "node": ">=8" }` */
function nodeIn(manifest: Readonly<Record<string, unknown>> | null): string | null {
  const engines = manifest?.['engines'] as { readonly node?: unknown } | null | undefined;
  return typeof engines?.node === 'string' ? engines.node : null;
}
