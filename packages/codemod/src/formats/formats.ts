import type { FileReport } from '../file-report.js';
import type { FormatName } from './format-names.js';
import { renderGitHub } from './github.js';
import { renderJUnit } from './junit.js';
import { renderSarif } from './sarif.js';

/** The renderers of `--format`. Each renders the reports of a run; after a write, of a scan of what was written. */
export const formats: Readonly<Record<FormatName, (reports: readonly FileReport[]) => string>> = {
  github: renderGitHub,
  junit: renderJUnit,
  sarif: renderSarif,
};
