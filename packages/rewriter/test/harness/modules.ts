import { EventEmitter } from 'node:events';
import util from 'node:util';

import { createAsyncModule } from './async-module.js';
import { coreModules, promisingModules } from './core-apis.js';
import { createRoot } from './recorder.js';
import { renderArguments } from './value-text.js';
import type { World } from './world.js';

/** The `require` of a program: modules whose behaviour matters, such as `util`, are real, all others are recorders. */
export function createRequire(world: World): (request: string) => unknown {
  const modules = new Map<string, unknown>([
    ['util', withDefault({ ...util })],
    ['events', createEvents()],
    ['path', withDefault(createPath())],
    ['assert', createAssert(world)],
    ['async', withDefault(createAsyncModule(world))],
  ]);
  return (request) => {
    const name = request.replace(/^node:/, '');
    if (!modules.has(name)) {
      // The functions of `fs/promises` are those of `fs`, but for what they return.
      const base = name.replace(/\/promises$/, '');
      const isCore = coreModules.has(base);
      const root = createRoot(world, base, { isCore, isPromising: promisingModules.has(name) || (isCore && base !== name) });
      modules.set(name, isCore && base === name ? withPromises(root, createRoot(world, base, { isCore, isPromising: true })) : root);
    }
    return modules.get(name);
  };
}

const withDefault = <T extends object>(module: T): T & { default: T } => Object.assign(module, { default: module });

/** A module of Node whose property `promises` has its functions as functions that return promises. */
const withPromises = (module: object, promises: object): object =>
  new Proxy(module, { get: (target, key) => (key === 'promises' ? promises : (Reflect.get(target, key) as unknown)) });

/** The real emitter, as a module of every dialect. */
const createEvents = (): object =>
  new Proxy(EventEmitter, {
    get: (target, key) => (key === 'default' || key === 'EventEmitter' ? EventEmitter : Reflect.get(target, key)),
  });

/** Joins anything; a pure function needs no trace, its value shows where it is used. */
function createPath(): Record<string, (...parts: unknown[]) => string> {
  const join = (...parts: unknown[]) => parts.map(String).join('/');
  const unary = (name: string) => (part: unknown) => `${name}(${String(part)})`;
  return {
    join,
    resolve: join,
    relative: join,
    dirname: unary('dirname'),
    basename: unary('basename'),
    extname: unary('extname'),
    normalize: unary('normalize'),
  };
}

/** A fake `assert`: assertions hold and are recorded, but `ifError` and those with a boolean argument really assert. */
export function createAssert(world: World): object {
  const ifError = (error: unknown) => {
    if (error !== null && error !== undefined) throw error;
  };
  const assertion = (name: string) =>
    (...args: unknown[]) => {
      if (args[0] === true) return;
      if (args[0] === false) throw new Error('assertion failed');
      const label = `${name}#${world.count(name)}`;
      world.record('call', `${label}(${renderArguments(args)})`);
      world.plainCall(label);
    };
  const methods = ['ok', 'equal', 'strictEqual', 'deepEqual', 'deepStrictEqual', 'notEqual', 'fail'];
  const assert = Object.assign(assertion('assert'), { ifError });
  for (const name of methods) Object.assign(assert, { [name]: assertion(`assert.${name}`) });
  return withDefault(assert);
}
