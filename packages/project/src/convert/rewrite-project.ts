import type { Source } from '@uncallback/detector';
import { type RewriteOptions, type RewriteResult, rewrite } from '@uncallback/rewriter';

import { findClosedFunctions } from '../link/closed-functions.js';
import type { ResolveFile } from '../link/export-finder.js';
import type { Outside } from '../link/outside.js';
import { Project } from '../link/project.js';
import { findHandlers } from '../link/registered-functions.js';
import { summarizeFile } from '../summary/summarize-file.js';
import { decideConversions, withoutConversions } from './decide-conversions.js';
import type { FileConversions } from './file-conversions.js';
import { locate } from './locate.js';

/** A project in memory. */
export interface ProjectTexts {
  /** The text of each file, by its path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Parses a text, as the path says; it throws where the text does not parse. */
  readonly parse: (text: string, path: string) => Source;
  readonly resolve: ResolveFile;
  readonly outside: Outside;
}

/**
 * Rewrites all files of a project in memory: with `functions`, whole functions change together with their users in all files. No file is read or written.
 *
 * @param options those of `rewrite` for each file
 * @returns the result for each file, by its path
 * @throws the parser's error, if a text does not parse
 */
export async function rewriteProject({ texts, parse, resolve, outside }: ProjectTexts, options: RewriteOptions): Promise<ReadonlyMap<string, RewriteResult>> {
  const sources = new Map([...texts].map(([path, text]) => [path, parse(text, path)]));
  const summaries = new Map([...sources].map(([path, source]) => [path, summarizeFile(source, options.detect, true)]));
  const project = new Project(summaries, resolve);
  const rewriteFile = (path: string, conversions: FileConversions | undefined) => {
    const source = sources.get(path)!;
    const located = conversions && locate(source, conversions);
    const detect = { ...options.detect, imported: project.importedBy(path), ...(located && { requiredAtOnce: located.requiredAtOnce }) };
    const result = rewrite(source, (text) => parse(text, path), { ...options, detect, ...(located && { project: located.project }) });
    return { result, outcome: located?.outcomeOf(result.functions, result.dropped) ?? null };
  };
  const decided = options.functions === true ? await decideFunctions() : withoutConversions(options.idiomatic === true ? findHandlers(summaries, resolve, outside) : { registered: [], given: [] });
  return new Map([...texts.keys()].map((path) => [path, rewriteFile(path, decided.get(path)).result]));

  async function decideFunctions(): Promise<ReadonlyMap<string, FileConversions>> {
    const found = findClosedFunctions(summaries, resolve, outside, options.publicForm === 'promise');
    return decideConversions(found, [...texts.keys()], (from, name) => project.locate(from, name), async (tasks) => tasks.map(({ path, conversions }) => rewriteFile(path, conversions).outcome));
  }
}
