import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../../site.js';
import type * as Scope from '../../scope/scope.js';
import { nodesInside, nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, enclosingFunction, isFunction, parametersOf } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { contains, isCalled } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { Functions } from '../functions.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Who passed an emitter: the callee, among the results of its callback, or the caller of a function around the call (`host`). */
export type EmitterOrigin = 'callee' | 'host';

/** A variable that holds an emitter; a function means its `this`. */
type Value = Scope.Variable | FunctionNode;

/** How many functions that forward a value are followed. */
const maximumDepth = 3;

/**
 * Finds out if a callback subscribes to, pipes, resumes or reads an emitter that was passed to it, as in
 * `open(path, (err, stream) => { stream.on('data', show); })`. After a rewrite, it would subscribe a microtask later, and may miss what is
 * emitted by `process.nextTick`.
 *
 * Limit: emitters that the callback creates and variables of the module do not count, nor do emitters that were passed to the function
 * around the call if the callee is known to call back later, since they had to wait before the rewrite, too.
 *
 * @param resultsAreIdle whether the callee is known to pass only emitters that emit nothing until a listener is added
 * @returns who passed the emitter, or null if the callback subscribes to no such emitter
 */
export function lateSubscriptionOf(source: Source, functions: Functions, { call, argument, callback }: CallbackSite, resultsAreIdle: boolean): EmitterOrigin | null {
  if (subscriptionsIn(source).size === 0) return null;
  const results = parametersOf(callback).slice(1).flatMap((parameter) => variablesIn(source, callback, parameter));
  const ofHost = passedToHosts(source, functions, call);
  // With `.bind(this)`, the callback's `this` is that of the function around the call.
  const isBound = argument.type === 'CallExpression';
  if (isBound) ofHost.add(callback);
  const ofCallee = new Set<Value>(isBound ? results : [...results, callback]);
  if (!resultsAreIdle && new SubscriptionReader(source, functions, true).subscribes(callback, ofCallee)) return 'callee';
  if (functions.timingOfArgument(call, argument) === 'later') return null;
  // `resume()` does not count here: a stream that was passed to the host and that nothing reads does not change until then.
  return new SubscriptionReader(source, functions, false).subscribes(callback, ofHost) ? 'host' : null;
}

/** What was passed to the functions around a call, up to the first that is called later anyway: its emitters had to wait, too. */
function passedToHosts(source: Source, functions: Functions, call: TSESTree.Node): Set<Value> {
  const passed = new Set<Value>();
  for (let host = hostOf(call); isFunction(host); host = hostOf(host)) {
    const outer = host.parent;
    const isPassed = outer?.type === 'CallExpression' && outer.callee !== host;
    // A request of a server is idle until it is read.
    if (isPassed && functions.passesIdleEmitters(outer)) break;
    for (const parameter of host.params) for (const variable of variablesIn(source, host, parameter)) passed.add(variable);
    if (host.type !== 'ArrowFunctionExpression') passed.add(host);
    if (isPassed && functions.timingOfArgument(outer, host) === 'later') break;
  }
  return passed;
}

function variablesIn(source: Source, fn: FunctionNode, parameter: TSESTree.Parameter): readonly Scope.Variable[] {
  const variables = source.scopeManager.getDeclaredVariables(fn);
  return variables.filter(({ identifiers }) => identifiers.some((name) => contains(parameter, name)));
}

/** Looks for subscriptions that functions of one file make before they return. */
class SubscriptionReader {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #subscriptions: ReadonlySet<TSESTree.Node>;
  readonly #countsResuming: boolean;

  /** @param countsResuming whether `stream.resume()` alone is a subscription */
  constructor(source: Source, functions: Functions, countsResuming: boolean) {
    this.#source = source;
    this.#functions = functions;
    this.#subscriptions = subscriptionsIn(source);
    this.#countsResuming = countsResuming;
  }

  /** Whether a function subscribes to one of the values before it returns, itself or in functions of the file that it calls. */
  subscribes(fn: FunctionNode, values: ReadonlySet<Value>, depth = 0): boolean {
    if (depth > maximumDepth) return false;
    const { calls, asyncLoops } = nodesOf(this.#source);
    if (nodesInside(asyncLoops, fn.body).some((loop) => this.#isSubscription(loop, values) && this.#runsWith(loop, fn))) return true;
    return nodesInside(calls, fn.body).some((call) => {
      const isSubscription = this.#isSubscription(call, values);
      if (!isSubscription && !this.#mayForward(call, values)) return false;
      return this.#runsWith(call, fn) && (isSubscription || this.#isForwardedToSubscriber(call, values, depth));
    });
  }

  /** Whether a node in a function runs before that returns. */
  #runsWith(node: TSESTree.Node, fn: FunctionNode): boolean {
    for (let host = enclosingFunction(node); host && host !== fn; host = enclosingFunction(host)) if (host !== fn.body && !this.#mayRunAtOnce(host)) return false;
    return true;
  }

  #isSubscription(node: TSESTree.Node, values: ReadonlySet<Value>): boolean {
    if (!this.#subscriptions.has(node)) return false;
    if (node.type === 'ForOfStatement') return this.#isOneOf(node.right, values);
    const { callee, arguments: args } = node as TSESTree.CallExpression;
    const method = matchSubscribingMethod(node as TSESTree.CallExpression);
    if (method && (this.#countsResuming || matchPropertyName(method) !== 'resume') && this.#isOneOf(method.object, values)) return true;
    return isConsumer(unwrap(callee)) && args.some((argument) => this.#isOneOf(argument, values));
  }

  /** Whether a call passes one of the values, or calls a function of the file by its name, which may use them as variables of an outer scope. */
  #mayForward({ callee, arguments: args }: Call, values: ReadonlySet<Value>): boolean {
    return this.#functions.index.bindings.functionOf(callee) !== null || args.some((argument) => this.#isOneOf(argument, values));
  }

  /** Whether a call passes one of the values to a function of the file that subscribes to it. */
  #isForwardedToSubscriber(node: Call, values: ReadonlySet<Value>, depth: number): boolean {
    const { index } = this.#functions;
    const own = index.bindings.functionOf(node.callee);
    if (!node.arguments.some((argument) => this.#isOneOf(argument, values))) return own !== null && this.subscribes(own, values, depth + 1);
    const definitions = [...index.definitionsOf(node.callee), ...this.#callbacksOf(node.callee)];
    return definitions.some((definition) => {
      const parameters = parametersOf(definition);
      const passed = node.arguments.flatMap((argument, i): readonly Value[] => {
        const parameter = parameters[i];
        return parameter && this.#isOneOf(argument, values) ? variablesIn(this.#source, definition, parameter) : [];
      });
      const seen = definition === own ? [...values, ...passed] : passed;
      return seen.length > 0 && this.subscribes(definition, new Set(seen), depth + 1);
    });
  }

  /** The functions that a called parameter may be: the arguments at its position in the calls of its function. */
  #callbacksOf(callee: TSESTree.Node): readonly FunctionNode[] {
    const { index } = this.#functions;
    const variable = index.bindings.variableOf(unwrap(callee));
    const definition = variable?.defs.find(({ type }) => type === 'Parameter')?.node;
    if (!variable || !isFunction(definition)) return [];
    const position = parametersOf(definition).findIndex((parameter) => parameter.type === 'Identifier' && index.bindings.variableOf(parameter) === variable);
    return index.callersOf(definition).flatMap((call) => {
      const argument = call.arguments[position];
      return (argument && index.bindings.functionOf(argument)) ?? [];
    });
  }

  /** Whether an expression is one of the values, a part of one, or an alias. */
  #isOneOf(expression: TSESTree.Node, values: ReadonlySet<Value>, depth = 0): boolean {
    const node = unwrap(expression);
    switch (node.type) {
      case 'MemberExpression':
        return this.#isOneOf(node.object, values, depth);
      case 'LogicalExpression':
        return this.#isOneOf(node.left, values, depth) || this.#isOneOf(node.right, values, depth);
      case 'ConditionalExpression':
        return this.#isOneOf(node.consequent, values, depth) || this.#isOneOf(node.alternate, values, depth);
      case 'ThisExpression': {
        let owner = hostOf(node);
        while (owner.type === 'ArrowFunctionExpression') owner = hostOf(owner);
        return isFunction(owner) && values.has(owner);
      }
      case 'Identifier': {
        const variable = this.#functions.index.bindings.variableOf(node);
        if (!variable) return false;
        if (values.has(variable)) return true;
        const isDeclared = variable.defs.every(({ type }) => type === 'Variable');
        return isDeclared && depth < maximumDepth && this.#functions.index.bindings.valuesOf(variable).some((value) => this.#isOneOf(value, values, depth + 1));
      }
      default:
        return false;
    }
  }

  /** Whether an inner function may run before the outer one returns. A call of it by name is handled at the place of the call. */
  #mayRunAtOnce(fn: FunctionNode): boolean {
    if (isCalled(fn)) return true;
    const { parent } = fn;
    if (parent.type === 'MemberExpression' && parent.object === fn) return isCalled(parent);
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false;
    return !/^(?:later|never)$/.test(this.#functions.timingOfArgument(parent, fn));
  }
}

const known = new WeakMap<TSESTree.Program, ReadonlySet<TSESTree.Node>>();

/** The calls and loops of a file that subscribe to something or read it, whatever that is. They are looked for at the first call only. */
function subscriptionsIn(source: Source): ReadonlySet<TSESTree.Node> {
  let found = known.get(source.ast);
  if (!found) {
    const { calls, asyncLoops } = nodesOf(source);
    const subscribing = calls.filter((call) => call.type === 'CallExpression' && (matchSubscribingMethod(call) !== null || isConsumer(unwrap(call.callee))));
    known.set(source.ast, (found = new Set<TSESTree.Node>([...subscribing, ...asyncLoops])));
  }
  return found;
}

/** Whether a callee reads streams that it is passed: `pipeline`, `stream.finished`. Not `this.finished`, which is a method of the file. */
function isConsumer(callee: TSESTree.Node): boolean {
  if (callee.type === 'Identifier') return hasRole(callee.name, 'consumes');
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && hasRole(matchPropertyName(callee) ?? '', 'consumes');
}

/** The callee of a call of a method that subscribes to its object, `stream.on`; null for other calls. */
function matchSubscribingMethod(call: TSESTree.CallExpression): TSESTree.MemberExpression | null {
  const callee = unwrap(call.callee);
  return callee.type === 'MemberExpression' && subscribesBy(matchPropertyName(callee) ?? '', call) ? callee : null;
}

/** Whether a call of a method subscribes to its object or reads from it: `on('data', f)`, `pipe(file)`, `resume()`, `read()`. */
function subscribesBy(name: string, { arguments: args }: Call): boolean {
  if (hasRole(name, 'subscribes-to-emitter')) return args.length > 1;
  if (hasRole(name, 'consumes-stream')) return true;
  return hasRole(name, 'consumes-by-itself') && args.length < 2 && !args.some(isFunction);
}
