import type { MigrateOptions } from '../migrate.js';
import type { FileConversions } from '@uncallback/project';

/**
 * The function that finds the functions of `FileConversions` in a parsed file. What it takes is loaded only where there are some.
 *
 * @param conversions null for none
 */
export async function locatorOf(conversions: FileConversions | null): Promise<MigrateOptions['locate']> {
  if (!conversions) return undefined;
  const { locate } = await import('./locate.js');
  return (source) => locate(source, conversions);
}
