import type { Settings } from '@uncallback/rewriter';

/** The configuration of a project, as `uncallback.config.ts` and its like export it. */
export type Config = Pick<Settings, 'idiomatic' | 'promisify' | 'catalog' | 'errorNames' | 'ignore' | 'project'>;

/**
 * Gives a configuration its types. Example: `export default defineConfig({ idiomatic: true })`.
 *
 * @returns the configuration as it is
 */
export function defineConfig(config: Config): Config {
  return config;
}
