import type { FileReport, FunctionReport, SiteReport } from '../file-report.js';
import type { Paint } from './color.js';
import { renderUsers } from './function-words.js';

/**
 * Renders what `--scan` prints for one file: with `--functions` a line for each function that takes a callback; a line for each callback, with its place, kind, API, depth, error handling and plan.
 *
 * @param verbose whether to add the rule by which the error and the results are captured
 */
export function renderSites({ path, sites, captured, functions = [] }: FileReport, paint: Paint, verbose: boolean): string {
  const lines = functions.map((fn) => `${renderPlace(path, fn)}  function ${fn.name ?? '(no name)'}  ${renderForm(fn, paint)}${renderUsers(fn)}\n`);
  return lines.join('') + sites
    .map((site, index) => {
      const rule = verbose ? (captured?.[index] ?? null) : null;
      const facts = [site.kind, site.api, `depth ${site.depth}`, site.errorHandling, renderPlan(site, paint), rule && `captured: ${rule}`];
      return `${renderPlace(path, site.callee)}  ${facts.filter((fact) => fact !== null).join('  ')}\n`;
    })
    .join('');
}

/** Renders a place as `src/load.js:12:6`, which terminals and editors can open. */
export function renderPlace(path: string, { line, column }: Pick<SiteReport, 'line' | 'column'>): string {
  return `${path}:${line}:${column}`;
}

/** What becomes of a function: `converted`, `edge: public, async as getAsync`, `kept: several-callbacks`. */
function renderForm({ form, reason, asyncName, edgeReason }: FunctionReport, paint: Paint): string {
  if (reason !== null) return paint('yellow', `kept: ${reason}`);
  return paint('green', [edgeReason === null ? form : `${form}: ${edgeReason}`, ...(asyncName === null ? [] : [`async as ${asyncName}`])].join(', '));
}

function renderPlan(site: SiteReport, paint: Paint): string | null {
  if (site.plan === null) return null;
  return site.reason === null ? paint('green', 'rewrite') : paint('yellow', `refused: ${site.reason}`);
}
