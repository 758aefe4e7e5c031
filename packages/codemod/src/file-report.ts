import { type CallbackKind, type CallbackSite, type ErrorHandling, type Evidence, type Position, type Source, Positions, findIgnoredRejections, functionIndexOf, isFunction } from '@uncallback/detector';
import type { Located, OpenReason } from '@uncallback/project';
import { type FunctionPlan, type KeptReason, type Plan, type RefusalCode, nameOfFunction } from '@uncallback/rewriter';

import type { FileError } from './file-error.js';
import type { Note } from './project-notes.js';

/** One callback as `--json` prints it. */
export interface SiteReport {
  /** The place of the callback function: lines and columns from 1, the end column one after the last character. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: CallbackKind;
  readonly evidence: Evidence;
  readonly api: string | null;
  /** The nesting depth: the number of error-first callbacks around the callback, plus one if it is error-first itself. */
  readonly depth: number;
  /** null unless the callback is error-first, as are `plan` and `reason`; `reason` is also null if the plan is to rewrite. */
  readonly errorHandling: ErrorHandling | null;
  readonly plan: Plan['action'] | null;
  readonly reason: RefusalCode | null;
}

/** A function that takes a callback, as `--functions` reports it. */
export interface FunctionReport {
  readonly line: number;
  readonly column: number;
  /** The name of the variable or property that holds it; null if it has none. */
  readonly name: string | null;
  /**
   * `converted`: its callback is gone, and all its users are changed. `edge`: it is async, and others call a callback form under its old
   * name. `kept`: it keeps its callback.
   */
  readonly form: 'converted' | 'edge' | 'kept';
  /** Why it is kept; null if it is not. */
  readonly reason: KeptReason | null;
  /** `promise`: the end of a path waits for something that is not flat, in a promise made by hand. Null for a kept function. */
  readonly body: 'flat' | 'promise' | null;
  /** How many of the callbacks in it go away. */
  readonly flattened: number;
  /** The calls in the files of the run, how many files have them, and whether code out of sight may call it, too. */
  readonly users: { readonly calls: number; readonly files: number; readonly outside: boolean };
  /** The new name of an async method or property beside its callback form; null for another function. */
  readonly asyncName: string | null;
  /** Why an edge is one, and not converted: its users are not all known, or cannot all change. Null for another function, and where it is not exported. */
  readonly edgeReason: OpenReason | null;
}

/** The edits that rewrite one function and nothing else. */
export interface FunctionFix {
  /** The sites that are rewritten, by their indexes in the report's list of sites. */
  readonly sites: readonly number[];
  /** Replacements of ranges: lines and columns from 1, the end column one after the last character. */
  readonly edits: readonly (Pick<SiteReport, 'line' | 'column' | 'endLine' | 'endColumn'> & { readonly text: string })[];
}

/** The outcome for one path: a file, or a path of the command line that names no file. */
export interface FileReport {
  readonly path: string;
  /** `rewritten` if at least one site is rewritten, or would be by a run that does not only preview or scan. */
  readonly status: 'rewritten' | 'unchanged' | 'error';
  readonly error: FileError | null;
  readonly sites: readonly SiteReport[];
  /** The places of awaited calls whose error is ignored, as their callback ignored it before; absent if there are none. */
  readonly ignoredErrors?: readonly Position[];
  /** What the users of the project should know of the rewrite; absent if there is nothing. */
  readonly notes?: readonly Note[];
  /** The functions that take a callback, where whole functions are rewritten. */
  readonly functions?: readonly FunctionReport[];
  /** The rewrites by function, if the output needs them. */
  readonly fixes?: readonly FunctionFix[];
  /** The first lines of each callback, if the output needs them. */
  readonly excerpts?: readonly string[];
  /** Of a scan: the rule by which error and results of each callback are captured, or null; see docs/refusals.md for the rules. */
  readonly captured?: readonly (string | null)[];
}

/**
 * Reports the callbacks of a file.
 *
 * @param text the file's text, for lines and columns
 * @param sites in the order of their calls, which the reports keep
 * @param plans the plans of the error-first ones
 */
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

/** The places of the awaited calls of a file whose error is ignored, as their callback ignored it before. */
export function reportIgnoredErrors(source: Source): readonly Position[] {
  const positions = new Positions(source.text);
  return findIgnoredRejections(source).map(({ node }) => positions.at(node.range[0]));
}

function countErrorFirst(site: CallbackSite): number {
  let count = site.kind === 'error-first' ? 1 : 0;
  for (let outer = site.outer; outer; outer = outer.outer) count += 1;
  return count;
}

/** The report of a path that could not be processed. */
export function reportError(path: string, error: FileError, sites: readonly SiteReport[] = []): FileReport {
  return { path, status: 'error', error, sites };
}

/**
 * Reports the functions of a file that take a callback, in the order of the text.
 *
 * @param located what is known of the users of the functions in other files; null for nothing
 */
export function reportFunctions(source: Source, plans: readonly FunctionPlan[], located: Located | null): readonly FunctionReport[] {
  const positions = new Positions(source.text);
  const index = functionIndexOf(source);
  const taken = plans.filter(({ kept, signature }) => kept !== null || signature.form === 'converted');
  return taken
    .sort((a, b) => a.host.range[0] - b.host.range[0])
    .map(({ host, kept, signature, body, sites }): FunctionReport => {
      const { line, column } = positions.at(host.range[0]);
      const conversion = signature.form === 'converted' ? signature.conversion : null;
      const hasEdge = conversion !== null && (conversion.edge !== null || conversion.users.some(({ form }) => form === 'value'));
      const own = isFunction(host) ? index.callersOf(host).length : 0;
      const others = (isFunction(host) && located?.callsOf(host)) || { calls: 0, files: 0 };
      const edgeReason = (hasEdge && isFunction(host) && located?.reasonOf(host)) || null;
      return {
        line,
        column,
        name: nameOfFunction(host),
        form: conversion === null ? 'kept' : hasEdge ? 'edge' : 'converted',
        reason: kept,
        asyncName: conversion?.edge?.form === 'beside' ? conversion.edge.core : null,
        edgeReason,
        body: conversion === null ? null : body.promises.length > 0 ? 'promise' : 'flat',
        flattened: conversion === null ? 0 : sites.length,
        users: { calls: own + others.calls, files: Math.min(own, 1) + others.files, outside: edgeReason === 'public' || edgeReason === 'used-outside' },
      };
    });
}
