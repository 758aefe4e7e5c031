import type { RecorderTraits } from './recorder.js';
import { createData } from './recorder.js';
import { renderArguments } from './value-text.js';
import type { AnyFunction, World } from './world.js';

/** A call that was handled, with its value. */
interface HandledCall {
  readonly value: unknown;
}

const listenerMethods = new Set(['on', 'once', 'addListener', 'addEventListener', 'prependListener', 'subscribe']);
const routeMethods = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'use', 'all']);
const routers = new Set(['app', 'router', 'server', 'route', 'express']);
const suites = new Set(['describe', 'suite', 'context']);
const tests = new Set(['it', 'test', 'specify', 'before', 'beforeEach', 'after', 'afterEach', 'setup', 'teardown']);
const lodash = new Set(['_', 'lodash', 'underscore']);

/**
 * Calls whose functions are no completion callbacks: listeners, routes, tests, lodash.
 *
 * @returns null for a call that is none of these
 */
export function dispatchSpecialCall(
  world: World,
  traits: RecorderTraits,
  receiver: unknown,
  args: readonly unknown[],
): HandledCall | null {
  const functions = args.filter((arg): arg is AnyFunction => typeof arg === 'function');
  if (functions.length === 0) return null;
  const isBare = traits.parent === undefined;
  if (isBare && suites.has(traits.name)) return runSuite(world, functions);
  if (isBare && tests.has(traits.name)) return registerTest(world, traits, args, functions);
  if (listenerMethods.has(traits.name)) return addListener(world, traits, receiver, args, functions);
  if (isRoute(traits)) return addHandlers(world, traits, receiver, args, functions);
  if (lodash.has(traits.root) && !isBare) return iterate(traits, args);
  return null;
}

const isRoute = (traits: RecorderTraits): boolean =>
  traits.name === 'createServer' || (routers.has(traits.root) && routeMethods.has(traits.name));

function runSuite(world: World, functions: readonly AnyFunction[]): HandledCall {
  for (const body of functions) world.invoke(body, {}, []);
  return { value: undefined };
}

function registerTest(
  world: World,
  traits: RecorderTraits,
  args: readonly unknown[],
  functions: readonly AnyFunction[],
): HandledCall {
  const title = typeof args[0] === 'string' ? args[0] : traits.name;
  for (const body of functions) world.tests.push({ name: `${traits.name} ${title}`, body });
  return { value: undefined };
}

function addListener(
  world: World,
  traits: RecorderTraits,
  receiver: unknown,
  args: readonly unknown[],
  functions: readonly AnyFunction[],
): HandledCall {
  world.record('call', `${traits.label}(${renderArguments(args)})`);
  const event = String(args[0]);
  const rounds = event === 'error' || traits.name === 'once' ? [0] : [0, 1];
  for (const round of rounds) {
    const detail = event === 'error' ? new Error(`${traits.label} error`) : createData(world, `${event} event ${round}`);
    for (const listener of functions) world.invokeLater(listener, receiver, [detail], round);
  }
  return { value: receiver };
}

function addHandlers(
  world: World,
  traits: RecorderTraits,
  receiver: unknown,
  args: readonly unknown[],
  functions: readonly AnyFunction[],
): HandledCall {
  world.record('call', `${traits.label}(${renderArguments(args)})`);
  for (const [index, handler] of functions.entries()) {
    for (const round of [0, 1]) {
      const id = `${world.count('request')}`;
      const request = createData(world, `req${id}`);
      const response = createData(world, `res${id}`);
      const rest = [request, response, world.recordingCallback(`next${id}`)];
      const error = new Error(`request ${id} failed`);
      const given = handler.length === 4 ? [error, ...rest] : rest;
      world.invokeLater(traits.name === 'createServer' ? handler : passingToNext(handler), undefined, given, round + index);
    }
  }
  return { value: receiver };
}

/** A router passes what a handler throws at once to `next`, which is the last argument. */
function passingToNext(handler: AnyFunction): AnyFunction {
  return (...given) => {
    try {
      return handler(...given);
    } catch (error) {
      return (given.at(-1) as AnyFunction)(error);
    }
  };
}

function iterate(traits: RecorderTraits, args: readonly unknown[]): HandledCall | null {
  const [list, iteratee, ...rest] = args;
  const method = traits.name === 'each' ? 'forEach' : traits.name;
  const found: unknown = Reflect.get(Array.prototype, method);
  if (typeof iteratee !== 'function' || typeof found !== 'function') return null;
  return { value: Reflect.apply(found as AnyFunction, Array.from(list as Iterable<unknown>), [iteratee, ...rest]) };
}
