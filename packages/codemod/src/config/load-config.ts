import { basename, dirname } from 'node:path';

import { type Settings, parseSettings } from '@uncallback/rewriter';
import { type Loader, defaultLoaders, lilconfig } from 'lilconfig';

import { toFileError } from '../file-error.js';
import { findRepository } from '../select/repository.js';

/** A project's configuration, and the folder that its paths are relative to. */
export interface Config {
  readonly settings: Settings;
  readonly folder: string;
}

const searchPlaces = ['uncallback.config.js', 'uncallback.config.mjs', 'uncallback.config.cjs', 'uncallback.config.json', 'package.json'];

const loaders = Object.fromEntries(Object.entries(defaultLoaders).map(([extension, load]) => [extension, nameFile(load)]));

/** A loader whose errors say which file they are about. */
function nameFile(load: Loader): Loader {
  return async (path, content) => {
    try {
      return (await load(path, content)) as unknown;
    } catch (error) {
      throw new Error(`${basename(path)} cannot be read: ${toFileError(error).message}`, { cause: error });
    }
  };
}

/**
 * Reads the nearest configuration, from a folder up to the root of its repository; outside of one, only in the folder.
 *
 * @returns no settings where there is none
 * @throws where it cannot be read, or holds what is no setting; the message names the file and the key
 */
export async function loadConfig(cwd: string): Promise<Config> {
  const search = lilconfig('uncallback', { searchPlaces, loaders, stopDir: findRepository(cwd) ?? cwd });
  const found = await search.search(cwd);
  if (found === null || found.isEmpty === true) return { settings: {}, folder: cwd };
  const name = basename(found.filepath);
  return {
    settings: parseSettings(found.config, name === 'package.json' ? 'package.json#uncallback' : name),
    folder: dirname(found.filepath),
  };
}
