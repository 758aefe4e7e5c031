import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { createTextFile } from '../text-file.js';
import type { ProjectState } from '../undo/state-folder.js';

/** By the path of a file, the functions whose rewrite has failed the tests. */
type FailedByPath = Record<string, string[]>;

/** The functions of a project whose rewrite has failed the tests, which later runs leave alone. */
export class FailedFunctions {
  readonly #state: ProjectState;
  readonly #cwd: string;
  readonly #record: FailedByPath;

  /** @throws where there is a record that cannot be read */
  constructor(state: ProjectState, cwd: string) {
    this.#state = state;
    this.#cwd = cwd;
    this.#record = existsSync(this.path) ? (JSON.parse(readFileSync(this.path, 'utf8')) as FailedByPath) : {};
  }

  /** Where they are recorded. */
  get path(): string {
    return join(this.#state.folder, 'test-failed.json');
  }

  /** The ids of those of one file, see `FunctionRewrites`. */
  of(path: string): readonly string[] {
    const name = this.#nameOf(path);
    return Object.hasOwn(this.#record, name) ? (this.#record[name] ?? []) : [];
  }

  /** Records one, on the disk too. */
  add(path: string, id: string): void {
    this.#record[this.#nameOf(path)] = [...this.of(path), id];
    mkdirSync(this.#state.folder, { recursive: true });
    createTextFile(this.path, `${JSON.stringify(this.#record, null, 2)}\n`);
  }

  #nameOf(path: string): string {
    return relative(this.#state.root, realpathSync(resolve(this.#cwd, path)));
  }
}
