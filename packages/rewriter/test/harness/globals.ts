import { createAsyncModule } from './async-module.js';
import { createAssert } from './modules.js';
import { createRoot } from './recorder.js';
import { setLabel } from './value-text.js';
import type { AnyFunction, World } from './world.js';

const callbackNames = new Set(['cb', 'callback', 'done', 'next']);
/** Whether a name is one of the language, which programs get unchanged. */
const languageNames = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => isLanguageName(name)));

function isLanguageName(name: string): boolean {
  return /^[A-Z]|^(undefined|parseInt|parseFloat|isNaN|isFinite|encodeURI|decodeURI|eval)/.test(name) && name !== 'WebSocket';
}

/** The free names of a program: timers on the virtual clock, a process that may exit, and recorders for the rest. */
export function createScope(world: World): object {
  const names = new Map<string, unknown>([
    ...createTimers(world),
    ['process', createProcess(world)],
    ['async', createAsyncModule(world)],
    ['Date', createDate(world)],
    ['assert', createAssert(world)],
    // It returns its argument, which hides from the rewriter where a value comes from.
    ['unseen', (value: unknown) => value],
  ]);
  const resolve = (name: string) => {
    if (!names.has(name)) {
      names.set(name, callbackNames.has(name) ? world.recordingCallback(name) : createRoot(world, name));
    }
    return names.get(name);
  };
  names.set('global', new Proxy({}, { get: (_, key) => resolve(String(key)) }));
  const ofLanguage = (name: string): unknown => (languageNames.has(name) ? Reflect.get(globalThis, name) : resolve(name));
  names.set('globalThis', new Proxy({}, { get: (_, key) => ofLanguage(String(key)) }));
  const scope = new Proxy(
    {},
    {
      has: (_, key) => typeof key === 'string' && (!languageNames.has(key) || names.has(key)),
      get: (_, key) => (typeof key === 'string' ? resolve(key) : undefined),
      set: (_, key, value) => {
        names.set(String(key), value);
        return true;
      },
    },
  );
  setLabel(scope, 'scope');
  return scope;
}

function createTimers(world: World): [string, unknown][] {
  const cancels = new Map<unknown, () => void>();
  const start = (callback: AnyFunction, delay: number, args: unknown[], priority: number, rounds = 1): object => {
    const timer = { unref: () => timer, ref: () => timer };
    setLabel(timer, 'timer');
    const schedule = (left: number) => {
      const cancel = world.clock.schedule(
        delay,
        () => {
          if (left > 1) schedule(left - 1);
          world.invoke(callback, undefined, args);
        },
        priority,
      );
      cancels.set(timer, cancel);
    };
    schedule(rounds);
    return timer;
  };
  const clear = (timer: unknown) => cancels.get(timer)?.();
  return [
    ['setTimeout', (callback: AnyFunction, delay = 1, ...args: unknown[]) => start(callback, Number(delay), args, 1)],
    ['setInterval', (callback: AnyFunction, delay = 1, ...args: unknown[]) => start(callback, Number(delay), args, 1, 3)],
    ['setImmediate', (callback: AnyFunction, ...args: unknown[]) => start(callback, 0, args, 2)],
    ['clearTimeout', clear],
    ['clearInterval', clear],
    ['clearImmediate', clear],
    ['queueMicrotask', (callback: AnyFunction) => queueMicrotask(() => world.invoke(callback, undefined, []))],
  ];
}

function createProcess(world: World): object {
  const recorder = createRoot(world, 'process');
  const own: Record<string, unknown> = {
    exit: (code?: unknown) => world.exit(code),
    nextTick: (callback: AnyFunction, ...args: unknown[]) => {
      world.clock.schedule(0, () => world.invoke(callback, undefined, args), 0);
    },
    argv: ['node', 'program', 'first', 'second'],
    env: {},
    cwd: () => '/cwd',
    platform: 'linux',
    exitCode: undefined,
  };
  return new Proxy(own, {
    get: (_, key) => (typeof key === 'string' && key in own ? own[key] : recorder[key]),
    set: (_, key, value) => {
      own[String(key)] = value;
      recorder[key] = value;
      return true;
    },
  });
}

function createDate(world: World): unknown {
  return class extends Date {
    constructor(...args: unknown[]) {
      super(...((args.length > 0 ? args : [world.clock.now]) as [number]));
    }
    static override now(): number {
      return world.clock.now;
    }
  };
}
