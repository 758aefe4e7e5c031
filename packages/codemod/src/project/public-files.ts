import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { hasRelativeSpecifier } from '@uncallback/project-files/summarize-text';

/** A manifest of which it is not known what it makes public, so that everything counts as public. */
export interface ManifestProblem {
  readonly manifest: string;
  /** `does not parse` */
  readonly problem: string;
}

/** Which files users of a package can load. */
interface Entries {
  readonly files: ReadonlySet<string>;
  /** The folders all of whose files are public, from patterns in `exports`: `./lib/*`. */
  readonly folders: readonly string[];
}

type Resolve = (from: string, specifier: string) => string | null;

/**
 * Reads from manifests which files users of a package can load: what `exports`, or else `main`, `module` and `browser` name. A package that
 * is `private` and names none is an application, and a file without a manifest is no package: nothing of them is public. Other files of a
 * package without `exports` can be loaded, too, but count as its own.
 */
export class PublicFiles {
  readonly problems: ManifestProblem[] = [];
  readonly #isProject: (file: string) => boolean;
  readonly #resolve: Resolve;
  readonly #byFolder = new Map<string, Entries | null>();

  /**
   * @param isProject whether a file is one of the project
   * @param resolve resolves relative specifiers, as `createResolver` does
   */
  constructor(isProject: (file: string) => boolean, resolve: Resolve) {
    this.#isProject = isProject;
    this.#resolve = resolve;
  }

  /** Whether users of the package that a file is in can load it. */
  has(file: string): boolean {
    const entries = this.#entriesAbove(dirname(file));
    return entries === null || entries.files.has(file) || entries.folders.some((folder) => file.startsWith(folder));
  }

  /** The entries of the nearest manifest; null where they are not known. */
  #entriesAbove(folder: string): Entries | null {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const manifest = join(folder, 'package.json');
    const parent = dirname(folder);
    const entries = existsSync(manifest) ? this.#read(manifest) : parent === folder ? noEntries : this.#entriesAbove(parent);
    this.#byFolder.set(folder, entries);
    return entries;
  }

  #read(manifest: string): Entries | null {
    let content: unknown;
    try {
      content = JSON.parse(readFileSync(manifest, 'utf8').replace(/^\uFEFF/, ''));
    } catch {
      return this.#fail(manifest, 'does not parse');
    }
    if (typeof content !== 'object' || content === null) return this.#fail(manifest, 'is no object');
    const { targets, isDefault } = targetsIn(content as Readonly<Record<string, unknown>>);
    const files = new Set<string>();
    const folders: string[] = [];
    for (const { target, isReplacement } of targets) {
      const path = target.startsWith('.') ? target : `./${target}`;
      if (path.includes('*')) {
        folders.push(join(dirname(manifest), path.slice(0, path.indexOf('*'))));
        continue;
      }
      const file = this.#resolve(manifest, path);
      if (file !== null) files.add(file);
      // A package may have no `index.js`, a style sheet or data may be an entry, and types declare what others export.
      if (file === null && !isDefault && /(?:^|\/)[^.]*$|\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts')) return this.#fail(manifest, `names ${target}, which does not exist`);
      if (file !== null && !this.#isProject(file) && !isReplacement && !hasRelativeSpecifier(readFileSync(file, 'utf8'))) return this.#fail(manifest, `names ${target}, which is not made of files of this run`);
    }
    return { files, folders };
  }

  #fail(manifest: string, problem: string): null {
    this.problems.push({ manifest, problem });
    return null;
  }
}

const noEntries: Entries = { files: new Set(), folders: [] };

/** The paths that a manifest makes public; `isDefault` where it names none. */
function targetsIn({ exports, main, module, browser, private: isPrivate }: Readonly<Record<string, unknown>>): { readonly targets: readonly { readonly target: string; readonly isReplacement: boolean }[]; readonly isDefault: boolean } {
  const named = (exports === undefined ? [main, module] : [exports]).flatMap(stringsIn).map((target) => ({ target, isReplacement: false }));
  // `browser` also replaces files by others for bundlers.
  const replacing = stringsIn(browser).map((target) => ({ target, isReplacement: true }));
  if (named.length > 0 || exports !== undefined) return { targets: [...named, ...replacing], isDefault: false };
  return { targets: [...(isPrivate === true ? [] : [{ target: './index', isReplacement: false }]), ...replacing], isDefault: true };
}

/** The strings in nested objects and lists: the targets of `exports`. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
