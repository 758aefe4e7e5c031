import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { createTextFile } from '../text-file.js';
import type { ProjectState } from '../undo/state-folder.js';

/** The ids of functions by the path of their file, relative to the project's root. */
type IdsByPath = Record<string, string[]>;

/**
 * A list of functions that is kept between runs, by the ids of `FunctionRewrites`: those with which the tests failed
 * (`test-failed`, written by `doctor`), or those that the user declined (`declined`, written by `--interactive`).
 */
export class FunctionRecord {
  /** The path of the file that holds the list. */
  readonly path: string;
  readonly #root: string;
  readonly #cwd: string;
  readonly #ids: IdsByPath;

  /**
   * @param name which list
   * @param cwd the folder that the paths of `of` and `add` are relative to
   * @throws where the list exists and cannot be read
   */
  constructor(name: 'test-failed' | 'declined', state: ProjectState, cwd: string) {
    this.path = join(state.folder, `${name}.json`);
    this.#root = state.root;
    this.#cwd = cwd;
    this.#ids = existsSync(this.path) ? (JSON.parse(readFileSync(this.path, 'utf8')) as IdsByPath) : {};
  }

  /** The number of functions in the list. */
  get size(): number {
    return Object.values(this.#ids).flat().length;
  }

  /** The ids of the functions of one file. */
  of(path: string): readonly string[] {
    if (this.size === 0) return [];
    const name = this.#nameOf(path);
    return Object.hasOwn(this.#ids, name) ? (this.#ids[name] ?? []) : [];
  }

  /** Adds a function and writes the list to disk. */
  add(path: string, id: string): void {
    this.#write(path, [...this.of(path), id]);
  }

  /** Takes a function out of the list and writes it to disk. */
  delete(path: string, id: string): void {
    this.#write(path, this.of(path).filter((other) => other !== id));
  }

  #write(path: string, ids: string[]): void {
    this.#ids[this.#nameOf(path)] = ids;
    mkdirSync(resolve(this.path, '..'), { recursive: true });
    createTextFile(this.path, `${JSON.stringify(this.#ids, null, 2)}\n`);
  }

  /**
   * Keeps a text about a function beside the list, such as the output of the tests.
   *
   * @returns the path of its file
   */
  keepText(id: string, text: string): string {
    const folder = this.path.replace(/\.json$/, '');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${id}.txt`);
    createTextFile(path, text);
    return path;
  }

  /** Deletes the list on disk, so that the next run begins without one. */
  remove(): void {
    rmSync(this.path, { force: true });
  }

  #nameOf(path: string): string {
    return relative(this.#root, realpathSync(resolve(this.#cwd, path)));
  }
}
