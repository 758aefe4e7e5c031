import { resolve } from 'node:path';

import type { FileSummary } from '@uncallback/project';
import { readTextBytes } from '@uncallback/project-files';
import type { Settings } from '@uncallback/rewriter';

import { fingerprintOf, fingerprintOfData } from '../cache/fingerprint.js';
import { type Observations, type ObservedFiles, isUpToDate } from '../cache/observed-files.js';
import { programIdentity } from '../cache/program-identity.js';
import { Store } from '../cache/store.js';
import type { SummarizedFile, SummaryTask } from '../project/summarize-path.js';
import { type Question, type ResultInputs, resultKeyOf } from './result-key.js';
import type { FileTask, KeepableResult, TextOutcome } from './tasks.js';

/** The outcome of a text as it is kept, with its diff if that was rendered. */
interface KeptOutcome {
  readonly outcome: TextOutcome;
  readonly patch: string | null;
}

/** What is kept of the facts about the projects of some files. */
interface KeptFacts {
  readonly seen: Observations;
  /** The fingerprint of the facts about each file. */
  readonly facts: readonly string[];
}

/** What is kept of what the files of a run know of each other. */
interface KeptLinks {
  /** What was asked of the file system to find the files that specifiers mean. */
  readonly seen: Observations;
  /** The texts of the files that were summarized. */
  readonly texts: Readonly<Record<string, string | null>>;
  /** For each file the fingerprint of what it knows, see `fingerprintOfLinks`. */
  readonly links: readonly string[];
}

/**
 * What earlier runs have found out. An answer is found by the fingerprints of all that it depends on, so one that has become wrong is never
 * found; and what a run has asked of the file system is asked again.
 */
export class ResultCache {
  /** The identity of the program, for `FileTask`. */
  readonly identity: string;
  readonly #store: Store;
  readonly #texts = new Map<string, string | null>();

  /**
   * @param folder may not exist yet
   * @param identity what is found out is kept for programs of this identity
   */
  constructor(folder: string, identity: string = programIdentity()) {
    this.identity = identity;
    this.#store = new Store(folder);
  }

  /** Ends the run. @returns why nothing could be kept for later ones; null if all is */
  close(): unknown {
    return this.#store.close();
  }

  /**
   * The fingerprint of a file's text, as it was when it was first asked for; null where the file cannot be read.
   *
   * @param file its real path
   */
  textOf(file: string): string | null {
    let text = this.#texts.get(file);
    if (text === undefined) this.#texts.set(file, (text = fingerprintOfFile(file)));
    return text;
  }

  /** The summary of a file; undefined where it is not known. */
  summaryOf(task: SummaryTask): FileSummary | null | undefined {
    const text = this.textOf(task.path);
    return text === null ? undefined : (this.#store.get(this.#summaryKeyOf(task, text)) as FileSummary | null | undefined);
  }

  keepSummary(task: SummaryTask, { summary, text }: SummarizedFile): void {
    if (text !== null) this.#store.put(this.#summaryKeyOf(task, text), summary);
  }

  /** The key of a file's outcome; null where the file cannot be read. */
  keyOf(question: Question & Pick<FileTask, 'realPath'>, inputs: Omit<ResultInputs, 'text'>): string | null {
    const text = this.textOf(question.realPath);
    return text === null ? null : resultKeyOf(this.identity, question, { ...inputs, text });
  }

  /** Whether the outcome for a key is known, unless it turns out to be damaged. */
  has(key: string): boolean {
    return this.#store.has(key);
  }

  outcomeOf(key: string): KeptOutcome | undefined {
    return this.#store.get(key) as KeptOutcome | undefined;
  }

  keepOutcome({ result, kept }: KeepableResult): void {
    if (kept) this.#store.put(kept.key, { outcome: kept.outcome, patch: result.leftOut === null ? result.patch : null } satisfies KeptOutcome);
  }

  /** For each file the fingerprint of the facts about its project, see `projectOf`. */
  async factsOf(paths: readonly string[]): Promise<readonly string[]> {
    const files = paths.map((path) => resolve(path));
    const key = fingerprintOfData(['facts', this.identity, files]);
    const known = this.#store.get(key) as KeptFacts | undefined;
    if (known && isUpToDate(known.seen)) return known.facts;
    const { observeFacts } = await import('./observe-facts.js');
    const { seen, facts } = observeFacts(files);
    this.#store.put(key, { seen, facts } satisfies KeptFacts);
    return facts;
  }

  /** For each file the fingerprint of what it knows of the others; null where that has to be found out anew. */
  linksOf(files: readonly string[], settings: Settings, part: SummaryTask['part']): readonly string[] | null {
    const known = this.#store.get(this.#linksKeyOf(files, settings, part)) as KeptLinks | undefined;
    if (!known || !isUpToDate(known.seen)) return null;
    return Object.entries(known.texts).every(([path, text]) => this.textOf(path) === text) ? known.links : null;
  }

  keepLinks(files: readonly string[], settings: Settings, part: SummaryTask['part'], { observed, texts, links }: { readonly observed: ObservedFiles; readonly texts: ReadonlyMap<string, string | null>; readonly links: readonly string[] }): void {
    this.#store.put(this.#linksKeyOf(files, settings, part), { seen: observed.observations, texts: Object.fromEntries(texts), links } satisfies KeptLinks);
  }

  #summaryKeyOf({ path, settings, part }: SummaryTask, text: string): string {
    // How a text is parsed depends on the extension.
    const extension = /[^.\\/]*$/.exec(path)?.[0];
    return fingerprintOfData(['summary', this.identity, extension, detectionOf(settings), part, text]);
  }

  #linksKeyOf(files: readonly string[], settings: Settings, part: SummaryTask['part']): string {
    return fingerprintOfData(['links', this.identity, detectionOf(settings), part, files]);
  }
}

/** The settings by which summaries differ. */
function detectionOf({ catalog, errorNames }: Settings): readonly unknown[] {
  return [catalog ?? null, errorNames ?? null];
}

function fingerprintOfFile(path: string): string | null {
  try {
    return fingerprintOf(readTextBytes(path));
  } catch {
    return null;
  }
}
