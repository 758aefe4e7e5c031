import type { FileReport } from '../file-report.js';
import type { FormatName } from './format-names.js';
import { renderGitHub } from './github.js';
import { renderJUnit } from './junit.js';
import { renderSarif } from './sarif.js';

/** The formats for CI systems: each renders the reports of a run, after a write without what is rewritten now. */
export const formats: Readonly<Record<FormatName, (reports: readonly FileReport[], isWritten: boolean) => string>> = {
  github: renderGitHub,
  junit: renderJUnit,
  sarif: renderSarif,
};
