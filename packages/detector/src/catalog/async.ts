import type { CallbackKind } from '../site.js';
import type { ApiEntry } from './api-entry.js';
import { async } from './modules/async.js';

const entries: ReadonlyMap<string, ApiEntry> = new Map(async.entries.map((entry) => [entry.path, entry]));

/** The parameters of a function that is an argument, as far as they matter. */
interface ArgumentParameters {
  readonly count: number;
  readonly hasErrorName: boolean;
}

/**
 * What a function argument of a call of the async library is.
 *
 * @param method `eachSeries`; for queues `queue.push`
 * @param index its place among the arguments
 * @param count how many arguments the call has
 */
export function matchAsyncArgument(method: string, index: number, count: number, parameters: ArgumentParameters): CallbackKind | null {
  const entry = entries.get(method);
  return entry ? kindOfArgument(entry, index, count, parameters) : null;
}

/** What a function argument of a catalogued call is, where some are called for each item in front of the one that is called at the end. */
export function kindOfArgument(
  { kind = 'error-first', iteratee, mayLackError }: Pick<ApiEntry, 'kind' | 'iteratee' | 'mayLackError'>,
  index: number,
  count: number,
  parameters: ArgumentParameters,
): CallbackKind {
  if (iteratee !== undefined && index <= (iteratee < 0 ? Math.max(count + iteratee, 0) : iteratee)) return 'async-iteratee';
  return mayLackError && parameters.count === 1 && !parameters.hasErrorName ? 'other' : kind;
}

/** Whether the first argument of this method holds the tasks: an array or an object of functions. */
export function takesTasks(method: string): boolean {
  return entries.get(method)?.takesTasks === true;
}
