import type { FileReport } from '../file-report.js';
import type { JsonDocument } from '../output/json-document.js';

/** How many error-first callbacks may remain. */
export interface Limit {
  readonly max: number;
  /** Where the number comes from a document: its files, to tell which have more now. */
  readonly baseline: JsonDocument | null;
}

/**
 * Checks that no more error-first callbacks remain than may.
 *
 * @param isWritten whether what can be rewritten was
 * @returns what to tell where there are more: a line for each file that has more than before, and one for all
 */
export function findExcess(reports: readonly FileReport[], isWritten: boolean, { max, baseline }: Limit): readonly string[] {
  const total = reports.reduce((sum, report) => sum + countRemaining(report, isWritten), 0);
  if (total <= max) return [];
  const before = new Map(baseline?.files.map((file) => [file.path, countRemaining(file, false)]));
  const grown = reports.flatMap((report) => {
    const [now, then] = [countRemaining(report, isWritten), before.get(report.path) ?? 0];
    return baseline !== null && now > then ? [`${report.path}: error-first callbacks: ${now}, in the baseline ${then}`] : [];
  });
  return [...grown, `error-first callbacks: ${total} remain, ${max} may`];
}

/** The limit that a document of `--json` sets: no more than it has. */
export function limitBy(baseline: JsonDocument): Limit {
  return { max: baseline.files.reduce((sum, file) => sum + countRemaining(file, false), 0), baseline };
}

function countRemaining({ sites }: Pick<FileReport, 'sites'>, isWritten: boolean): number {
  return sites.filter(({ kind, plan }) => kind === 'error-first' && !(isWritten && plan === 'rewrite')).length;
}
