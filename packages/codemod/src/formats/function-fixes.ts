import { type CallbackSite, Positions, type Source } from '@uncallback/detector';
import { type Plan, groupByHost, renderRewrites } from '@uncallback/rewriter';

import type { FunctionFix } from '../file-report.js';

/**
 * Renders the rewrite of each function by itself, as the linter suggests it.
 *
 * @param sites the sites that are reported: a fix refers to them by their places in this list
 */
export function renderFunctionFixes(
  source: Source,
  sites: readonly CallbackSite[],
  plans: ReadonlyMap<CallbackSite, Plan>,
): readonly FunctionFix[] {
  const positions = new Positions(source.text);
  return groupByHost(plans).map((group) => ({
    sites: group.map(({ site }) => sites.indexOf(site)),
    edits: renderRewrites(source, group).map(({ range: [start, end], text }) => {
      const { line, column } = positions.at(start);
      const { line: endLine, column: endColumn } = positions.at(end);
      return { line, column, endLine, endColumn, text };
    }),
  }));
}
