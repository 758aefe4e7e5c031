import type { ApiGroup } from '../api-entry.js';
import { defineModule, under } from '../define.js';

const queueMakers = 'queue priorityQueue cargo cargoQueue';

/** Groups for the three variants of each name: `map`, `mapSeries`, and `mapLimit`, which takes its limit before the iteratee. */
function withSeriesAndLimit(names: string, facts: { readonly mayLackError?: true }): readonly ApiGroup[] {
  const endingIn = (end: string): string => names.split(' ').map((name) => name + end).join(' ');
  return [
    { paths: `${names} ${endingIn('Series')}`, iteratee: 1, ...facts },
    { paths: endingIn('Limit'), iteratee: 2, ...facts },
  ];
}

/** The methods of the queues that the library makes. `push(tasks, callback)` calls the callback for each task. */
const queues: readonly ApiGroup[] = [
  { paths: under(queueMakers, 'push unshift'), invoked: 'per-item', items: 0 },
  { paths: under(queueMakers, 'drain empty saturated unsaturated error'), kind: 'event-listener' },
];

/** The functions of the library. The last function argument is an error-first callback; those in front of it are called for each item or task. */
export const async = defineModule(
  { name: 'async', documentation: 'https://caolan.github.io/async/' },
  ...withSeriesAndLimit('each forEach eachOf forEachOf map mapValues find concat sortBy groupBy flatMap times', {}),
  // In async 1 the callback is passed the result only.
  ...withSeriesAndLimit('filter select reject detect some any every all', { mayLackError: true }),
  { paths: 'reduce reduceRight inject foldl foldr', iteratee: 2 },
  { paths: 'whilst doWhilst until doUntil during doDuring', iteratee: 1 },
  { path: 'forever', iteratee: 0 },
  { paths: 'retry transform', iteratee: -2 },
  { paths: 'series parallel parallelLimit waterfall race tryEach auto autoInject', takesTasks: true },
  {
    paths: `${queueMakers} compose seq applyEach applyEachSeries retryable reflect memoize ensureAsync timeout`,
    kind: 'async-iteratee',
  },
  { paths: 'setImmediate nextTick', kind: 'timer' },
);

/** The queues of the library and of packages that have its functions. The other functions are looked up in `catalog/async.ts`. */
export const asyncQueues = [
  defineModule({ name: 'async', documentation: 'https://caolan.github.io/async/' }, ...queues),
  defineModule({ name: 'async-es', documentation: 'https://caolan.github.io/async/' }, ...queues),
  defineModule({ name: 'neo-async', documentation: 'https://suguru03.github.io/neo-async/doc/async.html' }, ...queues),
];
