import type { CallbackSite, Source } from '@uncallback/detector';
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
  const lineStarts = [0, ...[...source.text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(({ index, 0: { length } }) => index + length)];
  const locate = (offset: number): readonly [line: number, column: number] => {
    const line = lineStarts.findLastIndex((start) => start <= offset);
    return [line + 1, offset - (lineStarts[line] ?? 0) + 1];
  };
  return groupByHost(plans).map((group) => ({
    sites: group.map(({ site }) => sites.indexOf(site)),
    edits: renderRewrites(source, plans, group[0]?.site).map(({ range: [start, end], text }) => {
      const [line, column] = locate(start);
      const [endLine, endColumn] = locate(end);
      return { line, column, endLine, endColumn, text };
    }),
  }));
}
