import type { RefusalCode } from '@uncallback/rewriter';

import type { FileReport, SiteReport } from '../file-report.js';
import type { Note } from '../project-notes.js';

/** The counts of a run, as `--json` prints them. `sites`, `rewritten` and `refused` count error-first callbacks only. */
export interface Summary {
  readonly files: number;
  readonly rewrittenFiles: number;
  readonly sites: number;
  readonly rewritten: number;
  readonly refused: number;
  readonly errors: number;
  /** How often each refusal code occurs, the most frequent first. */
  readonly refusals: Readonly<Partial<Record<RefusalCode, number>>>;
  /** What the users of the project should know of the rewrites, each note once; absent if there is nothing. */
  readonly notes?: readonly Note[];
}

/** Counts what the reports of a run contain. */
export function summarize(reports: readonly FileReport[]): Summary {
  const sites = reports.flatMap((report) => report.sites).filter((site) => site.kind === 'error-first');
  const notes = eachOnce(reports.flatMap((report) => report.notes ?? []));
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
    ...(notes.length > 0 && { notes }),
  };
}

/** Keeps the first note of each code. */
function eachOnce(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ code }, index) => notes.findIndex((other) => other.code === code) === index);
}

function isRewritten(site: SiteReport): boolean {
  return site.plan === 'rewrite';
}
