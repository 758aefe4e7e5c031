import { type FunctionNode, type Source, Positions, isFunction, nodesOf, parametersOf } from '@uncallback/detector';
import { nameOfFunction, pickCallee } from '@uncallback/rewriter';

import { isOverflow } from '../file-error.js';
import type { FileReport, FunctionReport, Place, RuleReport, SiteReport } from '../file-report.js';
import { linesAfter } from '../output/line-changes.js';
import { placeOf, reportIgnoredErrors } from '../report-sites.js';
import { withParser } from '../with-parser.js';

type Call = ReturnType<typeof nodesOf>['calls'][number];

/**
 * The report of a file after its rewrite was written. A file that is too deeply nested for the stack has the places that its lines have now.
 *
 * @param before the text that the report is about
 * @param after the text on disk
 * @throws the parser's error
 */
export async function reportAfter(report: FileReport, before: string, after: string): Promise<FileReport> {
  try {
    return await reportParsed(report, before, after);
  } catch (thrown) {
    if (!isOverflow(thrown)) throw thrown;
    const move = movedBy(linesAfter(before, after));
    const { sites, rules = [], functions } = report;
    return {
      ...report,
      sites: sites.map((site) => (isRewritten(site) ? site : { ...site, ...move(site), callee: { ...site.callee, ...move(site.callee) } })),
      rules: rules.filter((rule) => rule.site === null || !isRewritten(sites[rule.site])).map((rule) => ({ ...rule, ...move(rule) })),
      ...(functions && { functions: functions.map((fn) => ({ ...fn, line: move({ ...fn, endLine: fn.line, endColumn: fn.column }).line })) }),
    };
  }
}

/**
 * The report of a file after its rewrite was written: what is still there has its place in the new text. Callbacks that were rewritten keep
 * the place that they had, and what was said of their errors goes; the awaited calls whose error is ignored are those of the new text.
 */
async function reportParsed(report: FileReport, before: string, after: string): Promise<FileReport> {
  return withParser(report.path, (parse) => {
    const [old, now] = [before, after].map((text) => parse(text.replace(/^\uFEFF/, ''), report.path)) as [Source, Source];
    const places = new PlacesAfter(old, now, report);
    const ignoredErrors = reportIgnoredErrors(now);
    const { rules = [], functions } = report;
    return {
      ...report,
      sites: report.sites.map((site) => places.ofSite(site)),
      rules: rules.flatMap((rule) => places.ofRule(rule) ?? []),
      ...(functions && { functions: functions.map((fn) => places.ofFunction(fn)) }),
      ...((report.ignoredErrors ?? ignoredErrors.length > 0) && { ignoredErrors }),
    };
  });
}

/** Finds the places in a new text of what a rewrite has left. A call is known by its callee, its callback's beginning, and how many such calls are before it. */
class PlacesAfter {
  readonly #report: FileReport;
  readonly #old: Source;
  readonly #now: Source;
  readonly #oldPositions: Positions;
  readonly #positions: Positions;
  readonly #lineAfter: (line: number) => number;
  readonly #calls = new Map<SiteReport, { readonly before: Call; readonly after: Call }>();

  constructor(old: Source, now: Source, report: FileReport) {
    this.#report = report;
    this.#old = old;
    this.#now = now;
    this.#oldPositions = new Positions(old.text);
    this.#positions = new Positions(now.text);
    this.#lineAfter = linesAfter(old.text, now.text);
    const rewritten = new Set(report.sites.filter(isRewritten).map(({ callee }) => keyOfPlace(callee)));
    const left = new Map(report.sites.filter((site) => !isRewritten(site)).map((site) => [keyOfPlace(site.callee), site]));
    const calls = nodesOf(old).calls.map((call) => ({ call, place: keyOfPlace(placeOf(pickCallee({ call }), this.#oldPositions)) }));
    const before = groupByText(calls.filter(({ place }) => !rewritten.has(place)), ({ call }) => textOfCall(old, call));
    const after = groupByText(nodesOf(now).calls, (call) => textOfCall(now, call));
    for (const [text, own] of before) {
      for (const [index, { call, place }] of own.entries()) {
        const site = left.get(place);
        const found = after.get(text)?.[index];
        if (site && found) this.#calls.set(site, { before: call, after: found });
      }
    }
  }

  ofSite(site: SiteReport): SiteReport {
    if (isRewritten(site)) return site;
    const found = this.#calls.get(site);
    if (!found) return { ...site, ...this.#byLine(site), callee: { ...site.callee, ...this.#byLine(site.callee) } };
    const callback = callbackOf(found.before, site, this.#oldPositions);
    const now = callback === null ? null : found.after.arguments[callback];
    return { ...site, ...(now ? placeOf(now, this.#positions) : this.#byLine(site)), callee: { ...site.callee, ...placeOf(pickCallee({ call: found.after }), this.#positions) } };
  }

  /** Null for a callback that was rewritten. */
  ofRule(rule: RuleReport): RuleReport | null {
    const site = rule.site === null ? null : (this.#report.sites[rule.site] ?? null);
    if (site && isRewritten(site)) return null;
    const found = site && this.#calls.get(site);
    const place = (found && this.#ofParameter(rule, found)) ?? (site && samePlace(rule, site.callee) ? this.ofSite(site).callee : this.#byLine(rule));
    return { ...rule, ...place, message: rule.message.replace(/\bline (\d+)/g, (_, line: string) => `line ${this.#lineAfter(Number(line))}`) };
  }

  ofFunction(fn: FunctionReport): FunctionReport {
    const isNamed = (host: FunctionNode): boolean => nameOfFunction(host) === fn.name;
    const index = nodesOf(this.#old).functions.filter(isNamed).findIndex((host) => keyOfPlace(placeOf(host, this.#oldPositions)).startsWith(`${fn.line}:${fn.column} `));
    const found = fn.name === null ? undefined : nodesOf(this.#now).functions.filter(isNamed)[index];
    const { line, column } = found ? placeOf(found, this.#positions) : { ...fn, line: this.#lineAfter(fn.line) };
    return { ...fn, line, column };
  }

  /** The place of the error parameter of a callback that is a function. */
  #ofParameter(rule: RuleReport, { before, after }: { readonly before: Call; readonly after: Call }): Place | null {
    for (const [index, argument] of before.arguments.entries()) {
      const now = after.arguments[index];
      if (!isFunction(argument) || !now || !isFunction(now)) continue;
      const parameter = parametersOf(argument).findIndex((each) => samePlace(placeOf(each, this.#oldPositions), rule));
      const moved = parametersOf(now)[parameter];
      if (moved) return placeOf(moved, this.#positions);
    }
    return null;
  }

  #byLine(place: Place): Place {
    return movedBy(this.#lineAfter)(place);
  }
}

/** Moves a place by its lines alone. */
function movedBy(lineAfter: (line: number) => number): (place: Place) => Place {
  return (place) => ({ ...place, line: lineAfter(place.line), endLine: lineAfter(place.endLine) });
}

function isRewritten(site: SiteReport | undefined): boolean {
  return site?.plan === 'rewrite';
}

/** Which argument of a call is the callback of a site; null for a function that is passed by its name. */
function callbackOf(call: Call, site: SiteReport, positions: Positions): number | null {
  const index = call.arguments.findIndex((argument) => samePlace(placeOf(argument, positions), site));
  return index < 0 ? null : index;
}

/** What a call is known by: its callee and the beginnings of the functions in it, without the characters that formatters change. */
function textOfCall({ text }: Source, { callee, arguments: args }: Call): string {
  const heads = args.map((argument) => (isFunction(argument) ? text.slice(argument.range[0], argument.body.range[0]) : argument.type === 'Identifier' ? argument.name : ''));
  return `${text.slice(...callee.range)} ${heads.join(' ')}`.replace(/async|[\s;,()"'`]/g, '');
}

function groupByText<Item>(items: readonly Item[], textOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const text = textOf(item);
    const group = groups.get(text);
    if (group) group.push(item);
    else groups.set(text, [item]);
  }
  return groups;
}

function keyOfPlace({ line, column, endLine, endColumn }: Place): string {
  return `${line}:${column} ${endLine}:${endColumn}`;
}

function samePlace(one: Pick<Place, 'line' | 'column'>, other: Pick<Place, 'line' | 'column'>): boolean {
  return one.line === other.line && one.column === other.column;
}
