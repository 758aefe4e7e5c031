import { type CallbackKind, type CallbackSite, type ErrorHandling, type Evidence, type Position, Positions } from '@uncallback/detector';
import type { Plan, RefusalCode } from '@uncallback/rewriter';

import type { FileError } from './file-error.js';
import type { Note } from './project-notes.js';

/** One callback, as `--json` prints it. */
export interface SiteReport {
  /** Where the callback function stands: lines and columns from 1, the end column one behind the last character. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly api: string | null;
  /** How many error-first callbacks deep the callback is: those around it, and itself if it is one. */
  readonly depth: number;
  /** The next three are null if not error-first; `reason` is also null where the plan is to rewrite. */
  readonly errorHandling: ErrorHandling | null;
  readonly plan: Plan['action'] | null;
  readonly reason: RefusalCode | null;
}

/** The rewrite of one function by itself. */
export interface FunctionFix {
  /** The sites that it rewrites, by their places in the report's list. */
  readonly sites: readonly number[];
  /** Texts in the place of others: lines and columns from 1, the end column one behind the last character. */
  readonly edits: readonly (Pick<SiteReport, 'line' | 'column' | 'endLine' | 'endColumn'> & { readonly text: string })[];
}

/** What became of one path: a file, or a path of the command line that names none. */
export interface FileReport {
  readonly path: string;
  /** `rewritten`: at least one site is rewritten, or would be where the run only previews or scans. */
  readonly status: 'rewritten' | 'unchanged' | 'error';
  readonly error: FileError | null;
  readonly sites: readonly SiteReport[];
  /** Where it is rewritten and there are any: what its project has to know. */
  readonly notes?: readonly Note[];
  /** Where they were asked for: the rewrites by function. */
  readonly fixes?: readonly FunctionFix[];
  /** Likewise: the first lines of each callback. */
  readonly excerpts?: readonly string[];
  /** Of a scan: the rule by which error and results of each callback are captured, or null; docs/refusals.md lists them. */
  readonly captured?: readonly (string | null)[];
}

/** Reports the callbacks of a file, given with its text, in the order of their calls. */
export function reportSites(
  text: string,
  sites: readonly CallbackSite[],
  plans: ReadonlyMap<CallbackSite, Plan>,
): readonly SiteReport[] {
  const positions = new Positions(text);
  return sites.map((site) => {
    const [start, end] = site.callback.range.map((offset) => positions.at(offset)) as [Position, Position];
    const plan = plans.get(site) ?? null;
    return {
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      kind: site.kind,
      evidence: site.evidence,
      api: site.api,
      depth: countErrorFirst(site),
      errorHandling: site.error?.handling ?? null,
      plan: plan?.action ?? null,
      reason: plan?.action === 'refuse' ? plan.reason : null,
    };
  });
}

function countErrorFirst(site: CallbackSite): number {
  let count = site.kind === 'error-first' ? 1 : 0;
  for (let outer = site.outer; outer; outer = outer.outer) count += 1;
  return count;
}

/** The report of a path that could not be done. */
export function reportError(path: string, error: FileError, sites: readonly SiteReport[] = []): FileReport {
  return { path, status: 'error', error, sites };
}
