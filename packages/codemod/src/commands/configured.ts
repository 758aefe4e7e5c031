import type { Command } from '../command-line/arguments.js';
import { type Config, loadConfig } from '../config/load-config.js';

/**
 * The configuration of a run: that of the project, with what the flags say.
 *
 * @throws where the configuration file cannot be read or is wrong, or a selector of `--only` selects nothing anywhere
 */
export async function configFor({ idiomatic, functions, publicForm, promisify, only }: Command, cwd: string): Promise<Config> {
  const loaded = await loadConfig(cwd);
  const { settings } = loaded;
  if (only.length > 0) {
    const { findMistypedSelector } = await import('../select/selectors.js');
    const mistyped = only.map((selector) => findMistypedSelector(selector, settings.catalog)).find((each) => each !== null);
    if (mistyped !== undefined) throw new Error(mistyped);
  }
  return { ...loaded, settings: { ...settings, idiomatic: idiomatic || settings.idiomatic, functions, publicForm, promisify: promisify ?? settings.promisify } };
}
