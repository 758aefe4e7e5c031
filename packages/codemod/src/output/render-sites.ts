import type { FileReport, SiteReport } from '../file-report.js';
import type { Paint } from './color.js';

/** Renders what `--scan` prints of one file: a line per callback. */
export function renderSites(report: FileReport, paint: Paint): string {
  return report.sites
    .map((site) => {
      const facts = [site.kind, site.api, `depth ${site.depth}`, site.errorHandling, renderPlan(site, paint)];
      return `${renderPlace(report.path, site)}  ${facts.filter((fact) => fact !== null).join('  ')}\n`;
    })
    .join('');
}

/** `src/load.js:12:6`, which terminals and editors open. */
export function renderPlace(path: string, site: SiteReport): string {
  return `${path}:${site.line}:${site.column}`;
}

function renderPlan(site: SiteReport, paint: Paint): string | null {
  if (site.plan === null) return null;
  return site.reason === null ? paint('green', 'rewrite') : paint('yellow', `refused: ${site.reason}`);
}
