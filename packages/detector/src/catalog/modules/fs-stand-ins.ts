import type { ApiEntry } from '../api-entry.js';
import { fs } from './fs.js';

/** The error-first functions of `fs`, with the facts that apply in any module that replaces it, such as `graceful-fs`. */
export const functionsOfFs: readonly ApiEntry[] = fs.entries
  .filter(({ kind }) => kind === undefined)
  .map(({ path, results, promisified, minimumArguments, missingOn, passedEmitters }) => ({
    path,
    ...(results && { results }),
    ...(promisified && { promisified }),
    ...(minimumArguments && { minimumArguments }),
    ...(missingOn && { missingOn }),
    ...(passedEmitters && { passedEmitters }),
  }));
