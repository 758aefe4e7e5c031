import { type RefusalCode, keptReasons } from '@uncallback/rewriter';

import type { FileReport, FunctionFix, FunctionReport, SiteReport } from '../file-report.js';
import { edgeReasons, renderUsers } from '../output/function-words.js';
import { refusalWords } from '../output/refusal-words.js';

/** The rule of a finding: a stable name by which CI systems group and filter. */
export type FindingRule = 'can-be-rewritten' | 'unchecked-error' | 'can-lose-callback' | 'keeps-callback' | `refused-${RefusalCode}`;

/** One message that a CI system shows at a line. */
export interface Finding {
  readonly rule: FindingRule;
  readonly level: 'warning' | 'note';
  readonly path: string;
  /** Where it is: a callback, or the beginning of a function. */
  readonly place: Pick<SiteReport, 'line' | 'column'> & Partial<Pick<SiteReport, 'endLine' | 'endColumn'>>;
  /** The callback; null for a finding about a function. */
  readonly site: SiteReport | null;
  /** One or two sentences. */
  readonly message: string;
  /** The edits that rewrite the function; null if it is refused or already written, or if fixes were not requested. */
  readonly fix: FunctionFix | null;
}

/** All rules with their general description and a hint what to do. */
export const findingRules: ReadonlyMap<FindingRule, { readonly sentence: string; readonly hint: string }> = new Map([
  ['can-be-rewritten', { sentence: 'an error-first callback can be rewritten to `await`', hint: 'Run `uncallback --write`.' }],
  ['unchecked-error', { sentence: 'a callback never checks its error', hint: 'Handle the error, or hand it on.' }],
  ['can-lose-callback', { sentence: 'a function can return a promise in place of taking a callback', hint: 'Run `uncallback --functions --write`.' }],
  ['keeps-callback', { sentence: 'a function that takes a callback keeps it', hint: 'See `docs/refusals.md` for the reason.' }],
  ...Object.entries(refusalWords).map(([code, text]) => [`refused-${code as RefusalCode}`, text] as const),
]);

/**
 * Lists the findings of one report: for each error-first callback that it can be rewritten or why it is refused, and for each
 * callback that never checks its error an `unchecked-error`.
 *
 * @param isWritten whether the run has written the rewrites, so that `can-be-rewritten` is no finding any more
 */
export function listFindings({ path, sites, functions = [], fixes }: FileReport, isWritten: boolean): readonly Finding[] {
  const aboutFunctions = functions.flatMap((fn) => findingOf(path, fn, isWritten) ?? []);
  return [...aboutFunctions, ...sites.flatMap((site, index) => {
    const rule = ruleFor(site, isWritten);
    const fix = fixes?.find((each) => each.sites.includes(index)) ?? null;
    const findings: Finding[] = [];
    if (site.errorHandling === 'unchecked') {
      findings.push({ rule: 'unchecked-error', level: 'warning', path, place: site, site, message: `${nameCallback(site)} never checks its error.`, fix: null });
    }
    if (rule !== null) {
      const level = rule === 'can-be-rewritten' ? 'warning' : 'note';
      findings.push({ rule, level, path, place: site, site, message: wordFinding(rule, site), fix: isWritten ? null : fix });
    }
    return findings;
  })];
}

/** The finding about a function that takes a callback; null where it has lost it already. */
function findingOf(path: string, fn: FunctionReport, isWritten: boolean): Finding | null {
  const subject = fn.name === null ? 'This function' : `\`${fn.name}\``;
  const common = { path, place: fn, site: null, fix: null };
  if (fn.reason !== null) return { ...common, rule: 'keeps-callback', level: 'note', message: `${subject} keeps its callback: ${keptReasons[fn.reason]}.` };
  if (isWritten) return null;
  const others = fn.form === 'edge' ? `, with a callback form under its old name${fn.edgeReason === null ? '' : `: ${edgeReasons[fn.edgeReason]}`}` : '';
  const users = renderUsers(fn);
  return { ...common, rule: 'can-lose-callback', level: 'warning', message: `${subject} can become async${users === '' ? '' : ` with its${users.replace('  ', ' ')}`}${others}.` };
}

function ruleFor({ plan, reason }: SiteReport, isWritten: boolean): FindingRule | null {
  if (plan === 'rewrite') return isWritten ? null : 'can-be-rewritten';
  return reason === null ? null : `refused-${reason}`;
}

function wordFinding(rule: FindingRule, site: SiteReport): string {
  const callback = `${nameCallback(site)}${site.depth > 1 ? `, ${site.depth} deep,` : ''}`;
  if (rule === 'can-be-rewritten') return `${callback} can be an \`await\`.`;
  const { sentence, hint } = findingRules.get(rule) ?? { sentence: rule, hint: '' };
  return `${callback} stays: ${sentence}. ${hint}`;
}

function nameCallback({ api }: SiteReport): string {
  return api === null ? 'This callback' : `The callback of \`${api}\``;
}
