import type { ImportedFunctions } from '@uncallback/detector';
import { type RewriteOptions, type Settings, toRewriteOptions } from '@uncallback/rewriter';

/** The options of the rewriter for one file: the user's settings, and what the functions of other files do that the file calls. */
export function optionsOf(settings: Settings, imported: ImportedFunctions): RewriteOptions {
  const options = toRewriteOptions(settings);
  return { ...options, detect: { ...options.detect, imported } };
}
