import type { OpenReason } from '@uncallback/project';
import type { KeptReason, RefusalCode } from '@uncallback/rewriter';

import type { FileReport, FunctionReport, SiteReport } from '../file-report.js';
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
  /** The functions that took a callback before, by what becomes of them; absent unless whole functions are rewritten. */
  readonly functions?: {
    readonly before: number;
    readonly converted: number;
    readonly edges: number;
    readonly kept: number;
    /** How often each reason to keep a callback occurs, the most frequent first. */
    readonly reasons: Readonly<Partial<Record<KeptReason, number>>>;
    /** How often each reason occurs for which an exported function has a callback form for others, the most frequent first. */
    readonly edgeReasons: Readonly<Partial<Record<OpenReason, number>>>;
  };
  /** What the users of the project should know of the rewrites, each note once; absent if there is nothing. */
  readonly notes?: readonly Note[];
}

/** Counts what the reports of a run contain. */
export function summarize(reports: readonly FileReport[]): Summary {
  const sites = reports.flatMap((report) => report.sites).filter((site) => site.kind === 'error-first');
  const notes = eachOnce(reports.flatMap((report) => report.notes ?? []));
  const functions = reports.flatMap((report) => report.functions ?? []);
  const countForm = (form: FunctionReport['form']): number => functions.filter((each) => each.form === form).length;
  return {
    files: reports.length,
    rewrittenFiles: reports.filter((report) => report.status === 'rewritten').length,
    sites: sites.length,
    rewritten: sites.filter(isRewritten).length,
    refused: sites.filter((site) => site.plan === 'refuse').length,
    errors: reports.filter((report) => report.status === 'error').length,
    refusals: countReasons(sites),
    ...(reports.some((report) => report.functions) && {
      functions: { before: functions.length, converted: countForm('converted'), edges: countForm('edge'), kept: countForm('kept'), reasons: countReasons(functions), edgeReasons: countReasons(functions.map(({ edgeReason }) => ({ reason: edgeReason }))) },
    }),
    ...(notes.length > 0 && { notes }),
  };
}

/** Counts the reasons of a list, the most frequent first. */
function countReasons<Reason extends string>(items: readonly { readonly reason: Reason | null }[]): Partial<Record<Reason, number>> {
  const counts = new Map<Reason, number>();
  for (const { reason } of items) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) as Partial<Record<Reason, number>>;
}

/** Keeps the first note of each code and subject. */
function eachOnce(notes: readonly Note[]): readonly Note[] {
  return notes.filter(({ code, subject }, index) => notes.findIndex((other) => other.code === code && other.subject === subject) === index);
}

function isRewritten(site: SiteReport): boolean {
  return site.plan === 'rewrite';
}
