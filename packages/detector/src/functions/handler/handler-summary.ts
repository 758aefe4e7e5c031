import type { ImportedName } from '../../bindings/file-imports.js';
import { type FindImported, type ImportedArgument, type ImportedFunction, handlersOfImported } from '../imported/imported-function.js';
import { type ImportedTiming, type TimingTerm, combine, settle } from '../timing/timing-term.js';
import { type CompletionHandler, type PassedArguments, type Timing, mayBeAtOnce } from './completion-handler.js';
import { joinPassed, passesUnknown } from './passed-arguments.js';
import { combineProtocols } from './protocol.js';

/** What a function does with one callback parameter, as far as its own file shows it, and what depends on other files. Plain data. */
export interface HandlerSummary extends Omit<CompletionHandler, 'onSuccess' | 'onError'> {
  readonly onSuccess: TimingTerm;
  readonly onError: TimingTerm;
  /** The callees of other files that the callback is forwarded to: `other.load` for `function f(cb) { other.load(cb); }`. */
  readonly forwards: readonly ImportedArgument[];
  /** The callees of other files whose error and results it is passed together: `other.load` for `other.load((err, row) => cb(err, row))`. */
  readonly bothFrom: readonly ImportedArgument[];
  /** When the callees call it that it is forwarded to in a `try` block. */
  readonly forwardedInTry: TimingTerm;
}

/** What a function does with its parameters, see `ImportedFunction`, before the functions of other files are known. Plain data. */
export interface FunctionSummary {
  readonly parameters: readonly (HandlerSummary | null)[];
  readonly last: readonly (HandlerSummary | null)[];
  /** It returns a handle, as far as its own file shows it. */
  readonly returnsHandle: boolean;
  /** The callees of other files whose values it returns: `return api.exec(command, cb)`. */
  readonly returnedCalls: readonly ImportedName[];
}

/** Whether a summary says that a parameter is called, or how: not of one that is only passed to functions that are not known. */
export function saysAnything({ protocol, invoked, onSuccess, onError, forwards, bothFrom, ...flags }: HandlerSummary): boolean {
  const isCalled = [onSuccess, onError].some((timing) => timing !== 'never' && timing !== 'unknown');
  const isSpecial = flags.errorWithResult || flags.neverFails || flags.usesThis || flags.readsLength || flags.insideTry;
  return isCalled || isSpecial || protocol !== 'unknown' || invoked !== 'unknown' || forwards.length > 0 || bothFrom.length > 0;
}

/** What a function does with its parameters, once the functions of other files are known. */
export function settleFunction({ parameters, last, returnsHandle, returnedCalls }: FunctionSummary, find: FindImported): ImportedFunction {
  const settleAll = (handlers: readonly (HandlerSummary | null)[]) => handlers.map((handler) => handler && settleHandler(handler, find));
  return {
    parameters: settleAll(parameters),
    last: settleAll(last),
    returnsHandle: returnsHandle || returnedCalls.some((name) => find(name).some((fn) => fn.returnsHandle)),
  };
}

/**
 * What a function does with its callback, with the facts of the functions in other files that it passes the callback to: `load` of
 * `function load(path, cb) { store.read(path, cb); }` calls back when `store.read` does. A function that is not found adds nothing.
 */
export function settleHandler({ forwards, bothFrom, forwardedInTry, onSuccess, onError, ...own }: HandlerSummary, find: FindImported): CompletionHandler {
  const timingOf = (imported: ImportedTiming): Timing => timingOfImported(imported, find);
  const others = forwards.flatMap((argument) => handlersOfImported(argument, find));
  return {
    ...own,
    protocol: others.length > 0 ? combineProtocols([own.protocol, ...others.map(({ protocol }) => protocol)]) : own.protocol,
    invoked: own.invoked === 'unknown' && others.some(({ invoked }) => invoked === 'repeated') ? 'repeated' : own.invoked,
    onSuccess: settle(onSuccess, timingOf),
    onError: settle(onError, timingOf),
    passes: joinPassed([own.passes, ...forwards.map((argument) => passedByImported(argument, find))]),
    neverFails: own.neverFails && forwards.every((argument) => neverFail(handlersOfImported(argument, find))),
    errorWithResult: own.errorWithResult || bothFrom.some((argument) => handlersOfImported(argument, find).some(({ errorWithResult }) => errorWithResult)),
    readsLength: own.readsLength || others.some(({ readsLength }) => readsLength),
    insideTry: own.insideTry || mayBeAtOnce(settle(forwardedInTry, timingOf)) || others.some(({ insideTry }) => insideTry),
  };
}

/** How many arguments the functions of other files that a callee may be pass to an argument. */
function passedByImported(argument: ImportedArgument, find: FindImported): PassedArguments {
  const handlers = handlersOfImported(argument, find);
  return handlers.length > 0 ? joinPassed(handlers.map(({ passes }) => passes)) : passesUnknown;
}

/** Whether functions are known, and none of them ever passes an error to its callback. */
export function neverFail(handlers: readonly CompletionHandler[]): boolean {
  return handlers.length > 0 && handlers.every(({ neverFails }) => neverFails);
}

/** When the functions of other files that a callee may be call an argument. */
export function timingOfImported({ outcome, otherwise, ...argument }: ImportedTiming, find: FindImported): Timing {
  if (find(argument.callee).length === 0) return otherwise;
  const handlers = handlersOfImported(argument, find);
  if (handlers.length === 0) return 'unknown';
  return combine([...(outcome === 'error' ? [] : handlers.map(({ onSuccess }) => onSuccess)), ...(outcome === 'success' ? [] : handlers.map(({ onError }) => onError))]);
}
