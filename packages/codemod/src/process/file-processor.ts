import { relative } from 'node:path';

import type { FileConversions, FileSummary } from '@uncallback/project';
import { readTextFile } from '@uncallback/project-files';
import type { Settings } from '@uncallback/rewriter';

import { fingerprintOf } from '../cache/fingerprint.js';
import { ObservedFiles } from '../cache/observed-files.js';
import { type LinkedPlanTask, type ReadProject, readProject } from '../project/read-project.js';
import { usesFramework } from '../project/frameworks.js';
import type { SummaryTask } from '../project/summarize-path.js';
import { isTestFile } from '../select/test-files.js';
import { FileLinks } from './file-links.js';
import { PlannedFiles } from './planned-files.js';
import type { ResultCache } from './result-cache.js';
import { fingerprintOfLinks, joinLinks } from './result-key.js';
import { runAll } from './run-all.js';
import { failFile, settleFile } from './settle-file.js';
import type { FileResult, FileTask, UnlinkedTask } from './tasks.js';
import type { WorkForce, Workers } from './workers.js';

/** What a run takes from its process. */
export interface ProcessContext {
  /** Ends the linking early; the caller ends the rest. */
  readonly signal: AbortSignal;
  /** Whether test files change with the functions that they use. If not, a function that they mention keeps its callback form. */
  readonly includeTests: boolean;
  /** What earlier runs have found out; null to find out everything anew, and keep nothing. */
  readonly cache: ResultCache | null;
  /** Prints one line about a problem that does not end the run. */
  readonly printError: (line: string) => void;
}

/** What one file knows of the others. */
type Links = Pick<FileTask, 'imported' | 'conversions'>;

/** Processes the files of one run: from the cache where their outcomes are known, by workers where not. */
export class FileProcessor {
  readonly #tasks: readonly UnlinkedTask[];
  readonly #paths: readonly string[];
  /** The real paths. */
  readonly #files: readonly string[];
  readonly #settings: Settings;
  readonly #workForce: WorkForce;
  readonly #context: ProcessContext;
  readonly #planned: PlannedFiles | null;
  /** The fingerprints of the facts about each file's project; null without a cache. */
  #facts: ReadonlyMap<string, string> | null = null;
  /** The key of each file's outcome; null where it has none, or where it is not known yet what the file knows of the others. */
  readonly #keys: (string | null)[];
  /** What each file knows of the others, found for one file after the other; null where functions change over files. */
  readonly #links: FileLinks | null;
  #project: Promise<ReadProject> | null = null;
  #found: Promise<ReadonlyMap<string, FileConversions>> | null = null;
  #workers: Promise<Workers> | null = null;

  constructor(tasks: readonly UnlinkedTask[], workForce: WorkForce, context: ProcessContext) {
    this.#tasks = tasks;
    this.#paths = tasks.map(({ path }) => path);
    this.#files = tasks.map(({ realPath }) => realPath);
    this.#settings = tasks[0]?.settings ?? {};
    this.#workForce = workForce;
    this.#context = context;
    this.#planned = this.#settings.functions ? new PlannedFiles(tasks) : null;
    this.#keys = tasks.map(() => null);
    this.#links = this.#planned ? null : new FileLinks(tasks, context.cache, workForce);
  }

  /** Finds out which outcomes are known. Where most files are new, what they know of each other is found with their outcomes. */
  async link(): Promise<void> {
    const { cache, signal } = this.#context;
    if (cache) {
      const facts = await cache.factsOf(this.#paths);
      this.#facts = new Map(this.#paths.map((path, index) => [path, facts[index]!]));
    }
    // Which functions change over files depends on all code of a repository, so that is always looked at.
    if (this.#planned) await this.#linked();
    if (!cache) return;
    const links = this.#links ? await this.#knownLinks(this.#links, signal) : await Promise.all([...this.#tasks.keys()].map(async (index) => fingerprintOfLinks(await this.#linksOf(index))));
    for (const [index, task] of this.#tasks.entries()) this.#keys[index] = links && this.#keyOf(task, links[index]!);
  }

  /** Who processes the files whose outcomes are not known. */
  async workers(): Promise<Pick<Workers, 'ahead'>> {
    return this.#countUnknown(this.#keys) === 0 ? { ahead: 1 } : this.#processing();
  }

  /**
   * Processes one file.
   *
   * @param index of its task
   */
  async process(index: number): Promise<FileResult> {
    const task = this.#tasks[index]!;
    const known = await this.#take(task, this.#keys[index] ?? null);
    if (known) return known;
    const planned = this.#planned?.resultOf(task, await this.#linked());
    return planned ?? this.#find(task, await this.#linksOf(index), await this.#processing());
  }

  /** Ends the processing. */
  end(): void {
    this.#planned?.discard();
  }

  /** Keeps what the files know of each other for later runs. All have been processed. */
  keep(): void {
    this.#links?.keep();
  }

  async #linksOf(index: number): Promise<Links> {
    if (this.#links) return { imported: await this.#links.importedBy(index), conversions: (await this.#handlers()).get(this.#files[index]!) ?? null };
    const { path } = this.#tasks[index]!;
    const project = await this.#linked();
    return { imported: project.importedBy(path), conversions: project.conversionsOf(path) };
  }

  async #knownLinks(links: FileLinks, signal: AbortSignal): Promise<readonly string[] | null> {
    const imported = await links.known(signal);
    const handlers = await this.#handlers();
    return imported && imported.map((each, index) => joinLinks(each, handlers.get(this.#files[index]!) ?? null));
  }

  /** What each file knows of frameworks that get its functions from other files, by its real path. Where functions change over files, that is known with them. */
  async #handlers(): Promise<ReadonlyMap<string, FileConversions>> {
    return (this.#found ??= this.#settings.idiomatic === true && this.#paths.some(usesFramework) ? this.#readHandlers() : Promise.resolve(new Map()));
  }

  async #readHandlers(): Promise<ReadonlyMap<string, FileConversions>> {
    const { handlersOver } = await import('../project/handlers-over-files.js');
    const files = this.#files.filter((_, index) => this.#context.includeTests || !isTestFile(this.#paths[index]!));
    const summaries = await this.#summarizeAll(files.map((path) => ({ path, settings: this.#settings, part: 'users' })));
    return handlersOver(new Map(files.flatMap((file, index) => (summaries[index] ? [[file, summaries[index]] as const] : []))));
  }

  async #processing(): Promise<Workers> {
    return (this.#workers ??= this.#workForce.for(this.#countUnknown(this.#keys)));
  }

  #countUnknown(keys: readonly (string | null)[]): number {
    const { cache } = this.#context;
    return keys.filter((key) => key === null || !cache?.has(key)).length;
  }

  #keyOf(task: UnlinkedTask, links: string): string | null {
    return this.#context.cache?.keyOf(task, { links, facts: this.#facts!.get(task.path)! }) ?? null;
  }

  /** The result for a file whose outcome is known; null where it is not, or where the file has changed since. */
  async #take(task: UnlinkedTask, key: string | null): Promise<FileResult | null> {
    const { cache } = this.#context;
    const kept = key === null ? undefined : cache?.outcomeOf(key);
    if (!cache || !kept) return null;
    const { outcome, patch } = kept;
    const isChanged = outcome.leftOut === null && outcome.edits.length > 0;
    const takesText = isChanged && (task.journal !== null || (task.diff && patch === null));
    try {
      const text = takesText ? readTextFile(task.path) : '';
      if (takesText && fingerprintOf(text) !== cache.textOf(task.realPath)) return null;
      return await settleFile(this.#complete(task, { imported: {}, conversions: null }), text, outcome, patch);
    } catch (error) {
      return failFile(task.path, error);
    }
  }

  /** Lets a worker process a file, and keeps the outcome. */
  async #find(task: UnlinkedTask, links: Links, workers: Workers): Promise<FileResult> {
    const complete = this.#complete(task, links);
    const first = await workers.process(complete);
    const found = first.isTooDeep ? await (await this.#workForce.deep()).process(complete) : first;
    this.#context.cache?.keepOutcome(found);
    return found.result;
  }

  #complete(task: UnlinkedTask, links: Links): FileTask {
    return { ...task, ...links, deferred: this.#planned !== null, identity: this.#context.cache?.identity ?? null };
  }

  async #linked(): Promise<ReadProject> {
    return (this.#project ??= this.#readProject());
  }

  async #readProject(): Promise<ReadProject> {
    const { includeTests, printError } = this.#context;
    const project = await readProject(
      this.#paths,
      this.#settings,
      { summarizeAll: async (tasks) => this.#summarizeAll(tasks), planAll: async (tasks) => this.#planAll(tasks, this.#planned!), observed: new ObservedFiles() },
      (path) => includeTests || !isTestFile(path),
    );
    for (const { manifest, problem } of project.problems) printError(`${relative(process.cwd(), manifest)}: ${problem}; every exported function counts as public`);
    return project;
  }

  async #summarizeAll(tasks: readonly SummaryTask[]): Promise<readonly (FileSummary | null)[]> {
    const { cache, signal } = this.#context;
    const found = tasks.map((task) => cache?.summaryOf(task));
    const unknown = tasks.filter((_, index) => found[index] === undefined);
    if (unknown.length === 0) return found.map((summary) => summary ?? null);
    const workers = await this.#workForce.for(unknown.length);
    const summarized = await runAll(unknown, workers, workers.summarize, signal);
    const byPath = new Map(summarized.map((each, index) => [unknown[index]!.path, each]));
    for (const task of unknown) {
      const each = byPath.get(task.path);
      if (!each) continue;
      cache?.keepSummary(task, each);
    }
    return tasks.map(({ path }, index) => found[index] ?? byPath.get(path)?.summary ?? null);
  }

  async #planAll(tasks: readonly LinkedPlanTask[], planned: PlannedFiles): Promise<readonly (Awaited<ReturnType<PlannedFiles['plan']>> | null)[]> {
    const byPath = new Map(this.#files.map((file, index) => [file, this.#tasks[index]!]));
    const keys = tasks.map((task) => {
      const own = byPath.get(task.path);
      return own ? this.#keyOf(own, fingerprintOfLinks(task)) : null;
    });
    const workers = await this.#workForce.for(this.#countUnknown(keys));
    const plan = async (index: number) => planned.plan(tasks[index]!, async (task, links) => (await this.#take(task, keys[index] ?? null)) ?? this.#find(task, links, workers));
    return runAll([...tasks.keys()], workers, plan, this.#context.signal);
  }
}
