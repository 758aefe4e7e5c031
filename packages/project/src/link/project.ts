import { type FunctionSummary, type ImportedFunction, type ImportedFunctions, type ImportedName, settleFunction } from '@uncallback/detector';

import type { FileSummary } from '../summary/file-summary.js';
import { namesInFunction } from '../summary/specifiers.js';
import { type ExportedFunction, ExportFinder, type ResolveFile } from './export-finder.js';

/** How often facts are settled anew at most. Each round follows chains of functions over one more file. */
const maximumRounds = 32;

/**
 * The files of a project, joined by what they import: for each file, what the functions of other files do that it calls. Facts go along calls
 * that forward a callback from file to file, in circles, too.
 */
export class Project {
  readonly #summaries: ReadonlyMap<string, FileSummary>;
  readonly #finder: ExportFinder;
  readonly #facts = new Map<FunctionSummary, ImportedFunction>();

  /**
   * @param summaries the summaries of the files, by the names that `resolve` returns
   * @param resolve finds the file that a relative specifier means in a file; null if there is none
   */
  constructor(summaries: ReadonlyMap<string, FileSummary>, resolve: ResolveFile) {
    this.#summaries = summaries;
    this.#finder = new ExportFinder(summaries, resolve);
    this.#settle();
  }

  /** What the functions of other files do that a file calls, for the option `imported` of the detector. */
  importedBy(file: string): ImportedFunctions {
    const imported = new Map<string, Map<string, readonly ImportedFunction[]>>();
    for (const name of this.#summaries.get(file)?.uses ?? []) {
      const functions = this.lookup(file, name);
      if (functions.length === 0) continue;
      const ofFile = imported.get(name.specifier) ?? new Map<string, readonly ImportedFunction[]>();
      imported.set(name.specifier, ofFile.set(name.path.join('.'), functions));
    }
    return Object.fromEntries([...imported].map(([specifier, functions]) => [specifier, Object.fromEntries(functions)]));
  }

  /** What the functions do that a name means in a file; an empty list if no file of the project exports a function by that name. */
  lookup(file: string, name: ImportedName): readonly ImportedFunction[] {
    return this.#finder.functionsOf(file, name).flatMap(({ summary }) => this.#facts.get(summary) ?? []);
  }

  /** The exported function that a name means in a file, by its index in the summary of its file; null if there is none, or more than one. */
  locate(file: string, name: ImportedName): { readonly file: string; readonly fn: number } | null {
    const [found, ...others] = this.#finder.functionsOf(file, name);
    return found && others.length === 0 ? { file: found.file, fn: this.#summaries.get(found.file)!.functions.indexOf(found.summary) } : null;
  }

  /**
   * Finds the facts of all functions. First those of functions that call no function of another file; then those of their callers, again and
   * again, until nothing changes, since functions may call each other in a circle.
   */
  #settle(): void {
    const dependent: ExportedFunction[] = [];
    for (const [file, { functions }] of this.#summaries) {
      for (const summary of functions) {
        const isDependent = namesInFunction(summary).some((name) => this.#finder.functionsOf(file, name).length > 0);
        if (isDependent) dependent.push({ file, summary });
        // In a circle of functions that only call each other, nothing calls back.
        this.#facts.set(summary, isDependent ? neverCallingBack(summary) : settleFunction(summary, () => []));
      }
    }
    for (let round = 0, isNews = dependent.length > 0; isNews && round < maximumRounds; round++) {
      isNews = false;
      for (const { file, summary } of dependent) {
        const before = JSON.stringify(this.#facts.get(summary));
        const facts = settleFunction(summary, (name) => this.lookup(file, name));
        this.#facts.set(summary, facts);
        isNews ||= JSON.stringify(facts) !== before;
      }
    }
  }
}

function neverCallingBack(summary: FunctionSummary): ImportedFunction {
  const { parameters, last, returnsHandle } = settleFunction(summary, () => []);
  const silence = (handlers: ImportedFunction['last']): ImportedFunction['last'] => handlers.map((handler) => handler && { ...handler, onSuccess: 'never', onError: 'never' });
  return { parameters: silence(parameters), last: silence(last), returnsHandle };
}
