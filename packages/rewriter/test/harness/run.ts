import { drainMicrotasks } from './clock.js';
import { type CompiledProgram, compileProgram } from './compile.js';
import { createScope } from './globals.js';
import { createRequire } from './modules.js';
import { createData } from './recorder.js';
import type { Scenario } from './scenario.js';
import { runTests } from './tests.js';
import type { Trace } from './trace.js';
import { takeOverUncaught } from './uncaught.js';
import { type AnyFunction, World } from './world.js';

export interface Program {
  readonly compiled: CompiledProgram;
  /** May the call with this label throw? Where that is so, scenarios let it throw. */
  readonly mayThrow: (label: string) => boolean;
  /**
   * The parameters of the exported functions of the original. Where there are any, only these functions are called, in this way: a
   * rewrite may export new functions, and a callback form shows no parameters.
   */
  readonly signatures: Signatures | null;
}

/** The names of parameters, by the names of exported functions. */
export type Signatures = ReadonlyMap<string, readonly string[]>;

/** Makes a program ready to run; see `compileProgram`. */
export function prepareProgram(text: string, path: string, mayThrow: (label: string) => boolean, signatures: Signatures | null = null): Program {
  return { compiled: compileProgram(text, path), mayThrow, signatures };
}

/**
 * Runs a program to its end: its module body, then its tests, then every function that it exports, each until nothing is
 * left to do.
 *
 * @param seen takes the signatures of the functions that are called
 * @returns what the outside world noticed
 */
export async function runProgram(program: Program, scenario: Scenario, seen = new Map<string, readonly string[]>()): Promise<Trace> {
  const world = new World(scenario, program.mayThrow);
  const giveBack = takeOverUncaught(world);
  try {
    const module = { exports: {} as unknown };
    const evaluate = () =>
      program
        .compiled(createScope(world))
        .call(module.exports, module.exports, createRequire(world), module, '/cwd/program.js', '/cwd');
    world.invoke(evaluate, undefined, []);
    await world.clock.runUntilIdle(() => world.isOver);
    await runTests(world);
    await runExports(world, module.exports, program.signatures, seen);
    await drainMicrotasks();
  } finally {
    giveBack();
  }
  return world.trace();
}

async function runExports(world: World, exported: unknown, signatures: Signatures | null, seen: Map<string, readonly string[]>): Promise<void> {
  for (const [name, callee, receiver] of listFunctions(world, exported, 'exports')) {
    if (world.isOver) return;
    if (signatures && !signatures.has(name)) continue;
    const parameters = signatures?.get(name) ?? listParameters(callee);
    seen.set(name, parameters);
    world.record('call', `-- ${name}`);
    const args = createArguments(world, name, parameters);
    world.invoke(callee, receiver, args);
    await world.clock.runUntilIdle(() => world.isOver);
  }
}

function* listFunctions(world: World, value: unknown, name: string): Generator<[string, AnyFunction, unknown]> {
  if (typeof value === 'function') yield* listFunctionWithMembers(world, value as AnyFunction, name);
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return;
  for (const key of Object.keys(value)) {
    const member: unknown = Reflect.get(value, key);
    if (typeof member === 'function') yield* listFunctionWithMembers(world, member as AnyFunction, `${name}.${key}`, value);
  }
}

function* listFunctionWithMembers(
  world: World,
  callee: AnyFunction,
  name: string,
  receiver?: unknown,
): Generator<[string, AnyFunction, unknown]> {
  const prototype = callee.prototype as object | undefined;
  const methods = prototype ? Object.getOwnPropertyNames(prototype).filter((key) => key !== 'constructor') : [];
  const isClass = methods.length > 0 || /^class\b/.test(Function.prototype.toString.call(callee));
  if (!isClass) {
    yield [name, callee, receiver];
    return;
  }
  const create = () => Reflect.construct(callee, createArguments(world, name, listParameters(callee))) as object;
  const instance = world.invoke(create, undefined, []) as object | undefined;
  if (!instance) return;
  for (const key of methods) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    if (descriptor?.get) void Reflect.get(instance, key);
    if (typeof descriptor?.value === 'function') yield [`${name}#${key}`, descriptor.value as AnyFunction, instance];
  }
}

/** Recorders for the parameters, and recording callbacks for those that are named like callbacks. */
function createArguments(world: World, name: string, parameters: readonly string[]): unknown[] {
  return parameters.flatMap((parameter) => {
    if (!/^(cb|callback|done|next|fn)\d*$/.test(parameter)) return [createData(world, `${name}(${parameter})`)];
    return world.scenario.withoutCallback ? [] : [world.recordingCallback(`${name}(${parameter})`)];
  });
}

function listParameters(callee: AnyFunction): string[] {
  const text = Function.prototype.toString.call(callee).replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  if (/^class\b/.test(text) && !/\bconstructor\s*\(/.test(text)) return [];
  const head = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text)?.[1] ?? /\(([^)]*)\)/.exec(text.replace(/^class[^]*?\bconstructor/, ''))?.[1] ?? '';
  return head
    .split(',')
    .map((parameter) => parameter.replace(/=[^]*/, '').replace('...', '').trim())
    .filter((parameter) => parameter !== '');
}
