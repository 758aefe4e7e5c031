import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

import type { ResolveFile } from '@uncallback/project';
import { detectLeftOut, isBundle } from '@uncallback/project-files';

import { findPackage, findRepository } from '../select/repository.js';
import { findSourceFiles } from '../select/select-files.js';

/** Files that may use functions of the project by name, beside source files: templates, other languages, configuration. */
const codeFile = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro|coffee|ls|html?|ya?ml|toml)$/;

/** Documentation, which may tell users of the package to extend its classes. */
const documentFile = /\.(?:md|markdown|mdx|rst|txt)$/;

/** `class Cache extends db.Store`, `inherits(Cache, db.Store)`, `Object.create(db.Store.prototype)`, `Store.prototype.get = ...` */
const extending = /\bextends\s+([\w$.]+)|\binherits\s*\([^,()]*,\s*([\w$.]+)|\b(?:create|setPrototypeOf)\s*\((?:[^()]*,)?\s*([\w$.]+)\.prototype\b|\b([\w$.]+)\.prototype\.[\w$]+\s*=(?![=>])/g;

/** `.get =`, `, 'get'`, `{ get:`, and a method `get() {`. */
const replacing = /\.([\w$]+)\s*=(?![=>])|[,[]\s*["'`]([\w$]+)["'`]|[{,]\s*([\w$]+)\s*:|\b([\w$]+)\s*\([^()]*\)\s*\{/g;

/** The code of a repository that is not part of a run, such as its tests. */
export class OutsideCode {
  /** The files that relative specifiers mean. */
  readonly #loaded = new Set<string>();
  /**
   * By the last parts of other paths, which may be those of aliases, `store` of `@app/store`: the words of each file that has one.
   */
  readonly #wordsBeside = new Map<string, ReadonlySet<string>[]>();
  /** All words. */
  readonly #words = new Set<string>();
  /** The names of members that it may set on objects: `get` for `store.get = fake`, `stub(store, 'get')` and `{ get() {} }`. */
  readonly #replaced = new Set<string>();
  /** The names of classes that it extends, or to whose prototypes it adds. */
  readonly #extended = new Set<string>();
  /** The words of files that require modules by names that they compute. */
  readonly #wordsComputed = new Set<string>();
  readonly #resolve: ResolveFile;

  /**
   * Reads the code around some files: that of their git repository, or, without one, of the folder that the run is started in, and of their package.
   *
   * @param files the real paths of the files of the run
   * @param isProject whether a file is known to the run, so that it is not outside
   * @param resolve resolves relative specifiers, as `createResolver` does
   */
  constructor(files: readonly string[], isProject: (file: string) => boolean, resolve: ResolveFile, cwd: string) {
    this.#resolve = resolve;
    const known = new Set<string>();
    for (const root of rootsOf(files, cwd)) {
      for (const name of findSourceFiles(root, cwd, (each) => codeFile.test(each) || documentFile.test(each))) {
        const file = join(root, name);
        if (!isProject(file) && !known.has(file)) this.#add(file);
        known.add(file);
      }
    }
  }

  /**
   * Whether the code may use a function of a file: it loads the file; a path that may be an alias of it stands beside the name of the
   * function; or a module is required by a computed name, and the name occurs.
   *
   * @param name the name by which the file exports the function; null where the function is the whole module
   */
  uses(file: string, name: string | null): boolean {
    const own = nameOf(file);
    if (this.#loaded.has(file) || this.#wordsComputed.has(name ?? own)) return true;
    return this.#wordsBeside.get(own)?.some((words) => name === null || words.has(name)) ?? false;
  }

  /** Whether the code may put another function or object in the place of a member with a name. */
  replaces(name: string): boolean {
    return this.#replaced.has(name);
  }

  /** Whether the code, or documentation, extends a class with a name, or adds to its prototype. */
  isExtended(name: string): boolean {
    return this.#extended.has(name);
  }

  /** Whether the code has a name anywhere. */
  mentions(name: string): boolean {
    return this.#words.has(name);
  }

  #add(file: string): void {
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return; // deleted in between
    }
    // What is built of the project holds copies of its files, which it uses in place of them.
    if (isBundle(text) || detectLeftOut(text) === 'minified') return;
    for (const [, ...names] of text.matchAll(extending)) for (const name of names) if (name !== undefined) this.#extended.add(name.slice(name.lastIndexOf('.') + 1));
    if (documentFile.test(file)) return;
    for (const [word] of text.matchAll(/[\w$]+/g)) this.#words.add(word);
    for (const [, member, quoted, key, method] of text.matchAll(replacing)) this.#replaced.add((member ?? quoted ?? key ?? method)!);
    const paths = [...text.matchAll(/["'`]([^"'`\n]*)["'`]|:\s*([\w./-]+\/[\w./-]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const isRelative = (path: string): boolean => /^\.{1,2}(?:\/|$)/.test(path);
    for (const path of paths.filter(isRelative)) {
      const loaded = this.#resolve(file, path);
      if (loaded !== null) this.#loaded.add(loaded);
    }
    const named = new Set(paths.filter((path) => path.includes('/') && !isRelative(path)).map(nameOf));
    const computes = /\b(?:require|import)\s*\(\s*[^"'`\s)]/.test(text) || /\b(?:require|import)\s*\(\s*(?:"[^"\n]*"|'[^'\n]*'|`[^`]*`)\s*\+/.test(text) || /\b(?:require|import)\s*\(\s*`[^`]*\$\{/.test(text);
    if (named.size === 0 && !computes) return;
    const words = new Set(text.match(/[\w$]+/g));
    for (const name of named) this.#wordsBeside.set(name, [...(this.#wordsBeside.get(name) ?? []), words]);
    if (computes) for (const word of words) this.#wordsComputed.add(word);
  }
}

/** The name of a file without its folder and its extension; of an `index` file, the name of its folder. */
export function nameOf(file: string): string {
  const name = basename(file, extname(file));
  return name === 'index' ? basename(dirname(file)) : name;
}

/** The folders whose code may use the files: their repository, and their package, which a repository may ignore. */
function rootsOf(files: readonly string[], cwd: string): ReadonlySet<string> {
  const folders = new Set(files.map((file) => dirname(file)));
  return new Set([...folders].flatMap((folder) => [findRepository(folder) ?? realpathSync(cwd), findPackage(folder) ?? []].flat()));
}
