import type { FileReport } from '../file-report.js';
import { summarize } from './summary.js';

/** Renders the document of `--json`, version 1: fields may be added to it, none is removed or changes its meaning. */
export function renderJsonDocument(reports: readonly FileReport[]): string {
  const files = reports.map(({ path, status, error, sites }) => ({
    path,
    status,
    message: error && (error.line === null ? error.message : `${error.line}:${error.column}: ${error.message}`),
    sites,
  }));
  return `${JSON.stringify({ version: 1, summary: summarize(reports), files }, null, 2)}\n`;
}
