import type { ImportedFunctions } from '@uncallback/detector';
import type { Settings } from '@uncallback/rewriter';

import { migrate } from '../migrate.js';
import { projectOf } from '../project-facts.js';
import { readTextFile } from '../text-file.js';
import { withParser } from '../with-parser.js';
import type { ConversionOutcome, PlanTask } from '@uncallback/project';
import { locatorOf } from './locator-of.js';
import { optionsOf } from './options.js';

/** How one file is to be planned. Plain data, so that it can be sent to a worker thread. */
export interface PathPlanTask extends PlanTask {
  readonly settings: Settings;
  readonly imported: ImportedFunctions;
}

/**
 * Rewrites the text of one file, without writing it, to find out what becomes of the functions that change together with their users in other
 * files. Worker threads call it by its name.
 *
 * @returns null for a file that cannot be read, parsed or rewritten
 */
export async function planPath({ path, settings, imported, conversions }: PathPlanTask): Promise<ConversionOutcome | null> {
  try {
    const text = readTextFile(path);
    const locate = await locatorOf(conversions);
    const options = { ...optionsOf(settings, imported), ...projectOf(path), kinds: 'error-first' as const, locate };
    return await withParser(path, (parse) => migrate(text, path, parse, options).outcome);
  } catch {
    return null; // The error is reported when the file itself is processed.
  }
}
