import { type FindingRule, type RefusalCode, keptReasons } from '@uncallback/rewriter';

import type { FileReport, FunctionFix, FunctionReport, Place, SiteReport } from '../file-report.js';
import { edgeReasons, renderUsers } from '../output/function-words.js';
import { refusalWords } from '../output/refusal-words.js';

/** The rule of a result: a stable name by which CI systems group and filter. All but `keeps-callback` and `refused-...` are rules of the linter. */
export type ResultRule = FindingRule | 'prefer-async-function' | 'keeps-callback' | `refused-${RefusalCode}`;

/** One message that a CI system shows at a line. */
export interface Result {
  readonly rule: ResultRule;
  readonly level: 'warning' | 'note';
  readonly path: string;
  /** Where it is; of a function, where it begins. */
  readonly place: Pick<Place, 'line' | 'column'> & Partial<Place>;
  /** The callback; null for a result about something else. */
  readonly site: SiteReport | null;
  /** One or two sentences. */
  readonly message: string;
  /** The edits that rewrite the function; null if it is refused or already written, or if fixes were not requested. */
  readonly fix: FunctionFix | null;
}

/** All rules with their general description and a hint what to do. */
export const resultRules: ReadonlyMap<ResultRule, { readonly sentence: string; readonly hint: string }> = new Map([
  ['no-unchecked-error', { sentence: 'an error-first callback goes on although its error may be set', hint: 'Handle the error, forward it, or name it `_err` to ignore it.' }],
  ['no-nested-callbacks', { sentence: 'error-first callbacks are nested', hint: 'Run `uncallback --write`.' }],
  ['prefer-await', { sentence: 'an error-first callback can be an `await`', hint: 'Run `uncallback --write`.' }],
  ['callback-once', { sentence: 'a function calls its callback twice or not at all on some path', hint: 'Call it once on every path, and return then.' }],
  ['no-removed-callback', { sentence: 'the installed version of a package calls no callback', hint: 'Use the promise that it returns.' }],
  ['prefer-async-function', { sentence: 'a function can be async in place of taking a callback', hint: 'Run `uncallback --functions --write`.' }],
  ['keeps-callback', { sentence: 'a function that takes a callback keeps it', hint: 'See `docs/refusals.md` for the reason.' }],
  ...Object.entries(refusalWords).map(([code, text]) => [`refused-${code as RefusalCode}`, text] as const),
]);

/** Lists the results of one report in the order of the text: what the rules of the linter report, why callbacks are refused, and, with `--functions`, what becomes of functions. */
export function listResults({ path, sites, rules = [], functions = [], fixes }: FileReport): readonly Result[] {
  const fixOf = (site: number | null): FunctionFix | null => (site === null ? null : (fixes?.find((each) => each.sites.includes(site)) ?? null));
  return [
    ...functions.map((fn) => resultOf(path, fn)),
    ...rules.map(({ rule, message, site, ...place }): Result => {
      const fix = rule === 'prefer-await' || rule === 'no-nested-callbacks' ? fixOf(site) : null;
      return { rule, level: 'warning', path, place, site: site === null ? null : (sites[site] ?? null), message, fix };
    }),
    ...sites.flatMap((site): Result[] => {
      if (site.reason === null) return [];
      const { sentence, hint } = refusalWords[site.reason];
      return [{ rule: `refused-${site.reason}`, level: 'note', path, place: site.callee, site, message: `The callback of \`${site.callee.name}\` is not rewritten: ${sentence}. ${hint}`, fix: null }];
    }),
  ].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

/** The result for a function that takes a callback. */
function resultOf(path: string, fn: FunctionReport): Result {
  const subject = fn.name === null ? 'This function' : `\`${fn.name}\``;
  const common = { path, place: fn, site: null, fix: null };
  if (fn.reason !== null) return { ...common, rule: 'keeps-callback', level: 'note', message: `${subject} keeps its callback: ${keptReasons[fn.reason]}` };
  const others = fn.form === 'edge' ? `, with a callback form for others${fn.edgeReason === null ? '' : `: ${edgeReasons[fn.edgeReason]}`}` : '';
  const users = renderUsers(fn).trim();
  return { ...common, rule: 'prefer-async-function', level: 'warning', message: `${subject} can be async${users === '' ? '' : `, with its ${users}`}${others}` };
}
