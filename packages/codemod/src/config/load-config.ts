import { basename, dirname } from 'node:path';

import type { Settings } from '@uncallback/rewriter';
import { type Loader, defaultLoaders, lilconfig } from 'lilconfig';

import { configFiles } from '../config-files.js';
import { toFileError } from '../file-error.js';
import { findRepository } from '../select/repository.js';

/** A project's configuration, and the folder that its paths are relative to. */
export interface Config {
  readonly settings: Settings;
  readonly folder: string;
}

const loaders = Object.fromEntries(
  Object.entries({ ...defaultLoaders, '.ts': loadTypeScript, '.mts': loadTypeScript, '.cts': loadTypeScript }).map(([extension, load]) => [extension, nameFile(load)]),
);

/** Loads a file that Node 20 cannot load. */
async function loadTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  return createJiti(path, { fsCache: false, moduleCache: false }).import(path, { default: true });
}

/** Wraps a loader so that its errors name the file: `uncallback.config.json cannot be read: ...`. */
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
 * Reads the nearest configuration file, from `cwd` up to the root of its git repository. Outside of a repository only `cwd`
 * itself is searched.
 *
 * @returns empty settings if there is no configuration
 * @throws where the file cannot be read or has an unknown or invalid setting; the message names the file and the key
 */
export async function loadConfig(cwd: string): Promise<Config> {
  const search = lilconfig('uncallback', { searchPlaces: configFiles, loaders, stopDir: findRepository(cwd) ?? cwd });
  const found = await search.search(cwd);
  if (found === null || found.isEmpty === true) return { settings: {}, folder: cwd };
  const name = basename(found.filepath);
  // Most runs have no configuration to check.
  const { checkSettings } = await import('./check-settings.js');
  return {
    settings: checkSettings(name.endsWith('.json') ? withoutSchema(found.config) : found.config, name === 'package.json' ? 'package.json#uncallback' : name),
    folder: dirname(found.filepath),
  };
}

/** A configuration without the key by which an editor finds the schema of a JSON file. */
function withoutSchema(config: unknown): unknown {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return config;
  return Object.fromEntries(Object.entries(config).filter(([key]) => key !== '$schema'));
}
