import type { Position } from '@uncallback/detector';
import type { OpenReason } from '@uncallback/project';
import type { LeftOut } from '@uncallback/project-files';
import { type KeptReason, type RefusalCode, keptReasons } from '@uncallback/rewriter';

import type { FileReport, FunctionReport, SiteReport } from '../file-report.js';
import type { Paint } from './color.js';
import { edgeReasons, renderUsers } from './function-words.js';
import { wrapText } from './layout.js';
import { refusalWords } from './refusal-words.js';
import { renderPlace } from './render-sites.js';
import { type Summary, summarize } from './summary.js';

/** How a summary is rendered. */
export interface SummaryStyle {
  readonly mode: 'preview' | 'write' | 'scan';
  readonly paint: Paint;
  readonly columns: number;
  /** Whether all places are listed, not only the first ones. */
  readonly verbose: boolean;
}

/** How many places are listed for each refusal code, and of unchecked errors, unless `verbose` is set. */
const shownPlaces = { refusal: 3, unchecked: 10, start: 5, names: 10 };
const indentation = 8;

/** Renders the summary at the end of a run: counts, refusals with their reasons, unchecked errors, notes, and what to do next. */
export function renderSummary(
  reports: readonly FileReport[],
  leftOut: readonly LeftOut[],
  style: SummaryStyle,
): string {
  const summary = summarize(reports);
  const lines = [
    '',
    ...renderCounts(summary, style),
    ...renderRefusals(reports, summary, style),
    ...renderFunctions(summary, style),
    ...renderStart(reports, style),
    ...renderNewNames(reports, style),
    ...renderUncheckedErrors(reports, style),
    ...renderIgnoredErrors(reports, style),
    ...(summary.notes ?? []).flatMap(({ message }) => wrapText(`Note: ${message}.`, style.columns, 0)),
    ...renderLeftOut(leftOut),
  ];
  if (style.mode === 'preview' && summary.rewrittenFiles > 0) lines.push('Nothing is changed yet: --write rewrites in place.');
  if (style.mode === 'write' && summary.rewrittenFiles > 0) lines.push('`uncallback undo` restores what was there before.');
  return lines.map((line) => `${line}\n`).join('');
}

function renderCounts(summary: Summary, { mode, paint }: SummaryStyle): string[] {
  const { files, rewrittenFiles, sites, rewritten, refused, errors } = summary;
  const [done, changed] = mode === 'write' ? ['rewritten', 'changed'] : ['can be rewritten', 'to change'];
  return [
    `${count(files, 'file')}, ${paint('bold', `${rewrittenFiles} ${changed}`)}${errors > 0 ? `, ${paint('red', count(errors, 'error'))}` : ''}`,
    `${count(sites, 'error-first callback')}: ${paint('green', `${rewritten} ${done}`)}, ${paint('yellow', `${refused} refused`)}`,
  ];
}

function renderRefusals(reports: readonly FileReport[], summary: Summary, style: SummaryStyle): string[] {
  const { paint, columns } = style;
  return Object.entries(summary.refusals).flatMap(([code, times]) => {
    const { sentence, hint } = refusalWords[code as RefusalCode];
    return [
      ...renderReason(code, sentence, times, style),
      ...wrapText(hint, columns, indentation).map((line) => indent(paint('dim', line))),
      ...renderPlaces(findPlaces(reports, (site) => site.reason === code), shownPlaces.refusal, style),
    ];
  });
}

/** How many functions lose their callback, why others see a callback form, and why functions keep it. */
function renderFunctions({ functions }: Summary, style: SummaryStyle): string[] {
  if (!functions) return [];
  const { paint } = style;
  const { before, converted, edges, kept, reasons, edgeReasons: open } = functions;
  return [
    `${count(before, 'function')} with a callback: ${paint('green', `${converted} converted`)}, ${paint('green', `${edges} with a callback form for others`)}, ${paint('yellow', `${kept} kept`)}`,
    ...Object.entries(open).flatMap(([code, times]) => renderReason(code, edgeReasons[code as OpenReason], times, style)),
    ...Object.entries(reasons).flatMap(([code, times]) => renderReason(code, keptReasons[code as KeptReason], times, style)),
  ];
}

interface PlacedFunction {
  readonly path: string;
  readonly fn: FunctionReport;
}

/** After a scan: the functions by which most callbacks go away, in them and in their callers. */
function renderStart(reports: readonly FileReport[], style: SummaryStyle): string[] {
  const gainOf = ({ fn }: PlacedFunction): number => fn.flattened + fn.users.calls;
  const all = functionsIn(reports).filter(({ fn }) => fn.form !== 'kept' && gainOf({ path: '', fn }) > 0);
  if (style.mode !== 'scan' || all.length < 2) return [];
  const [first, ...rest] = [...all].sort((a, b) => gainOf(b) - gainOf(a)).slice(0, shownPlaces.start);
  return [
    `Start here, for example with --function ${first!.path}:${first!.fn.line}`,
    ...[first!, ...rest].map(({ path, fn }) => indent(`${renderPlace(path, fn)}  ${fn.name ?? '(no name)'}  ${count(fn.flattened, 'callback')} in it${renderUsers(fn).replace('  ', ', ')}`)),
  ];
}

/** The names of async functions beside their callback forms: others see them. */
function renderNewNames(reports: readonly FileReport[], { verbose, paint }: SummaryStyle): string[] {
  const named = functionsIn(reports).flatMap(({ path, fn }) => (fn.asyncName === null ? [] : [`${renderPlace(path, fn)}  ${fn.asyncName}`]));
  const shown = verbose ? named : named.slice(0, shownPlaces.names);
  const hidden = named.length - shown.length;
  return named.length === 0 ? [] : [`${count(named.length, 'new name')} of async functions:`, ...shown.map(indent), ...(hidden > 0 ? [indent(paint('dim', `and ${hidden} more, which --verbose lists`))] : [])];
}

function functionsIn(reports: readonly FileReport[]): readonly PlacedFunction[] {
  return reports.flatMap(({ path, functions = [] }) => functions.map((fn) => ({ path, fn })));
}

/** A code with its sentence, behind the number of times that it occurs. */
function renderReason(code: string, sentence: string, times: number, { paint, columns }: SummaryStyle): string[] {
  const [title = '', ...rest] = wrapText(`${code}: ${sentence}`, columns, indentation);
  return [`${String(times).padStart(indentation - 2)}  ${paint('yellow', code)}${title.slice(code.length)}`, ...rest.map(indent)];
}

function renderUncheckedErrors(reports: readonly FileReport[], style: SummaryStyle): string[] {
  const places = reports.flatMap(({ path, rules = [] }) => rules.flatMap((found) => (found.rule === 'no-unchecked-error' ? [{ path, site: found, words: found.message }] : [])));
  if (places.length === 0) return [];
  return [
    `${count(places.length, 'callback')} found on the way that ${places.length === 1 ? 'does not check its error' : 'do not check their errors'} (no-unchecked-error):`,
    ...renderPlaces(places, shownPlaces.unchecked, style),
  ];
}

/** What an earlier rewrite has kept: errors that nobody has decided about. */
function renderIgnoredErrors(reports: readonly FileReport[], style: SummaryStyle): string[] {
  const places = reports.flatMap(({ path, ignoredErrors = [] }) => ignoredErrors.map((site) => ({ path, site })));
  if (places.length === 0) return [];
  return [
    `${count(places.length, 'awaited call')} whose error is still not checked, as it was not in ${places.length === 1 ? 'its callback' : 'their callbacks'} (no-unchecked-error):`,
    ...renderPlaces(places, shownPlaces.unchecked, style),
  ];
}

/** A callback or a call, and the path of its file. */
interface Place {
  readonly path: string;
  readonly site: Position;
  /** What is said of it. */
  readonly words?: string | null;
}

function findPlaces(reports: readonly FileReport[], isMeant: (site: SiteReport) => boolean): Place[] {
  return reports.flatMap(({ path, sites }) => sites.filter(isMeant).map(({ callee }) => ({ path, site: callee, words: callee.name })));
}

function renderPlaces(places: readonly Place[], most: number, { paint, verbose, columns }: SummaryStyle): string[] {
  const shown = verbose ? places : places.slice(0, most);
  const hidden = places.length - shown.length;
  return [
    ...shown.flatMap(({ path, site, words }) => {
      const place = renderPlace(path, site);
      const [first = '', ...others] = wrapText(`${place}  ${words ?? ''}`.trimEnd(), columns, indentation + 2);
      return [place + paint('dim', first.slice(place.length)), ...others.map((line) => `  ${paint('dim', line)}`)].map(indent);
    }),
    ...(hidden > 0 ? [indent(paint('dim', `and ${hidden} more, which --verbose lists`))] : []),
  ];
}

function renderLeftOut(leftOut: readonly LeftOut[]): string[] {
  const minified = leftOut.filter((each) => each === 'minified').length;
  const generated = leftOut.length - minified;
  const parts = [minified > 0 ? `${minified} minified` : '', generated > 0 ? `${generated} generated` : ''];
  return leftOut.length === 0 ? [] : [`${count(leftOut.length, 'file')} left out: ${parts.filter(Boolean).join(', ')}`];
}

function indent(line: string): string {
  return ' '.repeat(indentation) + line;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
