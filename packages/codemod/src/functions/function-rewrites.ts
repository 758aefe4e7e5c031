import { resolve } from 'node:path';

import { Positions, type Source } from '@uncallback/detector';
import { projectOf } from '@uncallback/project-files';
import type { DecideFunction, FunctionPlan } from '@uncallback/rewriter';

import { migrate, scan } from '../migrate.js';
import type { TextTask } from '../process/tasks.js';
import { optionsOf } from '../project/options.js';
import { createChoice, createSiteFilter } from '../select/only.js';
import { withParser } from '../with-parser.js';
import { identifyFunction, labelOf } from './identify.js';

/** One function that can be rewritten. All its rewrites are made together or not at all. */
export interface FunctionRewrites {
  /** An id that stays when the function moves in the file, and when the text of its calls changes in white space only. */
  readonly id: string;
  /** As `Candidate.label`. */
  readonly label: string;
  /** The line of the first call, from 1. */
  readonly line: number;
  /** The number of callbacks that are rewritten. */
  readonly count: number;
}

/** How the functions of one text are to be planned. */
export type FunctionTask = Pick<TextTask, 'path' | 'settings' | 'imported' | 'only' | 'testFailed'>;

/**
 * Lists the functions of a text that can be rewritten, in the order of their first calls.
 *
 * @throws the parser's error if the text does not parse
 */
export async function listFunctions(text: string, { path, settings, imported, only, testFailed }: FunctionTask): Promise<FunctionRewrites[]> {
  const decide = createChoice(createSiteFilter(only), null, testFailed);
  return withParser(path, (parse) => {
    const { source, functions } = scan(text, path, parse, { ...optionsOf(settings, imported), ...projectOf(resolve(path)) }, decide);
    return functions.filter(({ sites }) => sites.length > 0).map((fn) => describe(fn, source)).sort((a, b) => a.line - b.line);
  });
}

/**
 * Rewrites some functions of a text and no others.
 *
 * @param ids the functions to rewrite, by the ids of `FunctionRewrites`
 * @returns the new text
 * @throws the parser's error if the text does not parse
 */
export async function rewriteFunctions(text: string, { path, settings, imported }: FunctionTask, ids: ReadonlySet<string>): Promise<string> {
  if (ids.size === 0) return text;
  const options = { ...optionsOf(settings, imported), ...projectOf(resolve(path)), kinds: 'error-first' } as const;
  const decide: DecideFunction = (fn) => (ids.has(identifyFunction(fn)) ? null : 'not-selected');
  return withParser(path, (parse) => migrate(text, path, parse, options, decide).text);
}

function describe(fn: FunctionPlan, source: Source): FunctionRewrites {
  const start = Math.min(...fn.sites.map(({ call }) => call.range[0]));
  return { id: identifyFunction(fn), label: labelOf(fn, source), line: new Positions(source.text).at(start).line, count: fn.sites.length };
}
