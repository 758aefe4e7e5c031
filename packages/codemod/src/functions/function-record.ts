import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { createTextFile } from '../text-file.js';
import type { ProjectState } from '../undo/state-folder.js';

/** By the path of a file, the ids of functions. */
type IdsByPath = Record<string, string[]>;

/** Functions of a project that later runs have to know, see `FunctionRewrites`. */
export class FunctionRecord {
  /** Where it lies. */
  readonly path: string;
  readonly #root: string;
  readonly #cwd: string;
  readonly #ids: IdsByPath;

  /**
   * @param name of the record
   * @throws where there is one that cannot be read
   */
  constructor(name: 'test-failed' | 'declined', state: ProjectState, cwd: string) {
    this.path = join(state.folder, `${name}.json`);
    this.#root = state.root;
    this.#cwd = cwd;
    this.#ids = existsSync(this.path) ? (JSON.parse(readFileSync(this.path, 'utf8')) as IdsByPath) : {};
  }

  /** How many there are. */
  get size(): number {
    return Object.values(this.#ids).flat().length;
  }

  /** Those of one file. */
  of(path: string): readonly string[] {
    const name = this.#nameOf(path);
    return Object.hasOwn(this.#ids, name) ? (this.#ids[name] ?? []) : [];
  }

  /** Records one, on the disk too. */
  add(path: string, id: string): void {
    this.#ids[this.#nameOf(path)] = [...this.of(path), id];
    mkdirSync(resolve(this.path, '..'), { recursive: true });
    createTextFile(this.path, `${JSON.stringify(this.#ids, null, 2)}\n`);
  }

  /** Forgets all of them, for the next run. */
  remove(): void {
    rmSync(this.path, { force: true });
  }

  #nameOf(path: string): string {
    return relative(this.#root, realpathSync(resolve(this.#cwd, path)));
  }
}
