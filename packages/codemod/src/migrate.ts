import { type Source, detectCallbacks, prefilter } from '@uncallback/detector';
import { type DecideFunction, type RewriteOptions, type RewriteResult, planFile, rewrite, shiftEdits } from '@uncallback/rewriter';

import type { ConversionOutcome, Located } from '@uncallback/project';
import { parseOnce } from './parse-once.js';
import type { Parse } from './with-parser.js';

const byteOrderMark = '\uFEFF';

/** The options of `migrate`. */
export interface MigrateOptions extends RewriteOptions {
  /** Which sites the result must have. With `error-first`, files that the prefilter finds to have none are not analysed further. */
  readonly kinds: 'all' | 'error-first';
  /** Finds the functions that change together with users in other files; absent if there are none. */
  readonly locate?: ((source: Source) => Located) | undefined;
}

/** What `migrate` returns. */
export interface Migrated extends RewriteResult {
  readonly source: Source;
  /** What became of the functions that `locate` found; null without it. */
  readonly outcome: ConversionOutcome | null;
  readonly located: Located | null;
}

/**
 * Rewrites the callbacks of one file's text. No file is read or written.
 *
 * @param text the file's text, with or without a byte order mark, which is kept
 * @param path the file's path; its extension decides how the text is parsed
 * @param decide leaves out functions; without it none
 * @returns the new text with the edits, sites and plans that lead to it; `failure` is the reason if the verification failed
 * @throws the parser's error, see `parseSource`
 */
export function migrate(
  text: string,
  path: string,
  parse: Parse,
  options: MigrateOptions,
  decide: DecideFunction | null = null,
): Migrated {
  // The mark is removed before parsing, so that the columns of the first line are those that an editor shows.
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const parseText = (code: string) => parse(code, path);
  const source = parseOnce(parse)(text.slice(mark.length), path);
  const located = options.locate?.(source) ?? null;
  if ((located?.isIdle ?? true) && options.kinds === 'error-first' && !prefilter(source, options.detect).mayPass) {
    return { source, text, edits: [], sites: [], functions: [], dropped: [], failure: null, outcome: located?.outcomeOf([], []) ?? null, located };
  }
  const result = rewrite(source, parseText, withLocated(options, located), decide);
  const outcome = located?.outcomeOf(result.functions, result.dropped) ?? null;
  return { ...result, source, outcome, located, text: mark + result.text, edits: shiftEdits(result.edits, mark.length) };
}

/**
 * Finds the callbacks of one file's text and plans their rewrite, but renders nothing.
 *
 * @param text the file's text, as for `migrate`
 * @param path the file's path, as for `migrate`
 * @param decide leaves out functions, as for `migrate`
 * @throws the parser's error, see `parseSource`
 */
export function scan(
  text: string,
  path: string,
  parse: Parse,
  options: Omit<MigrateOptions, 'kinds'>,
  decide: DecideFunction | null = null,
): Omit<Migrated, 'text' | 'edits' | 'failure'> {
  const source = parseOnce(parse)(text.startsWith(byteOrderMark) ? text.slice(1) : text, path);
  const located = options.locate?.(source) ?? null;
  const own = withLocated(options, located);
  const sites = detectCallbacks(source, own.detect);
  const { functions, dropped } = planFile(source, sites, own, decide);
  return { source, located, sites, functions, dropped, outcome: located?.outcomeOf(functions, dropped) ?? null };
}

function withLocated(options: RewriteOptions, located: Located | null): RewriteOptions {
  return located ? { ...options, project: located.project, detect: { ...options.detect, requiredAtOnce: located.requiredAtOnce } } : options;
}
