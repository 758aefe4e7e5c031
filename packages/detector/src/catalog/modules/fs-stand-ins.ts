import type { ApiEntry } from '../api-entry.js';
import { fs } from './fs.js';

/** The error-first functions of `fs`, with the facts that apply in any module that replaces it, such as `graceful-fs`. */
export const functionsOfFs: readonly ApiEntry[] = fs.entries
  .filter(({ kind, path }) => kind === undefined && !isOfClass(path))
  .map(({ path, results, promisified, minimumArguments, missingOn, passedEmitters }) => ({
    path,
    ...(results && { results }),
    ...(promisified && { promisified }),
    ...(minimumArguments && { minimumArguments }),
    ...(missingOn && { missingOn }),
    ...(passedEmitters && { passedEmitters }),
  }));

/** Whether a function is a method of a class: `WriteStream.close`. */
function isOfClass(path: string): boolean {
  return /^[A-Z]/.test(path);
}
