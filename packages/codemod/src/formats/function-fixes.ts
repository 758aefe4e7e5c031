import { type CallbackSite, Positions, type Source } from '@uncallback/detector';
import { type FunctionPlan, renderStraight, unitOf } from '@uncallback/rewriter';

import type { FunctionFix } from '../file-report.js';

/**
 * Renders the rewrite of each function separately, as the linter suggests it, for formats that carry fixes (SARIF).
 *
 * @param sites the sites that are reported: a fix refers to them by their indexes in this list
 * @param functions the plans of all functions of the file; a function in which nothing is rewritten has no fix
 * @param parse parses the file's text after a rewrite
 */
export function renderFunctionFixes(
  source: Source,
  sites: readonly CallbackSite[],
  functions: readonly FunctionPlan[],
  parse: (text: string) => Source,
): readonly FunctionFix[] {
  const positions = new Positions(source.text);
  return functions.filter((fn) => fn.sites.length > 0).map((fn) => ({
    sites: fn.sites.map(({ site }) => sites.indexOf(site)),
    edits: renderStraight(source, unitOf(fn, functions), parse).map(({ range: [start, end], text }) => {
      const { line, column } = positions.at(start);
      const { line: endLine, column: endColumn } = positions.at(end);
      return { line, column, endLine, endColumn, text };
    }),
  }));
}
