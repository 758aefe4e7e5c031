// Counts what functions that lose their callback passed to it, so that a callback form can pass as much.

import { type FunctionNode, type Source, hasRole, isNullish, verbOf } from '@uncallback/detector';

import { isEmitter } from '../callback/emitter-value.js';
import type { Completion, FlowForm, PromiseForm } from '../plan/types.js';
import type { Candidates } from './candidates.js';
import type { CalledTask, Conversion, ErrorCount, ResultCount } from './types.js';

/** What a function passes to its callback: its results on success, and the number of arguments with an error. */
export type Passed = Pick<Conversion, 'results' | 'errorCount' | 'passesEmitter'>;

/** A function whose body is flat, with the calls of its callback. */
interface Flat {
  readonly conversion: Conversion;
  readonly completions: readonly Completion[];
  readonly promises: readonly PromiseForm[];
}

const unknown: Passed = { results: 'unknown', errorCount: 'unknown', passesEmitter: false };

/** Counts for the flat functions of one file. A function that forwards its callback to another one passes what that passes. */
export class PassedCounts {
  readonly #byFunction: ReadonlyMap<FunctionNode, Flat>;
  readonly #source: Source;
  readonly #candidates: Candidates;
  readonly #known = new Map<FunctionNode, Passed>();

  constructor(source: Source, flat: readonly Flat[], candidates: Candidates) {
    this.#source = source;
    this.#byFunction = new Map(flat.map((each) => [each.conversion.fn as FunctionNode, each]));
    this.#candidates = candidates;
  }

  /** What a function passes; `unknown` for one that is not flat. */
  of(fn: FunctionNode): Passed {
    const known = this.#known.get(fn);
    if (known) return known;
    const flat = this.#byFunction.get(fn);
    if (!flat) return unknown;
    this.#known.set(fn, unknown); // ends the recursion of functions that forward their callbacks to each other
    const passed = this.ofCompletions([...flat.completions, ...flat.promises.flatMap(({ settlements }) => settlements)], fn);
    const hasAdapter = flat.promises.some(({ adapter }) => adapter !== null);
    const result = hasAdapter ? { ...unknown, passesEmitter: passed.passesEmitter } : passed;
    this.#known.set(fn, result);
    return result;
  }

  /** What some completions of a function pass together. */
  ofCompletions(completions: readonly Completion[], fn: FunctionNode): Passed {
    const parts = completions.flatMap((completion) => this.#passedBy(completion, fn) ?? []);
    return {
      results: agreeOnResults(parts.flatMap(({ results }) => results ?? [])),
      errorCount: agree<ErrorCount>(parts.flatMap(({ errorCount }) => errorCount ?? []), 1, 'unknown'),
      passesEmitter: completions.some((completion) => this.#passesEmitter(completion)),
    };
  }

  /** Whether a completion passes a stream or another emitter. */
  #passesEmitter({ kind, passed, call, forwarded }: Completion): boolean {
    if (kind === 'return' || kind === 'either') return passed.some((argument) => isEmitter(this.#source, argument));
    if (!forwarded) return false;
    const callee = this.#candidates.calledBy(call)?.fn;
    return callee ? this.of(callee).passesEmitter : hasRole(verbOf(call.callee) ?? '', 'emitter');
  }

  /** What a `waterfall` passes: the results of its last task, and the error of any. */
  #passedByTasks({ flow: { tasks }, callees }: FlowForm): { readonly results: ResultCount; readonly errorCount: ErrorCount } {
    const passed = tasks.map((task) => (task.form === 'function' ? this.of(task.fn) : this.ofCalled(task, callees)));
    return { results: passed.at(-1)!.results, errorCount: agree<ErrorCount>(passed.map(({ errorCount }) => errorCount), 1, 'unknown') };
  }

  /** What a function with a name passes that a control-flow call calls. */
  ofCalled({ call }: CalledTask, callees: FlowForm['callees']): Omit<Passed, 'passesEmitter'> {
    const own = this.#candidates.calledBy(call);
    if (own) return this.of(own.fn);
    const other = this.#candidates.importedBy(call)?.form ?? callees.get(call);
    return { results: other?.results ?? 'unknown', errorCount: other?.errorCount ?? 'unknown' };
  }

  /** What one completion passes; null for the part that it never passes, and for a call of the function itself. */
  #passedBy({ kind, value, call, passed, forwarded, isList }: Completion, fn: FunctionNode): { readonly results: ResultCount | null; readonly errorCount: ErrorCount | null } | null {
    if (isList) return { results: 'mixed', errorCount: null };
    switch (kind) {
      case 'throw':
        // The callback form passes `undefined`, not another value such as `null`.
        return { results: null, errorCount: passed.slice(1).some(({ type }) => type !== 'Identifier') ? 'unknown' : passed.length > 1 ? 2 : 1 };
      case 'either':
        // `cb(wrap(err))` is there for its error: where it makes none after all, the callback form passes as much as on success.
        return { results: value ? 'one' : passed[0]?.type === 'Identifier' ? 'none' : null, errorCount: value ? 2 : 1 };
      case 'return': {
        const [first] = passed;
        // `cb(err, value)` that forwards both passes as many arguments with an error.
        const isForward = first !== undefined && !isNullish(first);
        return { results: value ? 'one' : first ? 'none' : 'nothing', errorCount: isForward ? (value ? 2 : 1) : null };
      }
      case 'forward': {
        if (forwarded?.results) return { results: forwarded.results, errorCount: forwarded.errorCount };
        if (forwarded?.callee.form === 'flow') return this.#passedByTasks(forwarded.callee);
        const callee = this.#candidates.calledBy(call)?.fn;
        return !callee || callee === fn ? null : this.of(callee);
      }
      // What a step passes is counted by its own completions.
      case 'step':
        return null;
    }
  }
}

/** How many results some calls pass together. An absent error counts as null beside a call that passes one: `cb()` beside `cb(null)`. */
function agreeOnResults(results: readonly ResultCount[]): ResultCount {
  const hasNone = results.includes('none');
  return agree<ResultCount>(results.map((result) => (hasNone && result === 'nothing' ? 'none' : result)), 'none', 'mixed');
}

/** The only value of a list; one for an empty list, another one where the values differ. */
function agree<Value>(values: readonly Value[], none: Value, mixed: Value): Value {
  const [first, ...others] = new Set(values);
  return others.length > 0 ? mixed : (first ?? none);
}

/** Whether a callback form can pass as many arguments as a function did, with an error and without. */
export function isCountable({ results, errorCount }: Omit<Passed, 'passesEmitter'>): boolean {
  return ((results === 'none' || results === 'nothing') && errorCount === 1) || (results === 'one' && errorCount !== 'unknown');
}
