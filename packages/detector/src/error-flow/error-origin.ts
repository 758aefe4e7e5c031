import type { TSESTree } from '@typescript-eslint/types';

import type { ApiEntry } from '../catalog/api-entry.js';
import { matchAsyncPath } from '../catalog/async.js';
import type { FileContext } from '../classify/file-context.js';
import type { CompletionHandler } from '../functions/handler/completion-handler.js';
import type { CallbackSite } from '../site.js';
import { calleeName, nameOfCallee } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';

/** What is known of the callee that passes the error. */
export interface ErrorOrigin {
  /** The entry of the catalogue, or null. */
  readonly api: Pick<ApiEntry, 'severity' | 'fails' | 'alwaysPassed'> | null;
  /** Whether the callee only passes errors that are told elsewhere as well, or mean next to nothing. */
  readonly isMild: () => boolean;
  /** Whether an error may be passed at all. */
  readonly mayOccur: () => boolean;
  /** The positions of arguments that are passed with an error, too, so that using them is fine. */
  readonly alwaysPassed: () => readonly number[];
}

/**
 * What is known of the errors of a call.
 *
 * @param argument the callback of the call
 * @param api the path of the callee in the catalogue, if that is what says that the callback is error-first
 */
export function originOf(call: CallbackSite['call'], argument: CallbackSite['argument'], api: string | null, context: FileContext): ErrorOrigin {
  const { functions } = context;
  return {
    api: factsOf(api, call.callee, context),
    isMild: () => functions.failsOnlyAs(call, argument, (next) => isMildCall(next, context)),
    mayOccur: () => !functions.neverFails(call, argument) && !(isLoop(api, call) && functions.workersNeverFail(call, argument)),
    alwaysPassed: () => sharedPositions(functions.handlersOf(call, argument)),
  };
}

/** What is known of the errors of an awaited call, `await promisify(load)(id)`: the same as of the call with a callback, `load(id, cb)`. See `Capture`. */
export function originOfAwaited(call: CallbackSite['call'], argument: CallbackSite['argument'], context: FileContext): ErrorOrigin {
  const path = pathOf(call.callee, context);
  const isKnown = path !== null && (context.isErrorFirstApi(path) || matchAsyncPath(path) !== null);
  return originOf(call, argument, isKnown ? path : null, context);
}

/** Whether a call passes an error first to its callback, as the catalogue or a definition of the callee says. */
export function isErrorFirstCall(call: CallbackSite['call'], argument: CallbackSite['argument'], context: FileContext): boolean {
  const path = pathOf(call.callee, context);
  return (path !== null && context.isErrorFirstApi(path)) || context.functions.handlersOf(call, argument).some(({ protocol }) => protocol === 'error-first');
}

/** Whether a call runs functions that are passed to it, and is called back when all have called back: `async.each(list, work, done)`. */
function isLoop(api: string | null, call: CallbackSite['call']): boolean {
  return (api !== null && matchAsyncPath(api) !== null) || hasRole(calleeName(call), 'iterates-in-file');
}

/** Whether the error of a call is told elsewhere as well: by the catalogue, or, of a method of streams and sockets, by its name. */
function isMildCall({ callee }: Pick<CallbackSite['call'], 'callee'>, context: FileContext): boolean {
  const path = pathOf(callee, context);
  const facts = path === null ? null : context.lookup(path);
  return facts ? facts.severity === 'strict' : path === null && unwrap(callee).type === 'MemberExpression' && hasRole(nameOfCallee(callee), 'writes-to-stream');
}

/** What the catalogue says about the callee, also where the callback itself shows that it is error-first: `log.write(line, (err) => {})`. */
function factsOf(api: string | null, callee: TSESTree.Expression, context: FileContext): ReturnType<FileContext['lookup']> {
  if (api !== null) return context.lookup(api);
  const path = pathOf(callee, context);
  const facts = path === null ? null : context.lookup(path);
  return facts?.optional ? facts : null;
}

/** The path of a callee in the catalogue; null where nothing is known of what it refers to. */
function pathOf(callee: TSESTree.Expression, { paths }: FileContext): string | null {
  return paths.pathOf(callee)?.replaceAll('()', '') ?? null;
}

/** The positions of arguments that every function that a callee may be always passes, with an error or without. */
function sharedPositions(handlers: readonly CompletionHandler[]): readonly number[] {
  const [first, ...others] = handlers;
  return first?.alwaysPassed.filter((position) => others.every(({ alwaysPassed }) => alwaysPassed.includes(position))) ?? [];
}
