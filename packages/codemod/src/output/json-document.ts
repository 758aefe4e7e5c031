import type { FileReport } from '../file-report.js';
import { type Summary, summarize } from './summary.js';

/** One file as `--json` and `--json-lines` print it. */
export interface JsonFile extends Pick<FileReport, 'path' | 'status' | 'sites' | 'ignoredErrors' | 'functions' | 'notes'> {
  /** The error, after its line and column if they are known: `3:7: Unexpected token`; null if there is none. */
  readonly message: string | null;
}

/** The document that `--json` prints. Within version 1, fields may be added; none is removed or changes its meaning. */
export interface JsonDocument {
  readonly version: 1;
  readonly summary: Summary;
  readonly files: readonly JsonFile[];
}

/** Renders the document of `--json`. */
export function renderJsonDocument(reports: readonly FileReport[]): string {
  return printDocument({ version: 1, summary: summarize(reports), files: reports.map(toJsonFile) });
}

/** Formats a document as `--json` prints it. */
export function printDocument(document: JsonDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Renders the line of `--json-lines` that reports one file. */
export function renderJsonLine(report: FileReport): string {
  return `${JSON.stringify({ type: 'file', ...toJsonFile(report) })}\n`;
}

/** Renders the last line of `--json-lines`, which has the counts of the run. */
export function renderJsonSummaryLine(reports: readonly FileReport[]): string {
  return `${JSON.stringify({ type: 'summary', version: 1, ...summarize(reports) })}\n`;
}

function toJsonFile({ path, status, error, sites, ignoredErrors, functions, notes }: FileReport): JsonFile {
  const message = error && (error.line === null ? error.message : `${error.line}:${error.column}: ${error.message}`);
  return { path, status, message, sites, ...(ignoredErrors && { ignoredErrors }), ...(functions && { functions }), ...(notes && { notes }) };
}
