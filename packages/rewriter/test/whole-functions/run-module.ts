import util from 'node:util';

import { drainMicrotasks } from '../harness/clock.js';
import { type CompiledProgram, compileProgram } from '../harness/compile.js';
import { takeOverUncaught } from '../harness/uncaught.js';
import { renderValue, setLabel } from '../harness/value-text.js';
import { createApi, createFs, createLib, createScope } from './api.js';
import type { DriverCall } from './driver-call.js';
import { type AnyFunction, ModuleWorld } from './module-world.js';
import type { Scenario } from './scenarios.js';
import type { Session, Trace } from './trace.js';

/** Compiles a CommonJS module; throws a SyntaxError where the text is none. */
export const compileModule = (text: string): CompiledProgram => compileProgram(text, 'module.js');

/** A program of several modules: `main` is loaded, and requires the others by their names, `./inner1`. */
export interface CompiledProject {
  readonly main: CompiledProgram;
  readonly others: ReadonlyMap<string, CompiledProgram>;
}

/**
 * Loads a module and makes the calls of the driver, one after the other, each until nothing is left to do.
 *
 * @returns what others noticed of it
 */
export async function runModule(compiled: CompiledProgram, calls: readonly DriverCall[], scenario: Scenario): Promise<Trace> {
  return runProject({ main: compiled, others: new Map() }, calls, scenario);
}

/** Runs a program of several modules, as `runModule` does. */
export async function runProject({ main, others }: CompiledProject, calls: readonly DriverCall[], scenario: Scenario): Promise<Trace> {
  const world = new ModuleWorld(scenario);
  const sessions: Session[] = [];
  const giveBack = takeOverUncaught(world);
  const end = async (about: Omit<Session, 'events'>) => {
    await world.clock.runUntilIdle(() => world.isOver);
    sessions.push({ ...about, events: world.takeEvents() });
  };
  try {
    const module = { exports: {} as unknown };
    const api = createApi(world);
    const require = createRequire(world, api, others);
    world.invoke(() => {
      main(createScope(world)).call(module.exports, module.exports, require, module, 'module.js', '.');
    }, []);
    await end({ name: 'load of the module', callee: 'module', takesCallback: false, passesCallback: false });
    labelObjects(module.exports);
    const find = createFinder(module.exports, api);
    for (const call of calls) {
      if (world.isOver) break;
      makeCall(world, find, call);
      const shown = [...call.args.map((arg) => renderValue(arg)), ...(call.passesCallback ? ['callback'] : [])];
      const { target, name, takesCallback, passesCallback } = call;
      await end({ name: `${target || 'module'}(${shown.join(', ')})`, callee: name, takesCallback, passesCallback });
    }
    await drainMicrotasks();
  } finally {
    giveBack();
  }
  return { sessions, asyncCalls: world.asyncCalls, plainCalls: world.plainCalls };
}

function createRequire(world: ModuleWorld, api: object, others: CompiledProject['others']): (name: string) => unknown {
  const modules = new Map<string, unknown>([['util', util], ['./api', api], ['fs', createFs(world)], ['./lib', createLib(world)]]);
  const loaded = new Map<string, { exports: unknown }>();
  const require = (name: string): unknown => {
    if (modules.has(name)) return modules.get(name);
    const known = loaded.get(name);
    if (known) return known.exports;
    const compiled = others.get(name);
    if (!compiled) throw new Error(`no module ${name}`);
    const module = { exports: {} as unknown };
    loaded.set(name, module);
    compiled(createScope(world)).call(module.exports, module.exports, require, module, `${name}.js`, '.');
    return module.exports;
  };
  return require;
}

/** Names the exported objects in traces, whose members are not compared: a core is a new one. */
function labelObjects(exported: unknown): void {
  setLabel(exported as object, 'exports');
  for (const [name, value] of Object.entries(exported as object)) {
    if (typeof value === 'object' && value !== null) setLabel(value as object, `exports.${name}`);
  }
}

interface Callee {
  readonly fn: AnyFunction;
  readonly receiver: unknown;
}

/** Finds the target of a call; an exported class gets one instance for the whole run. */
function createFinder(exported: unknown, api: object): (target: string) => Callee {
  const instances = new Map<string, object>();
  const create = (name: string): object => {
    const known = instances.get(name);
    if (known) return known;
    const instance = Reflect.construct(memberOf(exported, name) as AnyFunction, [api]) as object;
    instances.set(name, instance);
    return instance;
  };
  return (target) => {
    if (target === '') return { fn: exported as AnyFunction, receiver: undefined };
    const [owner = '', method] = target.split(/[.#]/);
    if (method === undefined) return { fn: memberOf(exported, owner) as AnyFunction, receiver: exported };
    const receiver = target.includes('#') ? create(owner) : memberOf(exported, owner);
    return { fn: memberOf(receiver, method) as AnyFunction, receiver };
  };
}

const memberOf = (owner: unknown, name: string): unknown => Reflect.get(owner as object, name);

function makeCall(world: ModuleWorld, find: (target: string) => Callee, call: DriverCall): void {
  const callback: AnyFunction = function (...args) {
    const receiver = this === undefined || this === null || this === globalThis ? null : this.constructor.name;
    world.record({ kind: 'callback', values: args.map((arg) => renderValue(arg)), receiver });
    if (world.scenario.consumerThrows) throw new Error('the consumer threw');
    return undefined;
  };
  try {
    const { fn, receiver } = find(call.target);
    const returned = Reflect.apply(fn, receiver, call.passesCallback ? [...call.args, callback] : call.args);
    world.record({ kind: 'returned', text: renderValue(returned) });
  } catch (error) {
    world.record({ kind: 'threw', text: renderValue(error) });
  }
}
