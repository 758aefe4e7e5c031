import { type ImportedFunctions, Positions, depthOf } from '@uncallback/detector';
import { type FileSummary, Project, rewriteProject, summarizeFile } from '@uncallback/project';
import { type FunctionPlan, type RewriteOptions, type RewriteResult, keptReasons, nameOfFunction, plansOf, refusals, rewrite, toRewriteOptions } from '@uncallback/rewriter';

import type { PlaygroundFile, PlaygroundState } from '../playground/state.js';
import { type Parsed, parseFile } from './parser.js';
import type { CallbackReport, FileAnalysis, FunctionReport } from './protocol.js';
import { pathOf, resolveFile } from './resolve.js';

interface ParsedFile extends PlaygroundFile, Parsed {}

/** A file that does not parse. */
interface UnreadableFile extends PlaygroundFile {
  readonly error: string;
}

/**
 * Rewrites the files as the command line does. It reads what their functions do, joins that, and rewrites each file with what it needs of
 * the others; whole functions change together with their users in all files, of which none is taken to be public.
 *
 * @returns what became of each file, in their order; an error of one is in its analysis
 */
export async function rewriteFiles({ files, tier, promisify }: Pick<PlaygroundState, 'files' | 'tier' | 'promisify'>): Promise<readonly FileAnalysis[]> {
  const options = toRewriteOptions({ idiomatic: tier === 'idiomatic', functions: tier === 'functions', promisify });
  const read = await Promise.all(files.map(readFile));
  const parsed = read.filter(isParsed);
  const results = await (tier === 'functions' && parsed.length > 1 ? rewriteTogether(parsed, options) : rewriteEach(parsed, options));
  return read.map((file) => {
    const result = results.get(file.path);
    if (isParsed(file) && result) return analysisOf(file, result, tier === 'functions');
    return { path: file.path, error: isParsed(file) ? 'not rewritten' : file.error, text: file.text, callbacks: [], functions: [] };
  });
}

async function readFile({ path, text }: PlaygroundFile): Promise<ParsedFile | UnreadableFile> {
  try {
    return { path, text, ...(await parseFile(text, path)) };
  } catch (error) {
    return { path, text, error: (error as Error).message };
  }
}

function isParsed(file: ParsedFile | UnreadableFile): file is ParsedFile {
  return 'source' in file;
}

type Results = ReadonlyMap<string, RewriteResult>;

/** Rewrites whole functions of several files. */
async function rewriteTogether(files: readonly ParsedFile[], options: RewriteOptions): Promise<Results> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = [...byPath.keys()];
  return rewriteProject({
    texts: new Map(files.map(({ path, text }) => [path, text])),
    parse: (text, path) => byPath.get(path)!.parse(text, path),
    resolve: (from, specifier) => resolveFile(paths, from, specifier),
    outside: {
      isPublic: () => false,
      uses: () => false,
      replaces: () => false,
      isExtended: () => false,
      mentions: () => false,
      isInFolder: (file, from, folder) => file.startsWith(pathOf(from, `${folder}/`)),
      nameOf: (file) => file.replace(/^.*\//, '').replace(/\.\w+$/, ''),
    },
  }, options);
}

/** Rewrites each file with what it needs of the others. */
async function rewriteEach(files: readonly ParsedFile[], options: RewriteOptions): Promise<Results> {
  const importedBy = linkFiles(files, options);
  return new Map(files.map(({ path, parse, source }) => {
    return [path, rewrite(source, (changed) => parse(changed, path), { ...options, detect: { ...options.detect, imported: importedBy(path) } })];
  }));
}

/** Joins what the files say about their functions. One file has nobody to import from. */
function linkFiles(files: readonly ParsedFile[], { detect }: RewriteOptions): (path: string) => ImportedFunctions {
  if (files.length < 2) return () => ({});
  const paths = files.map(({ path }) => path);
  const summaries = new Map<string, FileSummary>(files.map(({ path, source }) => [path, summarizeFile(source, detect)]));
  const project = new Project(summaries, (from, specifier) => resolveFile(paths, from, specifier));
  return (path) => project.importedBy(path);
}

function analysisOf({ path, text }: ParsedFile, result: RewriteResult, isWhole: boolean): FileAnalysis {
  return {
    path,
    error: result.failure === null ? null : `verification failed: ${result.failure}`,
    text: result.text,
    callbacks: reportCallbacks(text, result),
    functions: isWhole ? reportFunctions(text, result.functions) : [],
  };
}

function reportCallbacks(text: string, { sites, functions }: RewriteResult): readonly CallbackReport[] {
  const plans = plansOf(functions);
  const positions = new Positions(text);
  return sites.map((site): CallbackReport => {
    const plan = plans.get(site) ?? null;
    const { kind, evidence, api, error, call, callback } = site;
    return {
      kind,
      evidence,
      api,
      range: callback.range,
      ...positions.at(callback.range[0]),
      excerpt: text.slice(call.range[0]).split('\n', 1)[0]!.trim(),
      depth: depthOf(site),
      errorHandling: error?.handling ?? null,
      form: plan?.action === 'rewrite' ? plan.form : null,
      refusal: plan?.action === 'refuse' ? { code: plan.reason, ...refusals[plan.reason] } : null,
    };
  });
}

function reportFunctions(text: string, functions: readonly FunctionPlan[]): readonly FunctionReport[] {
  const positions = new Positions(text);
  return functions
    .filter(({ kept, signature }) => kept !== null || signature.form === 'converted')
    .map(({ host, kept }): FunctionReport => ({
      range: host.range,
      line: positions.at(host.range[0]).line,
      name: nameOfFunction(host),
      kept: kept === null ? null : { code: kept, sentence: keptReasons[kept] },
    }))
    .sort((a, b) => a.range[0] - b.range[0]);
}
