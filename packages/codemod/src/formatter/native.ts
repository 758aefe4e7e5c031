import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

import { readTextFile, realPathOf } from '@uncallback/project-files';

import { toFileError } from '../file-error.js';
import { findAbove } from '../select/repository.js';
import type { Formatted, Formatter, WrittenFile } from './formatter.js';

/** A formatter that is a program: it looks at files on disk and writes them, many in one call. */
interface Program {
  readonly name: string;
  /** The package of npm that has it. */
  readonly package: string;
  /** The names of its configuration. Without one it is not the formatter of the project. */
  readonly configs: readonly string[];
  /** The arguments of the program, which the paths of files follow: `list` prints which files are not formatted, `write` formats them. */
  readonly list: readonly string[];
  readonly write: readonly string[];
  /** The arguments with which it formats its standard input as the file of a path. */
  readonly pipe: (path: string) => readonly string[];
  /** Reads the paths of the files that are not formatted, or that cannot be, from what `list` has printed. Throws if it printed something else. */
  readonly readList: (stdout: string) => readonly string[];
}

/** A diagnostic of `--reporter=json`: the path is an object up to Biome 1. */
interface BiomeDiagnostic {
  readonly location: { readonly path: string | { readonly file: string } };
}

const biome: Program = {
  name: 'Biome',
  package: '@biomejs/biome',
  configs: ['biome.json', 'biome.jsonc'],
  list: ['format', '--reporter=json', '--max-diagnostics=none', '--no-errors-on-unmatched'],
  write: ['format', '--write', '--no-errors-on-unmatched'],
  pipe: (path) => ['format', `--stdin-file-path=${path}`],
  readList(stdout) {
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly BiomeDiagnostic[] };
    return diagnostics.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file));
  },
};

const dprint: Program = {
  name: 'dprint',
  package: 'dprint',
  configs: ['dprint.json', 'dprint.jsonc', '.dprint.json', '.dprint.jsonc'],
  list: ['check', '--list-different', '--allow-no-files'],
  write: ['fmt', '--allow-no-files'],
  pipe: (path) => ['fmt', '--stdin', path],
  readList: (stdout) => stdout.split(/\r?\n/).filter((line) => line !== ''),
};

/** How many files are passed to one call: the length of a command line is limited. */
const filesPerCall = 200;

/** After this time, in milliseconds, a call is ended and has failed. */
const patience = 60_000;

/** How much is kept of what a program says of an error, in characters. */
const mostWords = 300;

const run = promisify(execFile);

/** Finds the formatters that are programs and that are installed and configured for a folder. */
export function findPrograms(folder: string): readonly Formatter[] {
  return [biome, dprint].flatMap((program) => {
    const [root] = program.configs.flatMap((name) => findAbove(folder, name) ?? []);
    const place = root === undefined ? null : findAbove(folder, `node_modules/${program.package}/package.json`);
    return root === undefined || place === null ? [] : [new NativeFormatter(program, root, join(place, 'node_modules', program.package))];
  });
}

/** Runs a formatter from the folder of its configuration. */
class NativeFormatter implements Formatter {
  readonly name: string;
  readonly #program: Program;
  readonly #root: string;
  readonly #location: string;
  /** The real paths of the files that were formatted when they were looked at. */
  readonly #clean = new Set<string>();

  constructor(program: Program, root: string, location: string) {
    this.name = program.name;
    this.#program = program;
    this.#root = root;
    this.#location = location;
  }

  async prepare(paths: readonly string[]): Promise<void> {
    const names = paths.map((path) => relative(this.#root, path)).filter((name) => !name.startsWith('..') && !isAbsolute(name));
    for (const part of partsOf(names)) {
      const listed = this.#program.readList(await this.#run([...this.#program.list, ...part], true));
      const different = new Set(listed.map((path) => realPathOf(resolve(this.#root, path))));
      for (const path of part.map((name) => resolve(this.#root, name))) if (!different.has(path)) this.#clean.add(path);
    }
  }

  async format(files: readonly WrittenFile[]): Promise<Formatted> {
    const clean = files.filter(({ path }) => this.#clean.has(path));
    let problem: string | null = null;
    try {
      for (const part of partsOf(clean)) await this.#run([...this.#program.write, ...part.map(({ path }) => relative(this.#root, path))], false);
    } catch (error) {
      problem = toFileError(error).message;
    }
    // Also after an error, since the program may have formatted some files before it failed.
    return { texts: new Map(clean.map(({ path }) => [path, readTextFile(path)])), problem };
  }

  async preview({ path, text }: WrittenFile): Promise<string | null> {
    await this.prepare([path]);
    return this.#clean.has(path) ? this.#run(this.#program.pipe(relative(this.#root, path)), false, text) : null;
  }

  /**
   * Runs the program.
   *
   * @param isList whether its status may be another than 0 although it has done its work: that of a list says that there are files in it
   * @param input what it reads; nothing by default
   * @returns what it prints
   * @throws where it fails, with what it says of it
   */
  async #run(args: readonly string[], isList: boolean, input = ''): Promise<string> {
    const bin = this.#findBin();
    try {
      const running = run(process.execPath, [bin, ...args], { cwd: this.#root, timeout: patience, maxBuffer: Infinity });
      // A program that ends before it has read its input says by its status what went wrong.
      running.child.stdin?.on('error', () => {}).end(input);
      return (await running).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
      if (isList && stdout) return stdout;
      throw new Error(stderr?.trim().slice(0, mostWords) || toFileError(error).message.trim(), { cause: error });
    }
  }

  #findBin(): string {
    const { bin } = JSON.parse(readFileSync(join(this.#location, 'package.json'), 'utf8')) as { readonly bin: string | Readonly<Record<string, string>> };
    const [name] = typeof bin === 'string' ? [bin] : Object.values(bin);
    const path = join(this.#location, name ?? '');
    if (!existsSync(path)) throw new Error(`${path} is missing`);
    return path;
  }
}

function partsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / filesPerCall) }, (_, index) => items.slice(index * filesPerCall, (index + 1) * filesPerCall));
}
