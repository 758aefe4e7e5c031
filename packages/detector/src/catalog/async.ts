import type { CallbackKind } from '../site.js';
import type { ApiEntry } from './api-entry.js';
import { async, asyncQueues } from './modules/async.js';
import { type Dependencies, isRangeInside } from './versions.js';

/** The functions of the async library by their paths, its queues included. All packages like it use these names. */
const entries: ReadonlyMap<string, ApiEntry> = new Map([async, ...asyncQueues].flatMap(({ entries }) => entries.map((entry) => [entry.path, entry])));

/** The packages that have the functions of the async library: `async`, `async-es`, `neo-async`. */
const libraries = asyncQueues.map(({ name }) => name);

/** Packages that are one of its functions each, and take functions in the same way: https://github.com/feross/run-series#readme */
const single: ReadonlyMap<string, string> = new Map([
  ['run-series', 'series'],
  ['run-parallel', 'parallel'],
  ['run-parallel-limit', 'parallelLimit'],
  ['run-waterfall', 'waterfall'],
]);

/**
 * The function of the async library that a path names: `eachSeries` for `async.eachSeries`, `async/eachSeries` and
 * `neo-async.eachSeries`, `series` for `run-series`. Null for any other path.
 */
export function matchAsyncPath(path: string): { readonly module: string; readonly method: string } | null {
  const only = single.get(path);
  if (only !== undefined) return { module: path, method: only };
  const module = libraries.find((name) => path.startsWith(name) && /^[./]/.test(path.slice(name.length)));
  return module === undefined ? null : { module, method: path.slice(module.length + 1) };
}

/** Whether a module is the async library or a package like it, or one function of it: `async/each`, `run-series`. */
export function isAsyncLibrary(module: string): boolean {
  return single.has(module) || libraries.some((name) => module === name || module.startsWith(`${name}/`));
}

/** Facts about the parameters of a function argument. */
interface ArgumentParameters {
  readonly count: number;
  readonly hasErrorName: boolean;
  readonly isAsync: boolean;
}

/**
 * The kind of a function argument in a call of the async library: in `async.each(list, f, callback)`, `f` is an `async-iteratee` and
 * `callback` is `error-first`.
 *
 * @param method the function of the library: `eachSeries`; for queues `queue.push`
 * @param index the position of the argument, counted from 0
 * @param count the number of arguments in the call
 * @returns null for a function that is not catalogued
 */
export function matchAsyncArgument(method: string, index: number, count: number, parameters: ArgumentParameters): CallbackKind | null {
  const entry = entries.get(method);
  return entry ? kindOfArgument(entry, index, count, parameters) : null;
}

/** Whether a function of the async library, by its path, calls an argument error-first when all is done: `callback` of `async.each(list, f, callback)`. */
export function isAsyncCompletion(path: string, index: number, count: number): boolean {
  const matched = matchAsyncPath(path);
  return matched !== null && matchAsyncArgument(matched.method, index, count, { count: 2, hasErrorName: true, isAsync: false }) === 'error-first';
}

/**
 * The kind of a function argument in a call of a catalogued function, which may take functions for each item in front of its callback.
 *
 * @param index the position of the argument, counted from 0
 * @param count the number of arguments in the call
 */
export function kindOfArgument(
  { kind = 'error-first', iteratee, mayLackError }: Pick<ApiEntry, 'kind' | 'iteratee' | 'mayLackError'>,
  index: number,
  count: number,
  parameters: ArgumentParameters,
): CallbackKind {
  if (iteratee !== undefined && index <= (iteratee < 0 ? Math.max(count + iteratee, 0) : iteratee)) return 'async-iteratee';
  // `await async.retry(3, async () => {})` leaves out the callback.
  if (iteratee !== undefined && index < -iteratee && parameters.isAsync && !parameters.hasErrorName) return 'async-iteratee';
  return mayLackError && parameters.count === 1 && !parameters.hasErrorName ? 'other' : kind;
}

/**
 * What a function of the async library does with its functions, where straight code does the same. `each`, `map`: one for each item of a
 * list, all started at once, without and with results. `each-series`, `map-series`: one after the other. `series`, `parallel`: a list or an
 * object of tasks, one after the other or all started at once. `waterfall`: a list of tasks, each of which is passed the results of the one before.
 * `auto`: an object of tasks that name the tasks which they wait for. `times`, `times-series`: one for each number from 0 on.
 */
export type ControlFlow = 'each' | 'each-series' | 'map' | 'map-series' | 'series' | 'parallel' | 'waterfall' | 'auto' | 'times' | 'times-series';

const controlFlows: ReadonlyMap<string, ControlFlow> = new Map<string, ControlFlow>([
  ['each', 'each'],
  ['forEach', 'each'],
  ['eachSeries', 'each-series'],
  ['forEachSeries', 'each-series'],
  ['map', 'map'],
  ['mapSeries', 'map-series'],
  ['series', 'series'],
  ['parallel', 'parallel'],
  ['waterfall', 'waterfall'],
  ['auto', 'auto'],
  ['times', 'times'],
  ['timesSeries', 'times-series'],
]);

/** The functions that take a limit behind their list, as they are with the limit 1: one after the other. */
const limitedFlows: ReadonlyMap<string, ControlFlow> = new Map<string, ControlFlow>([
  ['eachLimit', 'each-series'],
  ['forEachLimit', 'each-series'],
  ['mapLimit', 'map-series'],
  ['parallelLimit', 'series'],
  ['timesLimit', 'times-series'],
]);

/** What the function of the async library does that a path names, if its limit is 1; null for a function without a limit, and for any other path. */
export function limitedFlowOf(path: string): ControlFlow | null {
  const matched = matchAsyncPath(path);
  return matched === null ? null : (limitedFlows.get(matched.method) ?? null);
}

/** What the function of the async library does that a path names; null for a function that straight code cannot replace, and for any other path. */
export function controlFlowOf(path: string): ControlFlow | null {
  const matched = matchAsyncPath(path);
  return matched === null ? null : (controlFlows.get(matched.method) ?? null);
}

/** Whether a path names the function of the async library that binds arguments: `apply` of `async.apply(fs.unlink, path)`. */
export function bindsArguments(path: string): boolean {
  return matchAsyncPath(path)?.method === 'apply';
}

/** Whether a path names the function of the async library whose functions pass their errors as results: `async.map(list, async.reflect(load), callback)`. */
export function passesErrorsAsResults(path: string): boolean {
  return /^reflect(?:All)?$/.test(matchAsyncPath(path)?.method ?? '');
}

/**
 * Whether the library of a control-flow function passes a callback to every function, an async one included. From 2.3 on, async waits for the
 * promise of a native async function instead: https://github.com/caolan/async/blob/master/CHANGELOG.md
 *
 * @param path the path of the control-flow function
 */
export function passesCallbackToAll(path: string, dependencies: Dependencies): boolean {
  const module = matchAsyncPath(path)?.module;
  return module === 'neo-async' || (module !== undefined && single.has(module)) || (module !== undefined && Object.hasOwn(dependencies, module) && isRangeInside(dependencies[module]!, '<2.3.0'));
}

/**
 * Where the tasks of `auto` that wait for others get their callback: in front of the results, or behind them, as from version 2.0 on:
 * https://github.com/caolan/async/blob/master/CHANGELOG.md
 *
 * @returns null where the version is not known
 */
export function callbackOfAuto(path: string, dependencies: Dependencies): 'first' | 'last' | null {
  const module = matchAsyncPath(path)?.module;
  if (module !== 'async' || !Object.hasOwn(dependencies, module)) return null;
  const range = dependencies[module]!;
  return isRangeInside(range, '<2.0.0-0') ? 'first' : isRangeInside(range, '>=2.0.0-0') ? 'last' : null;
}

/**
 * What a function of the library goes over where it is given anything: the values of an object or an array, and nothing for null; or the elements of an
 * array, where an object has none, and null is an error. Found by calling 0.2.10, 0.9.2, 1.0.0, 1.1.0, 1.2.1, 1.3.0, 1.4.2 and 1.5.2 with arrays, objects,
 * texts, `arguments`, sets, numbers and nothing. From 2.0 on, iterables are gone over as well, which no expression does for all of these; from 1.5 on, the
 * results of `map` are an object for an object.
 *
 * @param path the path of the control-flow function
 * @returns null where the version is not known, or newer
 */
export function itemsOfAny(path: string, dependencies: Dependencies): 'values' | 'elements' | null {
  const flow = controlFlowOf(path);
  if (flow === null || matchAsyncPath(path)?.module !== 'async' || !Object.hasOwn(dependencies, 'async')) return null;
  const range = dependencies['async']!;
  const collects = flow === 'map' || flow === 'map-series';
  if (isRangeInside(range, collects ? '>=1.1.0 <1.5.0' : '>=1.1.0 <2.0.0')) return 'values';
  return isRangeInside(range, collects ? '>=0.2.10 <1.0.0' : '>=0.2.10 <1.1.0') ? 'elements' : null;
}

/** Whether the first argument of a function of the async library is a list or an object of tasks: `series`, `auto`. */
export function takesTasks(method: string): boolean {
  return entries.get(method)?.takesTasks === true;
}
