import { resolve } from 'node:path';

import { Positions, isFunction } from '@uncallback/detector';
import type { FileConversions } from '@uncallback/project';
import { realPathOf } from '@uncallback/project-files';

import { toFileError } from '../file-error.js';
import { ObservedFiles } from '../cache/observed-files.js';
import { reportError } from '../file-report.js';
import { renderUsers } from '../output/function-words.js';
import { type TextResult, processText } from '../process/process-file.js';
import { inTurn } from '../project/in-turn.js';
import { readProject } from '../project/read-project.js';
import { summarizePath, summarizeTextOf } from '../project/summarize-path.js';
import { reportFunctions } from '../report-sites.js';
import { isTestFile } from '../select/test-files.js';
import type { Candidate, FunctionRewriter, WorkedFile } from './function-rewriter.js';
import { identifyWhole, labelOf } from './identify.js';

/** What the rewriting of whole functions takes from its run. */
export interface WholeFunctionContext {
  readonly cwd: string;
  readonly includeTests: boolean;
  /** The functions of a file that have failed the tests by now, by their ids. */
  readonly testFailed: (path: string) => readonly string[];
}

/** Rewrites whole functions with their callers in all files. All files are planned together, from their texts in memory. */
export class WholeFunctionRewriter implements FunctionRewriter {
  readonly #context: WholeFunctionContext;

  constructor(context: WholeFunctionContext) {
    this.#context = context;
  }

  async list(files: readonly WorkedFile[]): Promise<readonly Candidate[]> {
    const results = await this.process(files, null);
    const candidates: Candidate[] = [];
    for (const [file, { plans }] of results) {
      if (!plans) continue;
      const positions = new Positions(plans.source.text);
      for (const fn of plans.functions) {
        const isWhole = fn.signature.form === 'converted';
        if (!isWhole && fn.sites.length === 0) continue;
        const [report] = isWhole ? reportFunctions(plans.source, [fn], plans.located) : [];
        const start = isFunction(fn.host) ? fn.host.range[0] : null;
        const at = isWhole ? fn.host.range[0] : Math.min(...fn.sites.map(({ call }) => call.range[0]));
        const users = report ? renderUsers(report).trim() : '';
        const words = report ? `${report.name ?? 'the function'}${users === '' ? '' : ` with its ${users}`}` : 'its function';
        candidates.push({ file, id: identifyWhole(fn, plans.source), label: labelOf(fn, plans.source), start, line: positions.at(at).line, isWhole, words });
      }
    }
    return candidates;
  }

  async rewrite(files: readonly WorkedFile[], candidates: readonly Candidate[]): Promise<ReadonlyMap<WorkedFile, string>> {
    if (candidates.length === 0) return new Map();
    const results = await this.process(files, candidates);
    return new Map([...results].flatMap(([file, { rewritten }]) => (rewritten === null ? [] : [[file, rewritten] as const])));
  }

  /**
   * Processes all files together.
   *
   * @param candidates the functions to rewrite, with what they take along; null for all
   */
  async process(files: readonly WorkedFile[], candidates: readonly Candidate[] | null): Promise<ReadonlyMap<WorkedFile, TextResult>> {
    const { cwd, includeTests, testFailed } = this.#context;
    const byPath = new Map(files.map((file) => [realPathOf(resolve(cwd, file.task.path)), file]));
    const settings = files[0]?.task.settings ?? {};
    const results = new Map<WorkedFile, { readonly conversions: string; readonly result: TextResult }>();
    const run = async (file: WorkedFile, imported: WorkedFile['task']['imported'], conversions: FileConversions | null): Promise<TextResult> => {
      const { path, only } = file.task;
      const selected = candidates && candidates.flatMap((candidate) => (candidate.file === file ? [candidate.start ?? -1] : []));
      const task = { path, settings, imported, conversions, only, selected, mode: 'write', kinds: 'all', rules: false, fixes: false, excerpts: false, testFailed: testFailed(path) } as const;
      const result = await processText(file.text, task).catch((error: unknown) => failed(path, error));
      results.set(file, { conversions: JSON.stringify(conversions), result });
      return result;
    };
    const project = await readProject([...byPath.keys()], settings, {
      summarizeAll: (tasks) => inTurn(tasks, async (task) => (byPath.has(task.path) ? summarizeTextOf(byPath.get(task.path)!.text, task).catch(() => null) : (await summarizePath(task)).summary), null),
      planAll: (tasks) => inTurn(tasks, async ({ path, imported, conversions }) => (await run(byPath.get(path)!, imported, conversions)).outcome, null),
      observed: new ObservedFiles(),
    }, (path) => includeTests || !isTestFile(path));
    const all = new Map<WorkedFile, TextResult>();
    for (const [path, file] of byPath) {
      const conversions = project.conversionsOf(path);
      const known = results.get(file);
      all.set(file, known && known.conversions === JSON.stringify(conversions) ? known.result : await run(file, project.importedBy(path), conversions));
    }
    return all;
  }
}

function failed(path: string, error: unknown): TextResult {
  return { report: reportError(path, toFileError(error)), rewritten: null, edits: [], outcome: null, plans: null };
}
