import { Positions, type Source } from '@uncallback/detector';
import { type Rewrite, toRewriteOptions } from '@uncallback/rewriter';

import { migrate, scan } from '../migrate.js';
import type { TextTask } from '../process-file.js';
import { createSiteFilter, createVeto } from '../select/only.js';
import { withParser } from '../with-parser.js';
import { identifyFunction } from './identify.js';

/** The rewrites of one function, which are made together or not at all. */
export interface FunctionRewrites {
  /** The same as long as the calls read the same but for white space, wherever they stand in the file. */
  readonly id: string;
  /** The line of the first call, from 1. */
  readonly line: number;
  /** How many callbacks. */
  readonly count: number;
}

/** What is asked of one text. */
export type FunctionTask = Pick<TextTask, 'path' | 'settings' | 'only' | 'testFailed'>;

/**
 * Lists the functions that can be rewritten, in the order of their first calls.
 *
 * @throws the parser's error
 */
export async function listFunctions(text: string, { path, settings, only, testFailed }: FunctionTask): Promise<FunctionRewrites[]> {
  const found: FunctionRewrites[] = [];
  const isLeftOut = createVeto(createSiteFilter(only), testFailed);
  const veto: typeof isLeftOut = (rewrites, source) => {
    const reason = isLeftOut(rewrites, source);
    if (reason === null) found.push(describe(rewrites, source));
    return reason;
  };
  await withParser(path, (parse) => {
    found.length = 0;
    return scan(text, path, parse, { ...toRewriteOptions(settings), veto });
  });
  return found.sort((a, b) => a.line - b.line);
}

/**
 * Rewrites some functions of a text, and leaves all others.
 *
 * @param ids which ones, see `FunctionRewrites`
 * @throws the parser's error
 */
export async function rewriteFunctions(text: string, { path, settings }: FunctionTask, ids: ReadonlySet<string>): Promise<string> {
  if (ids.size === 0) return text;
  const options = {
    ...toRewriteOptions(settings),
    veto: (rewrites: readonly Rewrite[], source: Source) => (ids.has(identifyFunction(rewrites, source)) ? null : ('not-selected' as const)),
  };
  return withParser(path, (parse) => migrate(text, path, parse, { ...options, kinds: 'error-first' }).text);
}

function describe(rewrites: readonly Rewrite[], source: Source): FunctionRewrites {
  const start = Math.min(...rewrites.map(({ call }) => call.range[0]));
  return { id: identifyFunction(rewrites, source), line: new Positions(source.text).at(start).line, count: rewrites.length };
}
