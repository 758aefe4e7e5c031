import type { ImportedFunctions } from '@uncallback/detector';
import type { FileSummary, Project, ResolveFile } from '@uncallback/project';
import { realPathOf } from '@uncallback/project-files';
import type { SummaryPart } from '@uncallback/project-files/summarize-text';
import type { Settings } from '@uncallback/rewriter';

import type { ObservedFiles } from '../cache/observed-files.js';
import type { SummaryTask } from './summarize-path.js';

/** What links files, once it is loaded. */
interface Linking {
  readonly project: Project;
  readonly resolve: ResolveFile;
  readonly specifiersOf: typeof import('./linking.js').specifiersOf;
}

/** How the work of linking files is done. */
export interface LinkContext {
  readonly settings: Settings;
  /** `callbacks` leaves out files that pass no callbacks, to which functions of other files mean nothing; `imports` asks for all files, see `SummaryPart`. */
  readonly part: Extract<SummaryPart, 'callbacks' | 'imports'>;
  /** Summarizes a file: in this thread or in others. */
  readonly summarize: (task: SummaryTask) => Promise<FileSummary | null>;
  /** Receives what was asked of the file system to find the files that specifiers mean. */
  readonly observed: ObservedFiles;
}

/**
 * For a file, finds facts about the functions of other files that it calls: when `load` of `require('./store')` calls back, and with what. Reads
 * only the files that it imports, and in turn those that their exports come from or call.
 *
 * Limit: relative specifiers only; packages in `node_modules` are not read.
 */
export class ProjectLinks {
  readonly #context: LinkContext;
  /** The summaries of imported files, by real path. */
  readonly #summaries = new Map<string, FileSummary>();
  readonly #reading = new Map<string, Promise<readonly string[]>>();
  /** The imported files that are read with all that their exports depend on. */
  readonly #complete = new Set<string>();
  #linking: Promise<Linking> | null = null;

  constructor(context: LinkContext) {
    this.#context = context;
  }

  /** What the functions of other files do that a file calls. */
  async importedBy(path: string): Promise<ImportedFunctions> {
    const { settings, part, summarize } = this.#context;
    const file = realPathOf(path);
    const own = await summarize({ path: file, settings, part });
    if (!own || own.uses.length === 0) return {};
    const { project, resolve, specifiersOf } = await (this.#linking ??= this.#load());
    await this.#readAll(specifiersOf(own).flatMap((specifier) => resolve(file, specifier) ?? []));
    return project.importedBy(file, own.uses);
  }

  /** Loading takes longer than processing a file, so it is done only for files that import others. */
  async #load(): Promise<Linking> {
    const { Project, createResolver, observedFileSystem, specifiersOf } = await import('./linking.js');
    const resolve = createResolver(observedFileSystem(this.#context.observed));
    return { project: new Project(this.#summaries, resolve), resolve, specifiersOf };
  }

  /** Reads files, and then those that their exports come from or call. Each is read once, so that files may import each other in a circle. */
  async #readAll(files: readonly string[]): Promise<void> {
    const found = new Set<string>();
    for (let next = files; next.length > 0; ) {
      const unread = [...new Set(next)].filter((file) => !found.has(file) && !this.#complete.has(file));
      for (const file of unread) found.add(file);
      next = (await Promise.all(unread.map((file) => this.#dependenciesOf(file)))).flat();
    }
    for (const file of found) this.#complete.add(file);
  }

  #dependenciesOf(file: string): Promise<readonly string[]> {
    let reading = this.#reading.get(file);
    if (!reading) this.#reading.set(file, (reading = this.#read(file)));
    return reading;
  }

  /** Reads a file. @returns the files that its exports depend on */
  async #read(path: string): Promise<readonly string[]> {
    const { settings, summarize } = this.#context;
    const summary = await summarize({ path, settings, part: 'exports' });
    if (!summary) return [];
    this.#summaries.set(path, summary);
    const { resolve, specifiersOf } = await this.#linking!;
    return specifiersOf(summary, 'exports').flatMap((specifier) => resolve(path, specifier) ?? []);
  }
}
