import { Positions, type Source } from '@uncallback/detector';
import { type ChooseFunctions, type FunctionPlan, refuseFunctions, toRewriteOptions } from '@uncallback/rewriter';

import { migrate, scan } from '../migrate.js';
import type { TextTask } from '../process-file.js';
import { createChoice, createSiteFilter } from '../select/only.js';
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
  const choose = createChoice(createSiteFilter(only), testFailed);
  return withParser(path, (parse) => {
    const { source, functions } = scan(text, path, parse, toRewriteOptions(settings));
    const chosen = choose(functions, source).filter(({ sites }) => sites.length > 0);
    return chosen.map((fn) => describe(fn, source)).sort((a, b) => a.line - b.line);
  });
}

/**
 * Rewrites some functions of a text, and leaves all others.
 *
 * @param ids which ones, see `FunctionRewrites`
 * @throws the parser's error
 */
export async function rewriteFunctions(text: string, { path, settings }: FunctionTask, ids: ReadonlySet<string>): Promise<string> {
  if (ids.size === 0) return text;
  const options = { ...toRewriteOptions(settings), kinds: 'error-first' } as const;
  const choose: ChooseFunctions = (functions) => refuseFunctions(functions, (fn) => (ids.has(identifyFunction(fn)) ? null : 'not-selected'));
  return withParser(path, (parse) => migrate(text, path, parse, options, choose).text);
}

function describe(fn: FunctionPlan, source: Source): FunctionRewrites {
  const start = Math.min(...fn.sites.map(({ call }) => call.range[0]));
  return { id: identifyFunction(fn), line: new Positions(source.text).at(start).line, count: fn.sites.length };
}
