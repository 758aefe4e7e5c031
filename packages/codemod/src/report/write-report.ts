import { resolve } from 'node:path';

import { renderFileError, toFileError } from '../file-error.js';
import { createTextFile } from '../text-file.js';
import { type ReportInput, renderReport } from './render-report.js';

/**
 * Writes the HTML page of `--report`.
 *
 * @param path relative to `run.cwd`
 * @returns null, or the error as one line with the path
 */
export function writeReport(path: string, run: Omit<ReportInput, 'target' | 'date'>): string | null {
  const target = resolve(run.cwd, path);
  try {
    createTextFile(target, renderReport({ ...run, target, date: new Date() }));
    return null;
  } catch (error) {
    return renderFileError(path, toFileError(error));
  }
}
