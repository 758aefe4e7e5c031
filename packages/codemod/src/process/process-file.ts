import { resolve } from 'node:path';

import { detectLeftOut, projectOf, readTextFile } from '@uncallback/project-files';
import { type DecideFunction, type Edit, type Plan, keptHandlers, plansOf } from '@uncallback/rewriter';

import { fingerprintOf, fingerprintOfData } from '../cache/fingerprint.js';
import { createFileError, isOverflow, toFileError } from '../file-error.js';
import { type FileReport, reportError } from '../file-report.js';
import { renderFunctionFixes } from '../formats/function-fixes.js';
import { type MigrateOptions, type Migrated, migrate, scan } from '../migrate.js';
import { handlerNote, notesOf } from '../project-notes.js';
import type { ConversionOutcome } from '@uncallback/project';
import { locatorOf } from '../project/locator-of.js';
import { optionsOf } from '../project/options.js';
import { reportRules, reportUncheckedErrors } from '../report-rules.js';
import { reportFunctions, reportIgnoredErrors, reportSites } from '../report-sites.js';
import { excerptSites } from '../report/excerpts.js';
import { createChoice, createSiteFilter } from '../select/only.js';
import { type Parse, isParseError, withParser } from '../with-parser.js';
import { fingerprintOfLinks, resultKeyOf } from './result-key.js';
import { failFile, settleFile } from './settle-file.js';
import type { FileTask, KeepableResult, TextOutcome, TextTask } from './tasks.js';

/**
 * Reads one file, rewrites or scans its text, and replaces the file if the task has a journal. Worker threads call it by its name.
 *
 * @returns never throws: an error is in the report
 */
export async function processFile(task: FileTask): Promise<KeepableResult> {
  try {
    const text = readTextFile(task.path);
    const outcome = await outcomeOf(text, task);
    const kept = task.identity !== null && isKeepable(outcome) ? { key: keyOf(task.identity, text, task), outcome } : null;
    return { result: await settleFile(task, text, outcome), kept, isTooDeep: false };
  } catch (error) {
    return { result: failFile(task.path, error), kept: null, isTooDeep: isOverflow(error) };
  }
}

async function outcomeOf(text: string, task: FileTask): Promise<TextOutcome> {
  const leftOut = task.named ? null : detectLeftOut(text);
  if (leftOut !== null) return { leftOut };
  try {
    const { report, rewritten, edits, outcome } = await processText(text, task);
    return { leftOut: null, report, edits: rewritten === null ? [] : edits, outcome };
  } catch (error) {
    if (!isParseError(error)) throw error;
    return { leftOut: null, report: reportError(task.path, toFileError(error)), edits: [], outcome: null };
  }
}

/** Whether another run would come to the same outcome: an error such as a lack of memory is none of the text. */
function isKeepable(outcome: TextOutcome): boolean {
  return outcome.leftOut !== null || outcome.report.error === null || outcome.report.error.line !== null;
}

function keyOf(identity: string, text: string, task: FileTask): string {
  return resultKeyOf(identity, task, { text: fingerprintOf(text), links: fingerprintOfLinks(task), facts: fingerprintOfData(projectOf(resolve(task.path))) });
}

/** The outcome for one text. */
export interface TextResult {
  readonly report: FileReport;
  /** The new text; null if it does not change, and on a scan. */
  readonly rewritten: string | null;
  /** The edits that lead to the new text, sorted. */
  readonly edits: readonly Edit[];
  readonly outcome: ConversionOutcome | null;
  /** What was planned; null where nothing could be. */
  readonly plans: Pick<Migrated, 'source' | 'functions' | 'located'> | null;
}

/**
 * Rewrites a text, or only scans it, and reports its callbacks.
 *
 * @returns never fails for a rewrite that does not pass the verification: its report has the error
 * @throws the parser's error, see `parseSource`
 */
export async function processText(text: string, task: TextTask): Promise<TextResult> {
  const locate = await locatorOf(task.conversions);
  return withParser(task.path, (parse) => processWith(parse, text, task, locate));
}

function processWith(parse: Parse, text: string, task: TextTask, locate: MigrateOptions['locate']): TextResult {
  const { path, mode, kinds, settings, imported, only, selected, rules, fixes, excerpts, testFailed } = task;
  const filter = createSiteFilter(only);
  const decide = createChoice(filter, selected, testFailed);
  const project = projectOf(resolve(path));
  const options = { ...optionsOf(settings, imported), ...project, locate };
  const result = mode === 'scan' ? scanOnly(text, path, parse, options, decide) : migrate(text, path, parse, { ...options, kinds }, decide);
  const plans = plansOf(result.functions);
  const planOf = (site: (typeof result.sites)[number]) => plans.get(site) ?? null;
  const isLeftOut = (plan: Plan | null): boolean => selected !== null && (plan === null || (plan.action === 'refuse' && plan.reason === 'not-selected'));
  const reported = result.sites.filter((site) => (!filter || planOf(site)?.action === 'rewrite' || filter(site, planOf(site), result.source)) && !isLeftOut(planOf(site)));
  const sites = reportSites(result.source.text, reported, plans);
  const facts = { source: result.source, sites: reported, plans };
  const ruleReports = rules ? reportRules(facts, options.detect ?? {}, project, filter === null && selected === null) : reportUncheckedErrors(facts);
  if (result.failure !== null) {
    const error = createFileError(`verification-failed: ${result.failure}`);
    return { report: reportError(path, error, sites), rewritten: null, edits: [], outcome: null, plans: result };
  }
  const isRewritten = mode === 'scan' ? sites.some(({ plan }) => plan === 'rewrite') : result.text !== text;
  const ignoredErrors = reportIgnoredErrors(result.source, options.detect);
  const apis = sites.flatMap(({ api }) => api ?? []);
  const notes = [
    ...(isRewritten ? notesOf(project, apis, settings, result.source.isTypeScript === true) : []),
    ...keptHandlers(result.source, result.functions, options).map((kept) => handlerNote(path, kept)),
  ];
  return {
    report: {
      path,
      status: isRewritten ? 'rewritten' : 'unchanged',
      error: null,
      sites,
      ...(ruleReports.length > 0 && { rules: ruleReports }),
      ...(ignoredErrors.length > 0 && { ignoredErrors }),
      ...(notes.length > 0 && { notes }),
      ...(settings.functions && { functions: reportFunctions(result.source, result.functions.filter(({ kept }) => kept !== 'not-selected'), result.located) }),
      ...(mode === 'scan' && { captured: reported.map((site) => capturedBy(planOf(site))) }),
      ...(excerpts && { excerpts: excerptSites(text, sites) }),
      ...(fixes && { fixes: renderFunctionFixes(result.source, reported, result.functions, (changed) => parse(changed, path)) }),
    },
    rewritten: result.text === text ? null : result.text,
    edits: result.edits,
    outcome: result.outcome,
    plans: result,
  };
}

function capturedBy(plan: Plan | null): string | null {
  return plan?.action === 'rewrite' ? plan.captured : null;
}

/** Scans a text and returns the sites and plans in the form of a rewrite that changes nothing. */
function scanOnly(text: string, path: string, parse: Parse, options: Omit<MigrateOptions, 'kinds'>, decide: DecideFunction): ReturnType<typeof migrate> {
  const found = scan(text, path, parse, options, decide);
  return { ...found, failure: null, text, edits: [] };
}
