import type { ImportedFunctions } from '@uncallback/detector';
import type { FileSummary } from '@uncallback/project';
import type { Settings } from '@uncallback/rewriter';

import { fingerprintOfData } from '../cache/fingerprint.js';
import { ObservedFiles } from '../cache/observed-files.js';
import { ProjectLinks } from '../project/project-links.js';
import type { SummaryTask } from '../project/summarize-path.js';
import type { ResultCache } from './result-cache.js';
import { runAll } from './run-all.js';
import type { UnlinkedTask } from './tasks.js';
import type { WorkForce, Workers } from './workers.js';

/** What the files of a run know of each other: found for one file after the other, or by an earlier run. */
export class FileLinks {
  readonly #files: readonly string[];
  readonly #settings: Settings;
  readonly #part: 'callbacks' | 'imports';
  readonly #cache: ResultCache | null;
  readonly #workForce: WorkForce;
  readonly #links: ProjectLinks;
  readonly #observed = new ObservedFiles();
  /** The fingerprints of the texts that were summarized, by real path. */
  readonly #texts = new Map<string, string | null>();
  /** What each file knows, as a fingerprint, where it was found by now. */
  readonly #found: (string | undefined)[] = [];
  /** For how many files workers are needed. */
  #unknown: number;
  /** Whether all of it is in the cache. */
  #isKept = false;

  /** @param tasks those of the run: the same is asked about each of the files */
  constructor(tasks: readonly UnlinkedTask[], cache: ResultCache | null, workForce: WorkForce) {
    this.#files = tasks.map(({ realPath }) => realPath);
    this.#settings = tasks[0]?.settings ?? {};
    // Rules also report functions that take a callback, in files that pass none.
    this.#part = tasks[0]?.rules === true ? 'imports' : 'callbacks';
    this.#cache = cache;
    this.#workForce = workForce;
    this.#unknown = tasks.length;
    this.#links = new ProjectLinks({ settings: this.#settings, part: this.#part, summarize: async (task) => this.#summarize(task), observed: this.#observed });
  }

  /**
   * What each file knows, as a fingerprint, if that takes less than to process most files anew.
   *
   * @returns null where it does not, without a cache, and where the signal has ended it
   */
  async known(signal: AbortSignal): Promise<readonly string[] | null> {
    const cache = this.#cache;
    if (!cache) return null;
    const links = cache.linksOf(this.#files, this.#settings, this.#part);
    if (links) {
      this.#isKept = true;
      return links;
    }
    const unknown = this.#files.filter((path) => cache.summaryOf({ path, settings: this.#settings, part: this.#part }) === undefined).length;
    if (unknown > this.#files.length / 2) return null;
    this.#unknown = unknown;
    await runAll([...this.#files.keys()], await this.#workers(), async (index) => this.importedBy(index), signal);
    return signal.aborted ? null : this.#allFound();
  }

  /**
   * What the functions of other files do that a file calls.
   *
   * @param index of its task
   */
  async importedBy(index: number): Promise<ImportedFunctions> {
    const imported = await this.#links.importedBy(this.#files[index]!);
    if (this.#cache) this.#found[index] = fingerprintOfData(imported);
    return imported;
  }

  /** Keeps for later runs what was found for all files. */
  keep(): void {
    const links = this.#allFound();
    if (this.#isKept || !links) return;
    this.#cache?.keepLinks(this.#files, this.#settings, this.#part, { observed: this.#observed, texts: this.#texts, links });
  }

  #allFound(): readonly string[] | null {
    const found = this.#files.map((_, index) => this.#found[index]);
    return found.every((each) => each !== undefined) ? found : null;
  }

  async #workers(): Promise<Workers> {
    return this.#workForce.for(this.#unknown);
  }

  async #summarize(task: SummaryTask): Promise<FileSummary | null> {
    const known = this.#cache?.summaryOf(task);
    const { summary, text } = known === undefined ? await (await this.#workers()).summarize(task) : { summary: known, text: this.#cache!.textOf(task.path) };
    this.#texts.set(task.path, text);
    if (known === undefined) this.#cache?.keepSummary(task, { summary, text });
    return summary;
  }
}
