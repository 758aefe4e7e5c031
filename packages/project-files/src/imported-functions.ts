import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

import type { DetectOptions, ImportedFunctions, Source } from '@uncallback/detector';
import { type FileSummary, Project, type ResolveFile, specifiersOf, summarizeFile, summarizeImports } from '@uncallback/project';

import { parseFile } from './parse-file.js';
import { readTextFile } from './read-text-file.js';
import { realPathOf } from './real-path.js';
import { createResolver } from './resolve-file.js';
import { hasRelativeSpecifier, summarizeText } from './summarize-text.js';

/** How many other files are looked at for one file at most. */
const maximumFiles = 1000;

/** How long it is remembered which file a specifier means, in milliseconds. In an editor a new file is found after this time. */
const resolvedFor = 1000;

interface KnownSummary {
  readonly modified: number;
  readonly size: number;
  readonly summary: FileSummary | null;
}

const readers = new Map<string, ImportReader>();

/**
 * What the functions of other files do that a file calls, for the option `imported` of the detector. It reads the files that the file imports,
 * and those that their exports depend on. This process reads and summarizes each of them once, until its size or the time of its last change
 * is another one.
 *
 * Limit: relative specifiers only, and no more than 1,000 files.
 *
 * @param path the absolute path of the file
 * @param source the file as it is now, saved or not
 * @param detect those of `detectCallbacks`, without `imported`
 * @returns nothing for a path that is not absolute, such as the name of a text on stdin; never fails for files that cannot be read or parsed
 */
export function importedFunctionsOf(path: string, source: Source, detect: Omit<DetectOptions, 'imported'> = {}): ImportedFunctions {
  if (!isAbsolute(path) || !hasRelativeSpecifier(source.text)) return {};
  const key = JSON.stringify(detect);
  let reader = readers.get(key);
  if (!reader) readers.set(key, (reader = new ImportReader(detect)));
  return reader.read(realPathOf(path), source);
}

class ImportReader {
  readonly #detect: Omit<DetectOptions, 'imported'>;
  readonly #known = new Map<string, KnownSummary>();
  #resolve: ResolveFile = () => null;
  #resolvedUntil = 0;

  constructor(detect: Omit<DetectOptions, 'imported'>) {
    this.#detect = detect;
  }

  read(path: string, source: Source): ImportedFunctions {
    const own = summarizeImports(source);
    const resolve = this.#freshResolver();
    const summaries = new Map<string, FileSummary>();
    const add = (from: string, specifiers: readonly string[]): void => {
      for (const specifier of specifiers) {
        const file = resolve(from, specifier);
        if (file === null || summaries.has(file) || summaries.size > maximumFiles) continue;
        // A file in a circle of imports has to be known with its own functions.
        const summary = file === path ? summarizeFile(source, this.#detect) : this.#summaryOf(file);
        if (!summary) continue;
        summaries.set(file, summary);
        add(file, specifiersOf(summary, 'exports'));
      }
    };
    add(path, specifiersOf(own));
    if (summaries.size === 0) return {};
    if (!summaries.has(path)) summaries.set(path, own);
    return new Project(summaries, resolve).importedBy(path);
  }

  /** The summary of a file as it is now; null if it cannot be read or parsed, or exports nothing. */
  #summaryOf(file: string): FileSummary | null {
    try {
      const { mtimeMs: modified, size } = statSync(file);
      const known = this.#known.get(file);
      if (known?.modified === modified && known.size === size) return known.summary;
      const summary = this.#summarize(file);
      this.#known.set(file, { modified, size, summary });
      return summary;
    } catch {
      return null; // no such file
    }
  }

  #summarize(file: string): FileSummary | null {
    try {
      return summarizeText(readTextFile(file), (text) => parseFile(text, file), { detect: this.#detect, part: 'exports' });
    } catch {
      return null; // The error is reported when the file itself is linted.
    }
  }

  #freshResolver(): ResolveFile {
    if (performance.now() > this.#resolvedUntil) {
      this.#resolve = createResolver();
      this.#resolvedUntil = performance.now() + resolvedFor;
    }
    return this.#resolve;
  }
}
