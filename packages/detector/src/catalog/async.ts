import type { CallbackKind } from '../site.js';
import type { ApiEntry } from './api-entry.js';
import { async } from './modules/async.js';

const entries: ReadonlyMap<string, ApiEntry> = new Map(async.entries.map((entry) => [entry.path, entry]));

/**
 * What a function argument of a call of the async library is.
 *
 * @param method `eachSeries`; for queues `queue.push`
 * @param index its place among the arguments
 * @param count how many arguments the call has
 * @param parameters of the function
 */
export function matchAsyncArgument(
  method: string,
  index: number,
  count: number,
  parameters: { readonly count: number; readonly hasErrorName: boolean },
): CallbackKind | null {
  const entry = entries.get(method);
  if (!entry) return null;
  const { kind = 'error-first', iteratee, mayLackError } = entry;
  if (iteratee !== undefined && index <= (iteratee < 0 ? Math.max(count + iteratee, 0) : iteratee)) return 'async-iteratee';
  return mayLackError && parameters.count === 1 && !parameters.hasErrorName ? 'other' : kind;
}

/** Whether the first argument of this method holds the tasks: an array or an object of functions. */
export function takesTasks(method: string): boolean {
  return entries.get(method)?.takesTasks === true;
}
