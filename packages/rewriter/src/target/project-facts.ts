import { type Dependencies, versionedPackages } from '@uncallback/detector';

import { targetOfBabel, targetOfTypeScript } from './compiler-targets.js';
import { type ReadText, folderOf } from './folder.js';
import { type ListFolder, installedIn, lockedIn } from './installed.js';
import { type LambdaHandler, lambdaHandlersIn } from './lambda-handlers.js';
import { parseJson } from './parse-json.js';
import { newestTarget, type Target } from './target.js';

/** What the configuration files of a project say about it. */
export interface ProjectFacts {
  /**
   * The packages with their versions: the installed one of a package whose versions differ in what the catalogue states, else that of the lock
   * file of npm, else the range of the manifest.
   */
  readonly dependencies: Dependencies;
  readonly target: Target;
  /** The exports of the file that AWS Lambda calls. */
  readonly handlers: readonly string[];
}

/** What the folder of a file and the folders above it say. */
interface FolderFacts {
  readonly stated: Dependencies;
  readonly locked: Dependencies;
  readonly installed: Dependencies;
  readonly handlers: readonly LambdaHandler[];
  readonly project: Omit<ProjectFacts, 'handlers'>;
}

const unknownFolder: FolderFacts = { stated: {}, locked: {}, installed: {}, handlers: [], project: { dependencies: {}, target: newestTarget } };

/**
 * Finds the facts about a file's project in `package.json`, `node_modules`, the lock file of npm, `tsconfig.json` and the Babel configuration above it.
 * Each folder is read once.
 */
export class Manifests {
  readonly #read: ReadText;
  readonly #list: ListFolder;
  readonly #byFolder = new Map<string, FolderFacts>();

  /**
   * @param read how to read a file
   * @param list how to list a folder; without it, no installed package is found
   */
  constructor(read: ReadText, list: ListFolder = () => null) {
    this.#read = read;
    this.#list = list;
  }

  /**
   * The facts about the project that a file is in. Each fact is taken from the nearest folder that states it, so that of two installed versions the
   * one counts that Node would load; a file that is no valid JSON is skipped.
   *
   * @param path the absolute path of a file
   */
  projectOf(path: string): ProjectFacts {
    const { project, handlers } = this.#factsOf(path);
    const name = path.replace(/\.\w+$/, '');
    return { ...project, handlers: handlers.filter((handler) => handler.path === name).map((handler) => handler.name) };
  }

  #factsOf(path: string): FolderFacts {
    const folder = folderOf(path);
    if (folder === null) return unknownFolder;
    const known = this.#byFolder.get(folder) ?? this.#readFolder(folder);
    this.#byFolder.set(folder, known);
    return known;
  }

  #readFolder(folder: string): FolderFacts {
    const above = this.#factsOf(folder);
    const { target } = above.project;
    const manifest = parseJson(this.#read(`${folder}/package.json`));
    const ranges = rangesIn(manifest);
    const stated = { ...above.stated, ...ranges };
    const locked = { ...without(above.locked, ranges), ...lockedIn(folder, ranges, versionedPackages, this.#read) };
    const installed = { ...above.installed, ...installedIn(folder, versionedPackages, this.#read, this.#list) };
    return {
      ...{ stated, locked, installed },
      handlers: [...above.handlers, ...lambdaHandlersIn(folder, this.#read)],
      project: {
        dependencies: { ...stated, ...locked, ...installed },
        target: {
          node: nodeIn(manifest) ?? targetOfBabel(manifest, folder, this.#read) ?? target.node,
          ecmaScript: targetOfTypeScript(folder, this.#read) ?? target.ecmaScript,
        },
      },
    };
  }
}

/** The locked versions of the packages that a nearer manifest does not name. */
function without(locked: Dependencies, ranges: Dependencies): Dependencies {
  return Object.fromEntries(Object.entries(locked).filter(([name]) => !Object.hasOwn(ranges, name)));
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
