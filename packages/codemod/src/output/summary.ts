import type { RefusalCode } from '@uncallback/rewriter';

import type { FileReport, SiteReport } from '../file-report.js';

/** The counts of a run, as `--json` prints them. Sites are error-first callbacks. */
export interface Summary {
  readonly files: number;
  readonly rewrittenFiles: number;
  readonly sites: number;
  readonly rewritten: number;
  readonly refused: number;
  readonly errors: number;
  /** How often each reason occurs, the most frequent first. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, number>>>;
}

export function summarize(reports: readonly FileReport[]): Summary {
  const sites = reports.flatMap((report) => report.sites).filter((site) => site.kind === 'error-first');
  const counts = new Map<RefusalCode, number>();
  for (const { reason } of sites) {
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return {
    files: reports.length,
    rewrittenFiles: reports.filter((report) => report.status === 'rewritten').length,
    sites: sites.length,
    rewritten: sites.filter(isRewritten).length,
    refused: sites.filter((site) => site.plan === 'refuse').length,
    errors: reports.filter((report) => report.status === 'error').length,
    refusals: Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))),
  };
}

function isRewritten(site: SiteReport): boolean {
  return site.plan === 'rewrite';
}
