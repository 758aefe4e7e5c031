import { resolve, sep } from 'node:path';

import { Positions } from '@uncallback/detector';
import { readTextFile, realPathOf } from '@uncallback/project-files';
import { type Settings, namesOf } from '@uncallback/rewriter';

import { findNear } from '../command-line/flags.js';
import { toFileError } from '../file-error.js';
import { scan } from '../migrate.js';
import { withParser } from '../with-parser.js';
import type { SelectedFile } from '../select/select-files.js';

/** A function that can be asked for. */
interface Named {
  readonly names: readonly string[];
  /** Its offset in the text, without a byte order mark. */
  readonly start: number;
  readonly line: number;
  readonly endLine: number;
}

/**
 * Finds the functions that `--function` names: `lib/db.js:load`, `lib/db.js:Store#get`, or by a line in the function, `lib/db.js:120`.
 *
 * @param files the files of the run
 * @returns the offsets of the functions by the path of the file; or, as a string, what is wrong with one of the selectors
 */
export async function findSelected(selectors: readonly string[], files: readonly SelectedFile[], settings: Settings, cwd: string): Promise<ReadonlyMap<string, readonly number[]> | string> {
  const byRealPath = new Map(files.map(({ path, realPath }) => [realPath, path]));
  const found = new Map<string, number[]>();
  for (const selector of selectors) {
    const [, path, name] = /^(.+):([^:]+)$/.exec(selector) ?? [];
    if (path === undefined || name === undefined) return `--function takes a file and a name or a line, such as lib/db.js:load, not ${selector}`;
    const file = byRealPath.get(realPathOf(resolve(cwd, path)));
    if (file === undefined) return `--function ${selector}: ${path} is none of the files of this run${meant(findPath(path, files), name)}`;
    let functions: readonly Named[];
    try {
      functions = await listNamed(resolve(cwd, file), settings);
    } catch (error) {
      return `--function ${selector}: ${toFileError(error).message}`;
    }
    const chosen = choose(functions, name);
    if (chosen.length > 1) return `--function ${selector} names ${chosen.length} functions, ask for one by its line: ${chosen.map(({ line }) => `${path}:${line}`).join(', ')}`;
    const [only] = chosen;
    if (!only) {
      const names = functions.flatMap((each) => each.names);
      const near = /^\d+$/.test(name) || names.length === 0 ? null : findNear(name, names);
      return `--function ${selector}: ${path} has no such function that takes a callback${near === null ? '' : meant(path, near)}`;
    }
    found.set(file, [...(found.get(file) ?? []), only.start]);
  }
  return found;
}

/** The functions of a file that take a callback. */
async function listNamed(path: string, settings: Settings): Promise<readonly Named[]> {
  return withParser(path, (parse) => {
    const { source, functions } = scan(readTextFile(path), path, parse, { functions: true, ...(settings.catalog && { detect: { catalog: settings.catalog } }) });
    const positions = new Positions(source.text);
    const taking = functions.filter(({ kept, signature }) => kept !== null || signature.form === 'converted');
    return taking.map(({ host }) => ({
      names: namesOf(host),
      start: host.range[0],
      line: positions.at(host.range[0]).line,
      endLine: positions.at(host.range[1]).line,
    }));
  });
}

/** The functions of a name; by a line, the innermost one around it. */
function choose(functions: readonly Named[], name: string): readonly Named[] {
  if (!/^\d+$/.test(name)) return functions.filter(({ names }) => names.includes(name));
  const around = functions.filter(({ line, endLine }) => line <= Number(name) && Number(name) <= endLine);
  return around.sort((a, b) => b.start - a.start).slice(0, 1);
}

/** The path of a file that ends like a path, or nearly is it; null for none. */
function findPath(path: string, files: readonly SelectedFile[]): string | null {
  const all = files.map((file) => file.path);
  return all.find((each) => each.endsWith(`${sep}${path}`)) ?? (all.length > 0 ? findNear(path, all) : null);
}

function meant(path: string | null, name: string): string {
  return path === null ? '' : `, did you mean ${path}:${name}?`;
}
