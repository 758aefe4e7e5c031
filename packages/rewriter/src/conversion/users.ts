// Finds what becomes of each user of a function that loses its callback.

import { type CallbackSite, type FunctionNode, type Source, contains, hasRole, isFunction, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isCaptured, needsPromiseConstructor, takesArguments } from '../error-forms/questions.js';
import { lastOfHead } from '../file/file-head.js';
import type { Plan } from '../plan/types.js';
import type { RefusalCode } from '../refusals.js';
import { matchArgumentsUse } from '../syntax/arguments-use.js';
import { isAssignedBehind, variableAt } from '../syntax/variables.js';
import { mentionsOf } from './candidates.js';
import { mayComplete } from './steps.js';
import { asyncFormOf, isPlainForm } from './async-form.js';
import { isCountable } from './counts.js';
import type { AsyncForm, Conversion, Handover, ImportedAsync, Mention, User } from './types.js';

/** The users of a function, and how many of its calls are awaited or forwarded. */
export interface Users {
  readonly users: readonly User[];
  readonly awaited: number;
  /** How many of its calls become the result of a function that loses its own callback. */
  readonly forwarded: number;
}

/** A user with a form of its own; a call that is awaited, forwarded or calls the edge; null for a user without a form. */
type Found = User | 'awaited' | 'forwarded' | 'kept' | null;

/** Why a call keeps its callback although a later call of it would be noticed: the callee must go on to call it as before. */
const dependsOnTiming: ReadonlySet<RefusalCode> = new Set(['calls-synchronously', 'subscribes-late', 'may-call-repeatedly', 'counts-parameters']);

/** A function that has lost its callback, as its users see it. */
interface Called extends AsyncForm {
  /** The function, if it is one of this file. */
  readonly fn: FunctionNode | null;
  /** Nobody else uses the function, so that it needs no callback form. */
  readonly isClosed: boolean;
}

/** The calls of functions that need no callback. */
interface Calls {
  readonly forwards: ReadonlySet<TSESTree.Node>;
  readonly called: ReadonlyMap<TSESTree.Node, TSESTree.CallExpression>;
}

/** Reads the users of functions in one file, for one set of plans. */
export class UserReader {
  readonly #source: Source;
  readonly #planned: ReadonlyMap<CallbackSite, Plan>;
  readonly #siteByCall: ReadonlyMap<TSESTree.Node, CallbackSite>;
  readonly #forwards: ReadonlySet<TSESTree.Node>;
  readonly #called: ReadonlyMap<TSESTree.Node, TSESTree.CallExpression>;
  readonly #isRequired: (node: TSESTree.Node) => boolean;

  /**
   * @param calls.forwards the calls that become `return load(path)` in a function that loses its own callback
   * @param calls.called the functions with a name that straight code calls in place of a control-flow call, with the calls
   * @param isRequired whether a node is in a function that must go on to call back when it does, so that nothing can be awaited there
   */
  constructor(source: Source, planned: ReadonlyMap<CallbackSite, Plan>, { forwards, called }: Calls, isRequired: (node: TSESTree.Node) => boolean) {
    this.#source = source;
    this.#planned = planned;
    this.#siteByCall = new Map([...planned.keys()].map((site) => [site.call, site]));
    this.#forwards = forwards;
    this.#called = called;
    this.#isRequired = isRequired;
  }

  /** What becomes of each user of a function; null where one has no form. Users of a property or method that stay call its edge. */
  usersOf(conversion: Conversion): Users | null {
    const called = { ...asyncFormOf(conversion), fn: conversion.fn, isClosed: conversion.closed !== null };
    return collect([
      ...mentionsOf(conversion).map((mention) => this.#userAt(mention, called)),
      ...conversion.ownCalls.map((call) => this.#ownCallAt(call, called)),
    ]);
  }

  /** What becomes of each use of a function of another file; null where one has no form. A call that keeps its callback calls the callback form. */
  usersOfImported({ form, core, mentions }: ImportedAsync): Users | null {
    if (core !== null) return noUsers;
    return collect(mentions.map((mention) => this.#userAt(mention as Mention, { ...form, fn: null, isClosed: true })));
  }

  /** A call by its property: a call that keeps its callback calls the edge as before. */
  #ownCallAt(call: TSESTree.CallExpression, called: Called): Found {
    if (this.#forwards.has(call)) return 'forwarded';
    const site = this.#siteByCall.get(call);
    const plan = site && this.#planned.get(site);
    if (!site || !plan) return 'kept';
    const user = this.#siteAt(call, site, plan, called);
    return user === null || user === 'awaited' ? user : 'kept';
  }

  /** How many calls in a function would be in async blocks if it kept its callback. */
  blocksIn(conversion: Conversion): number {
    return [...this.#planned.values()].filter(
      (plan) => plan.action === 'rewrite' && plan.form === 'await' && contains(conversion.fn, plan.call) && mayComplete(conversion, plan),
    ).length;
  }

  #userAt(mention: Mention, called: Called): Found {
    const { parent } = mention;
    const task = this.#called.get(mention);
    if (task) return task.arguments.length > called.parameters || (called.usesThis && mention.type === 'Identifier' && parent.type === 'MemberExpression') ? null : 'awaited';
    if (parent.type !== 'CallExpression' || parent.callee !== mention) return this.#valueAt(mention, called);
    if (parent.optional || parent.arguments.some(({ type }) => type === 'SpreadElement')) return null;
    if (called.fn === null && this.#isRequired(parent)) return null;
    if (this.#forwards.has(parent)) return 'forwarded';
    const site = this.#siteByCall.get(parent);
    const plan = site && this.#planned.get(site);
    if (site && plan) return site.argument === parent.arguments.at(-1) ? this.#siteAt(parent, site, plan, called) : null;
    return this.#otherCallAt(parent, called);
  }

  #siteAt(call: TSESTree.CallExpression, site: CallbackSite, plan: Plan, called: Called): Found {
    if (call.arguments.length > called.parameters) return null;
    if (plan.action === 'rewrite') {
      if (this.#isRequired(call)) return null;
      // Not `read(dir, load(function (err, row) {}))`, which is awaited as a whole.
      const isSettled = isCaptured(plan) && plan.call === call && !takesArguments(plan.error) && called.errorCount === 1;
      return (plan.callee?.form === 'native' || plan.callee?.form === 'variant') && (isSettled || !needsPromiseConstructor(plan)) && !plan.usesThis ? 'awaited' : null;
    }
    if (dependsOnTiming.has(plan.reason) || !this.#takesAnyCount(site, called)) return null;
    return this.#callbackified(call, called, null);
  }

  /**
   * Whether a callback behaves alike for `cb(null)` and `cb(null, undefined)`: a function that reads its parameters only, not its
   * `arguments`. `callbackify` always passes two arguments on success, also where the function passed one.
   */
  #takesAnyCount({ argument, callback }: CallbackSite, { results, errorCount }: Called): boolean {
    if (results === 'one' && errorCount === 1) return true;
    return results !== 'unknown' && isFunction(argument) && matchArgumentsUse(this.#source, callback) === 'none' && callback.params.every(({ type }) => type === 'Identifier');
  }

  /** A call with a callback that is no site, `load(path, this.done)`, or with none: `load(path);`. */
  #otherCallAt(call: TSESTree.CallExpression, called: Called): User | null {
    const { parameters, callbackFrom, results, errorCount, isSilent } = called;
    if (call.arguments.length <= callbackFrom) return isSilent && call.parent.type === 'ExpressionStatement' ? { form: 'caught', call } : null;
    if (call.arguments.length !== parameters || callbackFrom !== parameters - 1) return null;
    if (results === 'one' && errorCount === 1) return this.#callbackified(call, called, null);
    const handover = this.#handoverAt(call, called);
    return handover && this.#callbackified(call, called, handover);
  }

  /** How a variable that is passed as callback, `load(path, cb)`, gets as many arguments as before; null for another callback, or one that is replaced later. */
  #handoverAt(call: TSESTree.CallExpression, counts: Called): Handover | null {
    const callback = call.arguments.at(-1);
    const variable = callback?.type === 'Identifier' ? variableAt(this.#source, callback) : null;
    if (!variable || !isCountable(counts)) return null;
    const { results, errorCount } = counts;
    return isAssignedBehind(variable, call) ? null : { callback: variable, results, errorCount, tested: false, missing: { onError: null, onSuccess: null }, handedOn: null };
  }

  /**
   * A call with a callback that stays; null where `callbackify` would take the receiver from a function that needs it, or might get no callback:
   * `load(path, cb)` of a function that tests whether there is one.
   */
  #callbackified(call: TSESTree.CallExpression, { usesThis, isOptional }: Called, handover: Handover | null): User | null {
    const callback = call.arguments.at(-1);
    if (isOptional && (!callback || !this.#isSurelyFunction(callback))) return null;
    return usesThis && call.callee.type === 'MemberExpression' ? null : { form: 'callbackified', call, handover };
  }

  /** Whether an argument is a function: one that is written there, or declared in the file. */
  #isSurelyFunction(node: TSESTree.Node): boolean {
    if (isFunction(node)) return true;
    const [definition] = node.type === 'Identifier' ? (variableAt(this.#source, node)?.defs ?? []) : [];
    return definition?.type === 'FunctionName';
  }

  /** `exports.load = load`, `{ load }`, `queue(load)` */
  #valueAt(mention: Mention, called: Called): User | 'kept' | null {
    const { parent } = mention;
    // `load.usage = 'load <path>'` of a function that stays what it is
    if (called.isClosed && parent.type === 'MemberExpression' && parent.object === mention && !isMethodOfFunctions(parent)) return 'kept';
    // A callback form of a function of another file can only be made where `callbackify` is all that it takes.
    const isPlain = called.fn !== null || (isPlainForm(called) && !called.usesThis);
    const isValue =
      (parent.type === 'AssignmentExpression' && parent.right === mention && (parent.left.type === 'MemberExpression' || isExports(this.#source, parent.left))) ||
      (parent.type === 'Property' && parent.value === mention && parent.parent.type === 'ObjectExpression') ||
      (parent.type === 'CallExpression' && parent.arguments.includes(mention) && !isListener(parent)) ||
      parent.type === 'ArrayExpression' ||
      (parent.type === 'ReturnStatement' && !(called.fn && contains(called.fn, mention)));
    if (!isPlain || !isValue || isBeforeImport(this.#source, mention)) return null;
    return { form: 'value', mention };
  }
}

const noUsers: Users = { users: [], awaited: 0, forwarded: 0 };

function collect(found: readonly Found[]): Users | null {
  if (found.includes(null)) return null;
  const count = (kind: Found): number => found.filter((user) => user === kind).length;
  return { users: found.filter((user) => typeof user === 'object' && user !== null), awaited: count('awaited'), forwarded: count('forwarded') };
}

/** `load.call`, `load.bind` */
function isMethodOfFunctions({ property, computed }: TSESTree.MemberExpression): boolean {
  return computed || property.type !== 'Identifier' || hasRole(property.name, 'function-method');
}

/** Whether a place is in front of the line where `callbackify` would be imported. */
export function isBeforeImport({ ast }: Source, { range }: TSESTree.Node): boolean {
  const last = lastOfHead(ast.body);
  return last !== null && range[0] < last.range[1];
}

/** The variable `exports` of CommonJS: `module.exports = exports = load;`. */
function isExports(source: Source, node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && node.name === 'exports' && (variableAt(source, node)?.defs.length ?? 0) === 0;
}

/** Whether a call adds or removes a listener: a removed one has to be the function that was added. */
function isListener({ callee }: TSESTree.CallExpression): boolean {
  const name = verbOf(callee) ?? '';
  return hasRole(name, 'subscribes') || hasRole(name, 'unsubscribes');
}
