import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';

import { renderArguments, setLabel } from '../harness/value-text.js';
import type { Contract } from './contract.js';
import type { AnyFunction, ModuleWorld } from './module-world.js';

const contract = (reach: string, parameters: Contract['parameters'], results: Contract['results']): Contract => ({
  name: reach,
  reach,
  parameters,
  callback: 'required',
  results,
  maySkipOptions: false,
  refusesNumbers: false,
  timing: 'later',
  protocol: 'kept',
});

/** What a module calls that it does not define: a function of the API calls back once, later. */
export const apiContracts = [
  contract('api.read', ['key'], 1),
  contract('api.write', ['key', 'value'], 0),
  contract('api.open', [], 0),
  contract('api.pair', ['key'], 2),
  contract('api.names', ['key'], 1),
  contract('fs.readFile', ['key', 'encoding'], 1),
  contract('fs.unlink', ['key'], 0),
] as const;

/** What the functions pass to their callbacks. `read` gives text that is JSON, unless the key says otherwise. */
const outcomes: Readonly<Record<string, (key: unknown) => readonly unknown[]>> = {
  read: (key) => [null, textOf(key)],
  write: () => [],
  open: () => [null],
  pair: (key) => [null, `${String(key)}-first`, `${String(key)}-second`],
  names: (key) => [null, [`${String(key)}-x`, `${String(key)}-y`]],
};

function textOf(key: unknown): string | undefined {
  if (String(key).includes('none')) return undefined;
  return String(key).includes('bad') ? '{bad' : JSON.stringify(`${String(key)}!`);
}

/** The object `api`: every call is recorded with its arguments, and with a wrong receiver. */
export function createApi(world: ModuleWorld): object {
  const api: Record<string, AnyFunction> = {
    /** Throws where the scenario says so; it takes no callback. */
    check(...args) {
      world.record({ kind: 'call', text: `api.check(${renderArguments(args)})` });
      if (world.scenario.throws(++world.plainCalls)) throw new Error(`check ${world.plainCalls} threw`);
      return 'checked';
    },
  };
  /** Starts a job that emits `exit` with 0, or `error` and then `exit` with 1. */
  api['start'] = (...args) => {
    world.record({ kind: 'call', text: `api.start(${renderArguments(args)})` });
    const job = new EventEmitter();
    setLabel(job, 'job');
    const end: AnyFunction = (error) => {
      if (error) job.emit('error', error);
      world.later(1, () => job.emit('exit', error ? 1 : 0), []);
    };
    world.callBack('api.start', end, []);
    return job;
  };
  for (const [name, outcome] of Object.entries(outcomes)) {
    api[name] = function (...args) {
      const callback = args.pop();
      const receiver = this === api ? '' : ' with a wrong receiver';
      world.record({ kind: 'call', text: `api.${name}(${renderArguments(args)})${receiver}` });
      if (typeof callback !== 'function') throw new TypeError(`api.${name} needs a callback`);
      world.callBack(`api.${name}`, callback as AnyFunction, outcome(args[0]));
    };
  }
  return api;
}

/** The module `fs`: `readFile` and `unlink`, which need no receiver. */
export function createFs(world: ModuleWorld): object {
  const call = (name: string, args: unknown[], outcome: readonly unknown[]) => {
    const callback = args.pop() as AnyFunction;
    world.record({ kind: 'call', text: `fs.${name}(${renderArguments(args)})` });
    world.callBack(`fs.${name}`, callback, outcome);
  };
  return {
    readFile: (...args: unknown[]) => call('readFile', args, [null, textOf(args[0])]),
    unlink: (...args: unknown[]) => call('unlink', args, [null]),
  };
}

/** The module `lib`: `each` calls a function for each item of a list, all at once, and calls back at the first error or when all are done. */
export function createLib(world: ModuleWorld): object {
  return {
    each(list: readonly unknown[], worker: AnyFunction, callback: AnyFunction) {
      let left = list.length;
      const end = (error?: unknown) => {
        if (left <= 0) return;
        left = error ? 0 : left - 1;
        if (left === 0) world.later(0, callback, [error ?? null]);
      };
      if (left === 0) world.later(0, callback, [null]);
      for (const item of list) worker(item, end);
    },
  };
}

/** The free names of a module: `log`, and timers on the virtual clock. */
export function createScope(world: ModuleWorld): object {
  const timer = { unref: () => timer };
  setLabel(timer, 'timer');
  const setTimeout = (callee: AnyFunction, delay = 1, ...args: unknown[]) => {
    world.later(delay, callee, args);
    return timer;
  };
  const setImmediate = (callee: AnyFunction, ...args: unknown[]) => {
    world.later(0, callee, args, 2);
    return timer;
  };
  const promise = (start: (resolve: AnyFunction) => void, value: unknown) => new Promise((resolve) => start(() => resolve(value)));
  return {
    log: (...args: unknown[]) => world.record({ kind: 'call', text: `log(${renderArguments(args)})` }),
    setTimeout: Object.assign(setTimeout, {
      [promisify.custom]: (delay?: number, value?: unknown) => promise((resolve) => setTimeout(resolve, delay), value),
    }),
    setImmediate: Object.assign(setImmediate, { [promisify.custom]: (value?: unknown) => promise((resolve) => setImmediate(resolve), value) }),
    process: { nextTick: (callee: AnyFunction, ...args: unknown[]) => world.later(0, callee, args, 0), env: {} },
  };
}
