import type { FileReport, SiteReport } from '../file-report.js';
import type { Paint } from './color.js';

/**
 * Renders what `--scan` prints for one file: a line for each callback, with its place, kind, API, depth, error handling and plan.
 *
 * @param verbose whether to add the rule by which the error and the results are captured
 */
export function renderSites({ path, sites, captured }: FileReport, paint: Paint, verbose: boolean): string {
  return sites
    .map((site, index) => {
      const rule = verbose ? (captured?.[index] ?? null) : null;
      const facts = [site.kind, site.api, `depth ${site.depth}`, site.errorHandling, renderPlan(site, paint), rule && `captured: ${rule}`];
      return `${renderPlace(path, site)}  ${facts.filter((fact) => fact !== null).join('  ')}\n`;
    })
    .join('');
}

/** Renders the place of a callback as `src/load.js:12:6`, which terminals and editors can open. */
export function renderPlace(path: string, site: SiteReport): string {
  return `${path}:${site.line}:${site.column}`;
}

function renderPlan(site: SiteReport, paint: Paint): string | null {
  if (site.plan === null) return null;
  return site.reason === null ? paint('green', 'rewrite') : paint('yellow', `refused: ${site.reason}`);
}
