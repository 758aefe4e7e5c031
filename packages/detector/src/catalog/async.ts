import type { CallbackKind } from '../site.js';

const collection =
  /^(?:each|forEach|eachOf|forEachOf|map|mapValues|filter|select|reject|detect|find|some|any|every|all|concat|sortBy|groupBy|flatMap|times)(?:Series|Limit)?$|^(?:reduce|reduceRight|inject|foldl|foldr|transform|whilst|doWhilst|until|doUntil|during|doDuring|forever|retry|times)$/;
const tasks = /^(?:series|parallel|parallelLimit|waterfall|race|tryEach|auto|autoInject)$/;
const workers =
  /^(?:queue|priorityQueue|cargo|cargoQueue|compose|seq|applyEach|applyEachSeries|retryable|reflect|memoize|ensureAsync|timeout)$/;
/** In async 1 their last callback gets the result alone. */
const testers = /^(?:filter|select|reject|detect|some|any|every|all)(?:Series|Limit)?$/;

/**
 * What a function argument of a call of the async library is, from its documentation (https://caolan.github.io/async/).
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
  if (/^(?:setImmediate|nextTick)$/.test(method)) return 'timer';
  if (/^(?:queue|priorityQueue|cargo|cargoQueue)\.(?:push|unshift)$/.test(method)) return 'error-first';
  if (workers.test(method)) return 'async-iteratee';
  if (tasks.test(method)) return 'error-first';
  if (!collection.test(method)) return null;
  if (index <= iterateeIndex(method, count)) return 'async-iteratee';
  return testers.test(method) && parameters.count === 1 && !parameters.hasErrorName ? 'other' : 'error-first';
}

/** Where the last iteratee stands; what follows it is the final callback. */
function iterateeIndex(method: string, count: number): number {
  if (method === 'forever') return 0;
  if (method === 'retry') return count === 3 ? 1 : 0;
  if (/Limit$|^(?:reduce|reduceRight|inject|foldl|foldr)$/.test(method)) return 2;
  return method === 'transform' ? count - 2 : 1;
}

/** Whether the first argument of this method holds the tasks: an array or an object of functions. */
export function takesTasks(method: string): boolean {
  return tasks.test(method);
}
