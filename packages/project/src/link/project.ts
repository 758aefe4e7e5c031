import { type FunctionSummary, type ImportedFunction, type ImportedFunctions, type ImportedName, settleFunction } from '@uncallback/detector';

import { namesInFunction } from '../summary/specifiers.js';
import { type ExportedFunction, ExportFinder, type ResolveFile, type Summaries } from './export-finder.js';

/** How often facts are settled anew at most. Each round follows chains of functions over one more file. */
const maximumRounds = 32;

/**
 * The files of a project, joined by what they import: for each file, what the functions of other files do that it calls. Facts go along calls
 * that forward a callback from file to file, in circles, too. They are found when they are asked for.
 */
export class Project {
  readonly #summaries: Summaries;
  readonly #finder: ExportFinder;
  readonly #facts = new Map<FunctionSummary, ImportedFunction>();

  /**
   * @param summaries the summaries of the files, by the names that `resolve` returns. Whoever asks for the facts about a function sees to it that
   *   all files are there that these may depend on, see `specifiersOf`.
   * @param resolve finds the file that a relative specifier means in a file; null if there is none
   */
  constructor(summaries: Summaries, resolve: ResolveFile) {
    this.#summaries = summaries;
    this.#finder = new ExportFinder(summaries, resolve);
  }

  /**
   * What the functions of other files do that a file calls, for the option `imported` of the detector.
   *
   * @param uses the functions of other files that the file calls; by default those of its summary
   */
  importedBy(file: string, uses: readonly ImportedName[] = this.#summaries.get(file)?.uses ?? []): ImportedFunctions {
    const imported = new Map<string, Map<string, readonly ImportedFunction[]>>();
    for (const name of uses) {
      const functions = this.lookup(file, name);
      if (functions.length === 0) continue;
      const ofFile = imported.get(name.specifier) ?? new Map<string, readonly ImportedFunction[]>();
      imported.set(name.specifier, ofFile.set(name.path.join('.'), functions));
    }
    return Object.fromEntries([...imported].map(([specifier, functions]) => [specifier, Object.fromEntries(functions)]));
  }

  /** What the functions do that a name means in a file; an empty list if no file of the project exports a function by that name. */
  lookup(file: string, name: ImportedName): readonly ImportedFunction[] {
    return this.#finder.functionsOf(file, name).map((fn) => {
      if (!this.#facts.has(fn.summary)) this.#settle(fn);
      return this.#facts.get(fn.summary)!;
    });
  }

  /** The exported function that a name means in a file, by its index in the summary of its file; null if there is none, or more than one. */
  locate(file: string, name: ImportedName): { readonly file: string; readonly fn: number } | null {
    const [found, ...others] = this.#finder.functionsOf(file, name);
    return found && others.length === 0 ? { file: found.file, fn: this.#summaries.get(found.file)!.functions.indexOf(found.summary) } : null;
  }

  /**
   * Finds the facts about a function and about all that it depends on. First those of functions that call no function of another file; then those
   * of their callers, again and again, until nothing changes, since functions may call each other in a circle.
   */
  #settle(fn: ExportedFunction): void {
    const dependent = this.#addUnsettled(fn, []);
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

  /** Adds a function of which nothing is known, and those that it depends on, to the dependent ones; callees come before their callers. */
  #addUnsettled({ file, summary }: ExportedFunction, dependent: ExportedFunction[]): readonly ExportedFunction[] {
    if (this.#facts.has(summary)) return dependent;
    const callees = namesInFunction(summary).flatMap((name) => this.#finder.functionsOf(file, name));
    // In a circle of functions that only call each other, nothing calls back.
    this.#facts.set(summary, callees.length > 0 ? neverCallingBack(summary) : settleFunction(summary, () => []));
    for (const callee of callees) this.#addUnsettled(callee, dependent);
    if (callees.length > 0) dependent.push({ file, summary });
    return dependent;
  }
}

function neverCallingBack(summary: FunctionSummary): ImportedFunction {
  const { parameters, last, returnsHandle } = settleFunction(summary, () => []);
  const silence = (handlers: ImportedFunction['last'], own: FunctionSummary['last']): ImportedFunction['last'] => handlers.map((handler, index) => handler && { ...handler, onSuccess: 'never', onError: 'never', passes: own[index]!.passes });
  return { parameters: silence(parameters, summary.parameters), last: silence(last, summary.last), returnsHandle };
}
