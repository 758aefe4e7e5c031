import { type Source, detectCallbacks, prefilter } from '@uncallback/detector';
import { type ChooseFunctions, type RewriteOptions, type RewriteResult, planRewrites, rewrite, shiftEdits } from '@uncallback/rewriter';

import type { Parse } from './with-parser.js';

const byteOrderMark = '\uFEFF';

export interface MigrateOptions extends RewriteOptions {
  /** Which sites the result is to have: where only error-first ones count, many files are told at a first look to have none. */
  readonly kinds: 'all' | 'error-first';
}

/**
 * Rewrites the callbacks of one file's text.
 *
 * @param text the file's text, with or without a byte order mark, which is kept
 * @param path decides by its extension how the text is parsed; nothing is read or written
 * @param choose filters the planned rewrites; without it all are made
 * @throws the parser's error, see `parseSource`
 */
export function migrate(
  text: string,
  path: string,
  parse: Parse,
  options: MigrateOptions,
  choose?: ChooseFunctions,
): RewriteResult & { readonly source: Source } {
  // Without the mark, columns of the first line count what an editor shows.
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const parseText = (code: string) => parse(code, path);
  const source = parseText(text.slice(mark.length));
  if (options.kinds === 'error-first' && !prefilter(source, options.detect).mayPass) {
    return { source, text, edits: [], sites: [], functions: [], failure: null };
  }
  const result = rewrite(source, parseText, options, choose);
  return { ...result, source, text: mark + result.text, edits: shiftEdits(result.edits, mark.length) };
}

/**
 * Finds the callbacks of one file's text and plans their rewrite, without making it.
 *
 * @param text @param path as for `migrate`
 * @throws the parser's error, see `parseSource`
 */
export function scan(
  text: string,
  path: string,
  parse: Parse,
  options: RewriteOptions,
): Pick<RewriteResult, 'sites' | 'functions'> & { readonly source: Source } {
  const source = parse(text.startsWith(byteOrderMark) ? text.slice(1) : text, path);
  const sites = detectCallbacks(source, options.detect);
  return { source, sites, functions: planRewrites(source, sites, options) };
}
