import { resolve } from 'node:path';

import { renderFileError, toFileError } from '../file-error.js';
import { createTextFile } from '../text-file.js';
import { type ReportInput, renderReport } from './render-report.js';

/**
 * Writes the page about a run as a whole.
 *
 * @returns null, or what went wrong, in a line
 */
export function writeReport(path: string, run: Omit<ReportInput, 'target'>): string | null {
  const target = resolve(run.cwd, path);
  try {
    createTextFile(target, renderReport({ ...run, target }));
    return null;
  } catch (error) {
    return renderFileError(path, toFileError(error));
  }
}
