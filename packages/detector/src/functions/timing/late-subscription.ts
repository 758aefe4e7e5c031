import type { TSESTree } from '@typescript-eslint/types';

import type { CallbackSite } from '../../site.js';
import type * as Scope from '../../scope/scope.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction, parametersOf } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { someNode } from '../../syntax/search.js';
import { contains, isCalled } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { Functions } from '../functions.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Who gave a callback what it subscribes to: the callee with its results, or whoever called the function around the call. */
export type EmitterOrigin = 'callee' | 'host';

/** A variable, or the `this` of a function. */
type Value = Scope.Variable | FunctionNode;

/** How many functions that pass a value on are followed. */
const maximumDepth = 3;

/**
 * Who gave a callback something that it subscribes to, pipes, resumes or reads before it returns, and that may therefore lose what it
 * emits when the callback runs a microtask later: `process.nextTick` comes first.
 *
 * What the callback makes itself, and what is there for long, as a variable of the module, is nobody's gift. Nor is what the function
 * around the call was given, where the callee is known to call back later: that waits anyway.
 *
 * @param resultsAreIdle whether the callee is known to hand over what emits nothing until somebody listens
 * @returns null where it subscribes to nothing of the kind
 */
export function lateSubscriptionOf(source: Source, functions: Functions, { call, argument, callback }: CallbackSite, resultsAreIdle: boolean): EmitterOrigin | null {
  const results = parametersOf(callback).slice(1).flatMap((parameter) => variablesIn(source, callback, parameter));
  const ofHost = passedToHosts(source, functions, call);
  // With `.bind(this)`, the callback's `this` is that of the function around the call.
  const isBound = argument.type === 'CallExpression';
  if (isBound) ofHost.add(callback);
  const ofCallee = new Set<Value>(isBound ? results : [...results, callback]);
  if (!resultsAreIdle && new SubscriptionReader(source, functions, true).subscribes(callback, ofCallee)) return 'callee';
  if (functions.timingOfArgument(call, argument) === 'later') return null;
  // A stream that the function around the call was given, and that nobody reads, stays as it is until somebody resumes it.
  return new SubscriptionReader(source, functions, false).subscribes(callback, ofHost) ? 'host' : null;
}

/** What the functions around a call were given, up to one that runs later than the function around it: what that one was passed has waited. */
function passedToHosts(source: Source, functions: Functions, call: TSESTree.Node): Set<Value> {
  const passed = new Set<Value>();
  for (let host = hostOf(call); isFunction(host); host = hostOf(host)) {
    const outer = host.parent;
    const isPassed = outer?.type === 'CallExpression' && outer.callee !== host;
    // A request waits for its reader.
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

/** Looks for subscriptions in what functions of one file do before they return. */
class SubscriptionReader {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #countsResuming: boolean;

  /** @param countsResuming whether `stream.resume()` alone is a subscription */
  constructor(source: Source, functions: Functions, countsResuming: boolean) {
    this.#source = source;
    this.#functions = functions;
    this.#countsResuming = countsResuming;
  }

  /** Whether a function subscribes to one of the values before it returns, itself or by functions of the file that it calls. */
  subscribes(fn: FunctionNode, values: ReadonlySet<Value>, depth = 0): boolean {
    if (depth > maximumDepth) return false;
    const test = (node: TSESTree.Node): boolean => this.#isSubscription(node, values) || this.#isForwardedToSubscriber(node, values, depth);
    return someNode(fn.body, this.#source.visitorKeys, test, (node) => !isFunction(node) || this.#mayRunAtOnce(node));
  }

  #isSubscription(node: TSESTree.Node, values: ReadonlySet<Value>): boolean {
    if (node.type === 'ForOfStatement') return node.await && this.#isOneOf(node.right, values);
    if (node.type !== 'CallExpression') return false;
    const callee = unwrap(node.callee);
    const name = callee.type === 'MemberExpression' ? (matchPropertyName(callee) ?? '') : '';
    const counts = this.#countsResuming || name !== 'resume';
    if (callee.type === 'MemberExpression' && counts && subscribesBy(name, node) && this.#isOneOf(callee.object, values)) return true;
    return isConsumer(callee) && node.arguments.some((argument) => this.#isOneOf(argument, values));
  }

  /** Whether a call passes one of the values to a function of the file that subscribes to it. */
  #isForwardedToSubscriber(node: TSESTree.Node, values: ReadonlySet<Value>, depth: number): boolean {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
    const { index } = this.#functions;
    const own = index.bindings.functionOf(node.callee);
    const definitions = [...index.definitionsOf(node.callee), ...this.#callbacksOf(node.callee)];
    return definitions.some((definition) => {
      const parameters = parametersOf(definition);
      const passed = node.arguments.flatMap((argument, i): readonly Value[] => {
        const parameter = parameters[i];
        return parameter && this.#isOneOf(argument, values) ? variablesIn(this.#source, definition, parameter) : [];
      });
      // A function of the same scope sees the values themselves.
      const seen = definition === own ? [...values, ...passed] : passed;
      return seen.length > 0 && this.subscribes(definition, new Set(seen), depth + 1);
    });
  }

  /** The functions that the file passes where a callback is called: those of the calls of the function whose parameter it is. */
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

  /** Whether an expression is one of the values, a part of it, or another name of it. */
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

  /** Whether a function that is written in another one may run before that one returns; one that is called by its name is read where it is called. */
  #mayRunAtOnce(fn: FunctionNode): boolean {
    if (isCalled(fn)) return true;
    const { parent } = fn;
    if (parent.type === 'MemberExpression' && parent.object === fn) return isCalled(parent);
    if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return false;
    return !/^(?:later|never)$/.test(this.#functions.timingOfArgument(parent, fn));
  }
}

/** `pipeline`, `stream.finished`; not a method of the file's own, `this.finished`. */
function isConsumer(callee: TSESTree.Node): boolean {
  if (callee.type === 'Identifier') return hasRole(callee.name, 'consumes');
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && hasRole(matchPropertyName(callee) ?? '', 'consumes');
}

/** Whether a call of a method subscribes to its object or takes something out of it: `on('data', f)`, `pipe(file)`, `resume()`, `read()`. */
function subscribesBy(name: string, { arguments: args }: Call): boolean {
  if (hasRole(name, 'subscribes-to-emitter')) return args.length > 1;
  if (hasRole(name, 'consumes-stream')) return true;
  return hasRole(name, 'consumes-by-itself') && args.length < 2 && !args.some(isFunction);
}
