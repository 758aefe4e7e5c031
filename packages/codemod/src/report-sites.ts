import { type CallbackSite, type DetectOptions, type Position, type Source, Positions, findAwaitedErrors, functionIndexOf, gradeAwaitedError, ignoredBy, isFunction } from '@uncallback/detector';
import type { Located } from '@uncallback/project';
import { type FunctionPlan, type Plan, nameCallee, nameOfFunction, pickCallee } from '@uncallback/rewriter';

import type { FunctionReport, Place, SiteReport } from './file-report.js';

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
    const plan = plans.get(site) ?? null;
    return {
      ...placeOf(site.callback, positions),
      callee: { ...placeOf(pickCallee(site), positions), name: nameCallee(site) },
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

/** The place of a node. */
export function placeOf({ range: [start, end] }: { readonly range: readonly [number, number] }, positions: Positions): Place {
  const { line, column } = positions.at(start);
  const { line: endLine, column: endColumn } = positions.at(end);
  return { line, column, endLine, endColumn };
}

/** The places of awaited calls whose error is not checked on every path. `no-unchecked-error` reports the same ones. */
export function reportIgnoredErrors(source: Source, detect: DetectOptions = {}): readonly Position[] {
  const positions = new Positions(source.text);
  return findAwaitedErrors(source, detect)
    .filter((awaited) => gradeAwaitedError(source, awaited) === 'lost' && ignoredBy(source, awaited.node) !== 'comment')
    .map(({ node }) => positions.at(node.range[0]));
}

function countErrorFirst(site: CallbackSite): number {
  let count = site.kind === 'error-first' ? 1 : 0;
  for (let outer = site.outer; outer; outer = outer.outer) count += 1;
  return count;
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
