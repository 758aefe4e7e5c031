import { readTextFile } from '@uncallback/project-files';
import { applyPatch } from 'diff';

import { renderPatch } from './render-patch.js';
import type { ProjectFormat } from '../formatter/project-format.js';

/**
 * The diff of a file as it will be once `--write` has also formatted it.
 *
 * @param patch the diff of the rewrite alone
 * @returns `patch` itself where the file has changed meanwhile
 */
export async function previewFormatted(format: ProjectFormat, path: string, realPath: string, patch: string): Promise<string> {
  const before = readTextFile(realPath);
  const text = applyPatch(before, patch, { autoConvertLineEndings: false });
  if (text === false) return patch;
  const formatted = await format.preview({ path: realPath, before, text });
  return formatted === text ? patch : renderChange(path, before, formatted);
}

/** The diff between two texts of a file. */
export function renderChange(path: string, before: string, after: string): string {
  return renderPatch(path, before, [{ range: [0, before.length], text: after }]);
}
