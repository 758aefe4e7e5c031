import type { CallbackKind } from '../site.js';
import type { ApiEntry } from './api-entry.js';
import { async, asyncQueues } from './modules/async.js';

/** With the queues of the library, whose names are the same in all packages like it. */
const entries: ReadonlyMap<string, ApiEntry> = new Map([async, ...asyncQueues].flatMap(({ entries }) => entries.map((entry) => [entry.path, entry])));

/** Packages with the functions of the async library. */
const libraries = asyncQueues.map(({ name }) => name);

/** The function of the async library that a path names: `eachSeries` of `async.eachSeries`, `async/eachSeries` and `neo-async.eachSeries`. */
export function matchAsyncPath(path: string): { readonly module: string; readonly method: string } | null {
  const module = libraries.find((name) => path.startsWith(name) && /^[./]/.test(path.slice(name.length)));
  return module === undefined ? null : { module, method: path.slice(module.length + 1) };
}

/** Whether a module is such a package, or one function of it: `async/each`. */
export function isAsyncLibrary(module: string): boolean {
  return libraries.some((name) => module === name || module.startsWith(`${name}/`));
}

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
