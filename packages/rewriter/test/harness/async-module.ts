import type { AnyFunction, World } from './world.js';

/** A worker of async.js: calls back once. Async functions get no callback, as in async 2.3 and later. */
function toWorker(world: World, worker: AnyFunction): AnyFunction {
  if (Object.prototype.toString.call(worker) !== '[object AsyncFunction]') return worker;
  return (...args) => {
    const callback = args.pop() as AnyFunction;
    (worker(...args) as Promise<unknown>).then(
      (value) => world.clock.schedule(0, () => world.invoke(callback, undefined, [null, value])),
      (error: unknown) => world.clock.schedule(0, () => world.invoke(callback, undefined, [error])),
    );
    return undefined;
  };
}

const nobody: AnyFunction = () => undefined;

/** Runs workers, at most `limit` at a time, and calls back once, in a later task: the code behind the last worker's own callback has run by then. */
function runAll(world: World, tasks: readonly ((callback: AnyFunction) => unknown)[], limit: number, done: AnyFunction): void {
  const results: unknown[] = [];
  let next = 0;
  let left = tasks.length;
  let isDone = false;
  const finish = (error: unknown) => {
    if (isDone) return;
    isDone = true;
    world.clock.schedule(0, () => world.invoke(done, undefined, [error ?? null, results]));
  };
  const start = () => {
    const index = next++;
    const task = tasks[index];
    // Without a limit, all are started, whatever the first ones do.
    if (!task || (isDone && limit < Infinity)) return;
    let isCalled = false;
    task((error, ...values) => {
      if (isCalled) throw new Error('Callback was already called.');
      isCalled = true;
      if (error) return finish(error);
      results[index] = values.length > 1 ? values : values[0];
      if (--left === 0) return finish(null);
      return start();
    });
  };
  if (left === 0) finish(null);
  for (let running = 0; running < Math.min(limit, tasks.length); running++) start();
}

type Task = AnyFunction | readonly (string | AnyFunction)[];

/** `auto` of async 1: a task that waits for others gets its callback in front of the results. Those so far, which the library passes beside an error, are left out. */
function runAuto(world: World, given: Readonly<Record<string, Task>>, done: AnyFunction): void {
  const results: Record<string, unknown> = {};
  const started = new Set<string>();
  let isDone = false;
  const finish = (error: unknown) => {
    if (isDone) return;
    isDone = true;
    world.clock.schedule(0, () => world.invoke(done, undefined, error ? [error] : [null, results]));
  };
  const startReady = () => {
    if (isDone) return;
    if (Object.keys(results).length === Object.keys(given).length) return finish(null);
    for (const [key, task] of Object.entries(given)) {
      const needs = Array.isArray(task) ? (task.slice(0, -1) as string[]) : [];
      if (started.has(key) || !needs.every((need) => need in results)) continue;
      started.add(key);
      const call = (Array.isArray(task) ? task.at(-1) : task) as AnyFunction;
      call((error: unknown, value: unknown) => {
        if (error) return finish(error);
        results[key] = value;
        return world.clock.schedule(0, startReady);
      }, results);
    }
  };
  startReady();
}

/** The functions of async.js that the programs use. */
export function createAsyncModule(world: World): object {
  const over = (limit: number) => (list: Iterable<unknown>, worker: AnyFunction, done: AnyFunction = nobody) => {
    const call = toWorker(world, worker);
    // Async 1 goes over the values of an object.
    const items = typeof list[Symbol.iterator] === 'function' ? Array.from(list) : Object.values(list);
    runAll(world, items.map((item) => (callback: AnyFunction) => call(item, callback)), limit, done);
  };
  const each = (limit: number) => (list: Iterable<unknown>, worker: AnyFunction, done: AnyFunction = nobody) =>
    over(limit)(list, worker, (error) => done(error));
  const tasks = (limit: number) => (given: readonly AnyFunction[] | Readonly<Record<string, AnyFunction>>, done: AnyFunction = nobody) => {
    const keys = Array.isArray(given) ? null : Object.keys(given);
    const end: AnyFunction = (error, results) => done(error, keys ? Object.fromEntries(Object.entries(results as object).map(([index, value]) => [keys[Number(index)], value])) : results);
    runAll(world, Object.values(given).map((task: AnyFunction) => toWorker(world, task)), limit, end);
  };
  const waterfall = (list: readonly AnyFunction[], done: AnyFunction = () => undefined) => {
    const step = (index: number, args: readonly unknown[]): unknown => {
      const task = list[index];
      if (!task) return void world.clock.schedule(0, () => world.invoke(done, undefined, [null, ...args]));
      return toWorker(world, task)(...args, (error: unknown, ...values: unknown[]) =>
        error ? done(error) : step(index + 1, values),
      );
    };
    step(0, []);
  };
  return {
    each: each(Infinity),
    forEach: each(Infinity),
    eachSeries: each(1),
    eachLimit: (list: Iterable<unknown>, limit: number, worker: AnyFunction, done?: AnyFunction) => each(limit)(list, worker, done),
    map: over(Infinity),
    mapSeries: over(1),
    mapLimit: (list: Iterable<unknown>, limit: number, worker: AnyFunction, done?: AnyFunction) => over(limit)(list, worker, done),
    parallel: tasks(Infinity),
    series: tasks(1),
    waterfall,
    times: (count: number, worker: AnyFunction, done?: AnyFunction) => over(Infinity)(Array.from({ length: count }, (_, index) => index), worker, done),
    auto: (given: Readonly<Record<string, Task>>, done: AnyFunction = nobody) => runAuto(world, given, done),
    apply: (fn: AnyFunction, ...given: unknown[]): AnyFunction => (...args) => fn(...given, ...args),
  };
}
