import type { Command } from '../command-line/arguments.js';
import { type Config, loadConfig } from '../config/load-config.js';

/**
 * The configuration of a run: that of the project, with what the flags say.
 *
 * @throws where the configuration file cannot be read or is wrong
 */
export async function configFor({ idiomatic, functions, publicForm, promisify }: Command, cwd: string): Promise<Config> {
  const loaded = await loadConfig(cwd);
  const { settings } = loaded;
  return { ...loaded, settings: { ...settings, idiomatic: idiomatic || settings.idiomatic, functions, publicForm, promisify: promisify ?? settings.promisify } };
}
