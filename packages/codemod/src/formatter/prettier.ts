import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { toFileError } from '../file-error.js';
import { findAbove } from '../select/repository.js';
import type { Formatted, Formatter, WrittenFile } from './formatter.js';

/** The part of Prettier's API that is used; up to version 2 it returns values where version 3 returns promises. */
interface Prettier {
  readonly version: string;
  readonly check: (text: string, options: object) => boolean | Promise<boolean>;
  readonly format: (text: string, options: object) => string | Promise<string>;
  readonly resolveConfig: (path: string, options: { editorconfig: boolean }) => Promise<object | null>;
  readonly getFileInfo: (path: string, options: { ignorePath: string | readonly string[] }) => Promise<{ readonly ignored: boolean }>;
}

/**
 * Finds the Prettier that is installed for a folder.
 *
 * @returns null if there is none
 */
export function findPrettier(folder: string): Formatter | null {
  const root = findAbove(folder, 'node_modules/prettier/package.json');
  if (root === null) return null;
  const formatAll = async (files: readonly WrittenFile[]): Promise<Formatted> => format(await load(root), root, files);
  const preview = async (file: WrittenFile): Promise<string | null> => {
    const { texts, problem } = await formatAll([file]);
    if (problem !== null) throw new Error(problem);
    return texts.get(file.path) ?? null;
  };
  return { name: 'Prettier', prepare: () => Promise.resolve(), format: formatAll, preview };
}

async function load(root: string): Promise<Prettier> {
  const path = createRequire(join(root, 'index.js')).resolve('prettier');
  const module = (await import(pathToFileURL(path).href)) as { readonly default?: Prettier } & Prettier;
  return module.default ?? module;
}

/** @param root the folder whose lists of ignored files count, as when Prettier is run there */
async function format(prettier: Prettier, root: string, files: readonly WrittenFile[]): Promise<Formatted> {
  const texts = new Map<string, string>();
  const ignoreFile = join(root, '.prettierignore');
  const ignorePath = Number.parseInt(prettier.version, 10) >= 3 ? [join(root, '.gitignore'), ignoreFile] : ignoreFile;
  let problem: string | null = null;
  for (const { path, before, text } of files) {
    try {
      if ((await prettier.getFileInfo(path, { ignorePath })).ignored) continue;
      const options = { ...(await prettier.resolveConfig(path, { editorconfig: true })), filepath: path };
      if (await isFormatted(prettier, before, options)) texts.set(path, await prettier.format(text, options));
    } catch (error) {
      problem ??= toFileError(error).message;
    }
  }
  return { texts, problem };
}

/** Whether a text is as Prettier would write it; one that it cannot parse is not. */
async function isFormatted(prettier: Prettier, text: string, options: object): Promise<boolean> {
  try {
    return await prettier.check(text, options);
  } catch {
    return false;
  }
}
