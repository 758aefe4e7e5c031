import type { FileReport } from '../file-report.js';
import type { JsonDocument } from '../output/json-document.js';
import { renderPlace } from '../output/render-sites.js';

/** How many error-first callbacks may remain, by `--max-remaining` or `--baseline`. */
export interface Limit {
  readonly max: number;
  /** The document that the number comes from, which shows in which files there are more now; null if a number was given. */
  readonly baseline: JsonDocument | null;
}

/**
 * Checks that no more error-first callbacks remain than the limit allows.
 *
 * @param isWritten whether the run has written the rewrites, so that rewritten callbacks no longer remain
 * @returns the lines to print if there are more: one for each file that has more than in the baseline, and one with the total;
 *   none if the limit is kept
 */
export function findExcess(reports: readonly FileReport[], isWritten: boolean, { max, baseline }: Limit): readonly string[] {
  const total = reports.reduce((sum, report) => sum + countRemaining(report, isWritten), 0);
  if (total <= max) return [];
  const before = new Map(baseline?.files.map((file) => [file.path, countRemaining(file, false)]));
  const grown = reports.flatMap((report) => {
    const [now, then] = [countRemaining(report, isWritten), before.get(report.path) ?? 0];
    return baseline !== null && now > then ? [`${report.path}: error-first callbacks: ${now}, in the baseline ${then}`] : [];
  });
  return [...grown, `${total} error-first ${total === 1 ? 'callback remains' : 'callbacks remain'}, ${max} may`];
}

/** Lists the callbacks of a preview that can be rewritten, with a last line that says what to do; none if there is nothing. */
export function listRewritable(reports: readonly FileReport[]): readonly string[] {
  const found = reports.filter(({ status }) => status === 'rewritten').flatMap(({ path, sites }) => {
    const rewritable = sites.filter(({ plan }) => plan === 'rewrite');
    return rewritable.length === 0 ? [`${path}: can be rewritten`] : rewritable.map(({ callee }) => `${renderPlace(path, callee)}: the callback of \`${callee.name}\` can be an \`await\``);
  });
  return found.length === 0 ? [] : [...found, `${found.length === 1 ? 'this' : `these ${found.length}`} can be rewritten: --write does it`];
}

/** The limit of `--baseline`: no more error-first callbacks than the document reports. */
export function limitBy(baseline: JsonDocument): Limit {
  return { max: baseline.files.reduce((sum, file) => sum + countRemaining(file, false), 0), baseline };
}

function countRemaining({ sites }: Pick<FileReport, 'sites'>, isWritten: boolean): number {
  return sites.filter(({ kind, plan }) => kind === 'error-first' && !(isWritten && plan === 'rewrite')).length;
}
