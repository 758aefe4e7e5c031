import { resolve } from 'node:path';

import type { ImportedFunctions } from '@uncallback/detector';
import { type LeftOut, detectLeftOut, projectOf, readTextFile } from '@uncallback/project-files';
import { type DecideFunction, type Edit, type Plan, type Settings, keptHandlers, plansOf } from '@uncallback/rewriter';

import { createFileError, toFileError } from './file-error.js';
import { type FileReport, reportError, reportFunctions, reportIgnoredErrors, reportSites } from './file-report.js';
import { renderFunctionFixes } from './formats/function-fixes.js';
import { renderPatch } from './output/render-patch.js';
import { excerptSites } from './report/excerpts.js';
import { type MigrateOptions, type Migrated, migrate, scan } from './migrate.js';
import type { ConversionOutcome, FileConversions } from '@uncallback/project';
import { locatorOf } from './project/locator-of.js';
import { createChoice, createSiteFilter } from './select/only.js';
import { optionsOf } from './project/options.js';
import { handlerNote, notesOf } from './project-notes.js';
import { type Journal, replaceJournaled } from './undo/journal.js';
import type { PendingWrite } from './undo/write-together.js';
import { type Parse, withParser } from './with-parser.js';

/** How one text is to be processed. */
export interface TextTask {
  readonly path: string;
  readonly mode: 'preview' | 'write' | 'scan';
  readonly settings: Settings;
  /** What the functions of other files do that the file calls. */
  readonly imported: ImportedFunctions;
  /** What it has to know of functions that change together with users in other files; null for nothing. */
  readonly conversions: FileConversions | null;
  /** Which callbacks the report must have, see `MigrateOptions`. */
  readonly kinds: 'all' | 'error-first';
  /** The selectors of `--only`, see `createSiteFilter`; empty for all callbacks. */
  readonly only: readonly string[];
  /** The functions of `--function` and of `doctor`, by their offsets in the text, -1 for the module outside of its functions; null for all. */
  readonly selected: readonly number[] | null;
  /** Whether the report must have the rewrites by function. */
  readonly fixes: boolean;
  /** Whether the report must have the first lines of each callback. */
  readonly excerpts: boolean;
  /** The functions whose rewrite has failed the tests, by the ids of `FunctionRewrites`; they are refused. */
  readonly testFailed: readonly string[];
}

/** How one file is to be processed. It is plain data, so that it can be sent to a worker thread. */
export interface FileTask extends TextTask {
  /** Whether the file is named on the command line, and so processed even if it looks minified or generated. */
  readonly named: boolean;
  /** Whether to render the diff of the rewrite, which takes longer than the rewrite in a large file. */
  readonly diff: boolean;
  /** The journal in which a write is recorded first; null to write nothing. */
  readonly journal: Journal | null;
  /** Whether the file is written later, together with others. */
  readonly deferred: boolean;
}

/** The outcome for one file: a report, with a unified diff if one was requested and the text changes; or why it was left out. */
export type FileResult =
  | {
      readonly leftOut: null;
      readonly report: FileReport;
      readonly patch: string | null;
      /** What is to be written together with other files; null where nothing is, or it is written already. */
      readonly pending: PendingWrite | null;
      /** What became of the functions of the task's `conversions`; null without them, and where the file has an error. */
      readonly outcome: ConversionOutcome | null;
    }
  | { readonly leftOut: LeftOut };

/**
 * Reads one file, rewrites or scans its text, and replaces the file if the task has a journal. Worker threads call it by its name.
 *
 * @returns never throws: an error is in the report
 */
export async function processFile(task: FileTask): Promise<FileResult> {
  const { path, diff, journal, deferred } = task;
  try {
    const text = readTextFile(path);
    const leftOut = task.named ? null : detectLeftOut(text);
    if (leftOut !== null) return { leftOut };
    const { report, rewritten, edits, outcome } = await processText(text, task);
    const patch = rewritten !== null && diff ? renderPatch(path, text, edits) : null;
    const isWritten = rewritten !== null && journal !== null;
    if (isWritten && !deferred) replaceJournaled(journal, path, text, rewritten);
    return { leftOut: null, report, patch, outcome, pending: isWritten && deferred ? { path, before: text, after: rewritten } : null };
  } catch (error) {
    return { leftOut: null, report: reportError(path, toFileError(error)), patch: null, pending: null, outcome: null };
  }
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
  const { path, mode, kinds, settings, imported, only, selected, fixes, excerpts, testFailed } = task;
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
  if (result.failure !== null) {
    const error = createFileError(`verification-failed: ${result.failure}`);
    return { report: reportError(path, error, sites), rewritten: null, edits: [], outcome: null, plans: result };
  }
  const isRewritten = mode === 'scan' ? sites.some(({ plan }) => plan === 'rewrite') : result.text !== text;
  const ignoredErrors = reportIgnoredErrors(result.source);
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
      ...(ignoredErrors.length > 0 && { ignoredErrors }),
      ...(notes.length > 0 && { notes }),
      ...(settings.functions && { functions: reportFunctions(result.source, result.functions.filter(({ kept }) => kept !== 'not-selected'), result.located) }),
      ...(mode === 'scan' && { captured: reported.map((site) => capturedBy(planOf(site))) }),
      ...(excerpts && { excerpts: excerptSites(text, sites) }),
      ...(fixes && { fixes: renderFunctionFixes(result.source, reported, result.functions) }),
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
