import { toFileError } from '../file-error.js';
import { type Journal, replaceJournaled } from '../undo/journal.js';
import type { Formatted, Formatter, WrittenFile } from './formatter.js';
import { findPrograms } from './native.js';
import { findPrettier } from './prettier.js';

/**
 * The project's own formatters. Each formats the files of a run that were formatted with it before; all others stay as they were written. A formatter that fails costs a line on stderr, and nothing else.
 */
export class ProjectFormat {
  readonly #formatters: readonly Formatter[];
  readonly #printError: (line: string) => void;
  readonly #failed = new Map<Formatter, string>();

  private constructor(formatters: readonly Formatter[], printError: (line: string) => void) {
    this.#formatters = formatters;
    this.#printError = printError;
  }

  /**
   * Finds the formatters of a folder, before the run writes anything.
   *
   * @param paths the real paths of all files that the run may write; none for a preview
   * @returns null if the project has none
   */
  static async open(folder: string, paths: readonly string[], printError: (line: string) => void): Promise<ProjectFormat | null> {
    const prettier = findPrettier(folder);
    // Programs have the last word: they are configured, and Prettier may be there for a dependency.
    const formatters = [...(prettier ? [prettier] : []), ...findPrograms(folder)];
    if (formatters.length === 0) return null;
    const format = new ProjectFormat(formatters, printError);
    for (const formatter of formatters) {
      await formatter.prepare(paths).catch((error: unknown) => format.#failed.set(formatter, toFileError(error).message));
    }
    return format;
  }

  /**
   * Formats files that were written, and records their new texts in the journal, so that `undo` sees one write.
   *
   * @returns the texts that are different now, by path
   * @throws where a file cannot be written
   */
  async format(journal: Journal, files: readonly WrittenFile[]): Promise<ReadonlyMap<string, string>> {
    const changed = new Map<string, string>();
    if (files.length === 0) return changed;
    for (const formatter of this.#formatters) {
      const current = files.map((file) => ({ ...file, text: changed.get(file.path) ?? file.text }));
      const { texts, problem } = await this.#try(formatter, current);
      if (problem !== null) this.#printError(`${formatter.name} failed, not all files are formatted: ${problem}`);
      for (const { path, before, text } of current) {
        const formatted = texts.get(path);
        if (formatted === undefined || formatted === text) continue;
        replaceJournaled(journal, path, before, formatted);
        changed.set(path, formatted);
      }
    }
    return changed;
  }

  /** The text of a file as `format` would leave it. Nothing is written. */
  async preview(file: WrittenFile): Promise<string> {
    let { text } = file;
    for (const formatter of this.#formatters.filter((each) => !this.#failed.has(each))) {
      try {
        text = (await formatter.preview({ ...file, text })) ?? text;
      } catch (error) {
        const { message } = toFileError(error);
        this.#failed.set(formatter, message);
        this.#printError(`${formatter.name} failed, not all changes are shown as it would format them: ${message}`);
      }
    }
    return text;
  }

  async #try(formatter: Formatter, files: readonly WrittenFile[]): Promise<Formatted> {
    const problem = this.#failed.get(formatter) ?? null;
    const none = new Map<string, string>();
    if (problem !== null) return { texts: none, problem };
    return formatter.format(files).catch((error: unknown) => ({ texts: none, problem: toFileError(error).message }));
  }
}
