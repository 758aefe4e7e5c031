// Counts what functions that lose their callback passed to it, so that a callback form can pass as much.

import { type FunctionNode, type Source, hasRole, isNullish, verbOf } from '@uncallback/detector';

import { isEmitter } from '../callback/emitter-value.js';
import type { Completion, FlowForm, PromiseForm } from '../plan/types.js';
import type { Candidates } from './candidates.js';
import { type Counts, agreeOnErrors, agreeOnResults } from './counts.js';
import type { CalledTask, Conversion, ErrorCount, ResultCount } from './types.js';

/** What a function passes to its callback: its results on success, and the number of arguments with an error. */
export type Passed = Pick<Conversion, 'results' | 'errorCount' | 'passesEmitter'>;

/** A function whose body is flat, with the calls of its callback. */
interface Flat {
  readonly conversion: Conversion;
  readonly completions: readonly Completion[];
  readonly promises: readonly PromiseForm[];
}

/** Each of the numbers that some calls of a callback pass. */
interface Parts {
  readonly results: ReadonlySet<ResultCount>;
  readonly errorCounts: ReadonlySet<ErrorCount>;
  readonly passesEmitter: boolean;
}

const nothing: Parts = { results: new Set(), errorCounts: new Set(), passesEmitter: false };

const unknown: Parts = { results: new Set(['unknown']), errorCounts: new Set(['unknown']), passesEmitter: false };

/** Counts for the flat functions of one file. A function that forwards its callback to another one passes what that passes, also where they call each other. */
export class PassedCounts {
  readonly #byFunction: ReadonlyMap<FunctionNode, Flat>;
  readonly #source: Source;
  readonly #candidates: Candidates;
  readonly #known: Map<FunctionNode, Parts>;

  constructor(source: Source, flat: readonly Flat[], candidates: Candidates) {
    this.#source = source;
    this.#byFunction = new Map(flat.map((each) => [each.conversion.fn as FunctionNode, each]));
    this.#candidates = candidates;
    this.#known = new Map([...this.#byFunction.keys()].map((fn) => [fn, nothing]));
    for (let isNews = true; isNews; ) {
      isNews = false;
      for (const [fn, each] of this.#byFunction) {
        const parts = this.#partsOfFlat(each);
        isNews ||= !isEqual(parts, this.#known.get(fn)!);
        this.#known.set(fn, parts);
      }
    }
  }

  /** What a function passes; `unknown` for one that is not flat. */
  of(fn: FunctionNode): Passed {
    return together(this.#partsOf(fn));
  }

  /** What some completions of a function pass together. */
  ofCompletions(completions: readonly Completion[]): Passed {
    return together(this.#partsOfCompletions(completions));
  }

  /** Whether each task of a control-flow call certainly passes one result at most. Of several the library makes a list. */
  collectsSingle({ flow: { tasks }, callees }: FlowForm): boolean {
    const parts = tasks.map((task) => (task.form === 'function' ? this.#partsOf(task.fn) : this.#partsOfCalled(task, callees)));
    return parts.every(({ results }) => !results.has('unknown') && !results.has('mixed'));
  }

  #partsOf(fn: FunctionNode): Parts {
    return this.#known.get(fn) ?? unknown;
  }

  #partsOfFlat({ completions, promises }: Flat): Parts {
    const parts = this.#partsOfCompletions([...completions, ...promises.flatMap(({ settlements }) => settlements)]);
    return promises.some(({ adapter }) => adapter !== null) ? { ...unknown, passesEmitter: parts.passesEmitter } : parts;
  }

  #partsOfCompletions(completions: readonly Completion[]): Parts {
    return { ...join(completions.map((completion) => this.#passedBy(completion))), passesEmitter: completions.some((completion) => this.#passesEmitter(completion)) };
  }

  /** Whether a completion passes a stream or another emitter. */
  #passesEmitter({ kind, passed, call, forwarded }: Completion): boolean {
    if (kind === 'return' || kind === 'either') return passed.some((argument) => isEmitter(this.#source, argument));
    if (!forwarded) return false;
    const callee = this.#candidates.calledBy(call)?.fn;
    return callee ? this.#partsOf(callee).passesEmitter : hasRole(verbOf(call.callee) ?? '', 'emitter');
  }

  /** What a `waterfall` passes: the results of its last task, and the error of any. */
  #passedByTasks({ flow: { tasks }, callees }: FlowForm): Parts {
    const passed = tasks.map((task) => (task.form === 'function' ? this.#partsOf(task.fn) : this.#partsOfCalled(task, callees)));
    return { ...join(passed), results: passed.at(-1)!.results };
  }

  /** What a function with a name passes that a control-flow call calls. */
  ofCalled(task: CalledTask, callees: FlowForm['callees']): Counts {
    return together(this.#partsOfCalled(task, callees));
  }

  #partsOfCalled({ call }: CalledTask, callees: FlowForm['callees']): Parts {
    const own = this.#candidates.calledBy(call);
    if (own) return this.#partsOf(own.fn);
    const other = this.#candidates.importedBy(call)?.form ?? callees.get(call);
    return partsWith(other?.results ?? 'unknown', other?.errorCount ?? 'unknown');
  }

  /** What one completion passes. */
  #passedBy({ kind, value, call, passed, forwarded, list }: Completion): Parts {
    if (list) return partsWith('mixed', null);
    switch (kind) {
      case 'throw':
        // The callback form passes `undefined`, not another value such as `null`.
        return partsWith(null, passed.slice(1).some(({ type }) => type !== 'Identifier') ? 'unknown' : passed.length > 1 ? 2 : 1);
      case 'either':
        // `cb(wrap(err))` is there for its error: where it makes none after all, the callback form passes as much as on success.
        return partsWith(value ? 'one' : passed[0]?.type === 'Identifier' ? 'none' : null, value ? 2 : 1);
      case 'return': {
        const [first] = passed;
        // `cb(err, value)` that forwards both passes as many arguments with an error.
        const isForward = first !== undefined && !isNullish(first);
        return partsWith(value ? 'one' : first ? 'none' : 'nothing', isForward ? (value ? 2 : 1) : null);
      }
      case 'forward': {
        if (forwarded?.callee.form === 'flow' && forwarded.results === 'one' && !this.collectsSingle(forwarded.callee)) return partsWith('one', 'unknown');
        if (forwarded?.results) return partsWith(forwarded.results, forwarded.errorCount);
        if (forwarded?.callee.form === 'flow') return this.#passedByTasks(forwarded.callee);
        const callee = this.#candidates.calledBy(call)?.fn;
        return callee ? this.#partsOf(callee) : nothing;
      }
      // What a step passes is counted by its own completions.
      case 'step':
        return nothing;
    }
  }
}

/** @param results null, as `errorCount`, for the part that is never passed */
function partsWith(results: ResultCount | null, errorCount: ErrorCount | null): Parts {
  return { results: new Set(results === null ? [] : [results]), errorCounts: new Set(errorCount === null ? [] : [errorCount]), passesEmitter: false };
}

function join(all: readonly Parts[]): Parts {
  return { results: new Set(all.flatMap(({ results }) => [...results])), errorCounts: new Set(all.flatMap(({ errorCounts }) => [...errorCounts])), passesEmitter: all.some(({ passesEmitter }) => passesEmitter) };
}

function together({ results, errorCounts, passesEmitter }: Parts): Passed {
  return { results: agreeOnResults([...results]), errorCount: agreeOnErrors([...errorCounts]), passesEmitter };
}

/** Whether parts that are not fewer are the same. */
function isEqual(parts: Parts, before: Parts): boolean {
  return parts.results.size === before.results.size && parts.errorCounts.size === before.errorCounts.size && parts.passesEmitter === before.passesEmitter;
}
