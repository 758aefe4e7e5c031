// Finds what becomes of each user of a function that loses its callback.

import { type CallbackSite, type FunctionNode, type Source, contains, hasRole, isFunction, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { needsPromiseConstructor } from '../error-forms/questions.js';
import { lastOfHead } from '../file/file-head.js';
import type { Plan } from '../plan/types.js';
import type { RefusalCode } from '../refusals.js';
import { matchArgumentsUse } from '../syntax/arguments-use.js';
import { variableAt } from '../syntax/variables.js';
import { mentionsOf } from './candidates.js';
import { mayComplete } from './steps.js';
import type { Conversion, User } from './types.js';

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

/** Reads the users of functions in one file, for one set of plans. */
export class UserReader {
  readonly #source: Source;
  readonly #planned: ReadonlyMap<CallbackSite, Plan>;
  readonly #siteByCall: ReadonlyMap<TSESTree.Node, CallbackSite>;
  readonly #forwards: ReadonlySet<TSESTree.Node>;
  readonly #required: ReadonlySet<FunctionNode>;

  /**
   * @param forwards the calls that become `return load(path)` in a function that loses its own callback
   * @param required the functions that must go on to call back when they do, so that nothing can be awaited in them
   */
  constructor(source: Source, planned: ReadonlyMap<CallbackSite, Plan>, forwards: ReadonlySet<TSESTree.Node>, required: ReadonlySet<FunctionNode>) {
    this.#source = source;
    this.#planned = planned;
    this.#siteByCall = new Map([...planned.keys()].map((site) => [site.call, site]));
    this.#forwards = forwards;
    this.#required = required;
  }

  /** What becomes of each user of a function; null where one has no form. Users of a property or method that stay call its edge. */
  usersOf(conversion: Conversion): Users | null {
    const found = [
      ...mentionsOf(conversion).map((mention) => this.#userAt(mention, conversion)),
      ...conversion.ownCalls.map((call) => this.#ownCallAt(call, conversion)),
    ];
    if (found.includes(null)) return null;
    const count = (kind: Found): number => found.filter((user) => user === kind).length;
    return { users: found.filter((user) => typeof user === 'object' && user !== null), awaited: count('awaited'), forwarded: count('forwarded') };
  }

  /** A call by its property: a call that keeps its callback calls the edge as before. */
  #ownCallAt(call: TSESTree.CallExpression, conversion: Conversion): Found {
    if (this.#forwards.has(call)) return 'forwarded';
    const site = this.#siteByCall.get(call);
    const plan = site && this.#planned.get(site);
    if (!site || !plan) return 'kept';
    const user = this.#siteAt(call, site, plan, conversion);
    return user === null || user === 'awaited' ? user : 'kept';
  }

  /** How many calls in a function would be in async blocks if it kept its callback. */
  blocksIn(conversion: Conversion): number {
    return [...this.#planned.values()].filter(
      (plan) => plan.action === 'rewrite' && plan.form === 'await' && contains(conversion.fn, plan.call) && mayComplete(conversion, plan),
    ).length;
  }

  #userAt(mention: TSESTree.Identifier, conversion: Conversion): Found {
    const { parent } = mention;
    if (parent.type !== 'CallExpression' || parent.callee !== mention) return this.#valueAt(mention, conversion);
    if (parent.optional || parent.arguments.some(({ type }) => type === 'SpreadElement')) return null;
    if (this.#forwards.has(parent)) return 'forwarded';
    const site = this.#siteByCall.get(parent);
    const plan = site && this.#planned.get(site);
    if (site && plan) return site.argument === parent.arguments.at(-1) ? this.#siteAt(parent, site, plan, conversion) : null;
    return this.#otherCallAt(parent, conversion);
  }

  #siteAt(call: TSESTree.CallExpression, site: CallbackSite, plan: Plan, conversion: Conversion): Found {
    if (call.arguments.length > conversion.fn.params.length) return null;
    if (plan.action === 'rewrite') {
      if ([...this.#required].some((fn) => contains(fn, call))) return null;
      return (plan.callee?.form === 'native' || plan.callee?.form === 'variant') && !needsPromiseConstructor(plan) && !plan.usesThis ? 'awaited' : null;
    }
    if (dependsOnTiming.has(plan.reason) || !this.#takesAnyCount(site, conversion)) return null;
    return { form: 'callbackified', call };
  }

  /**
   * Whether a callback behaves alike for `cb(null)` and `cb(null, undefined)`: a function that reads its parameters only, not its
   * `arguments`. `callbackify` always passes two arguments on success, also where the function passed one.
   */
  #takesAnyCount({ argument, callback }: CallbackSite, { results, errorCount }: Conversion): boolean {
    if (results === 'one' && errorCount === 1) return true;
    return results !== 'unknown' && isFunction(argument) && matchArgumentsUse(this.#source, callback) === 'none' && callback.params.every(({ type }) => type === 'Identifier');
  }

  /** A call with a callback that is no site, `load(path, this.done)`, or with none: `load(path);`. */
  #otherCallAt(call: TSESTree.CallExpression, { fn, results, errorCount, prologue }: Conversion): User | null {
    // The callback may be passed in the place of a parameter that has a default then.
    const firstPlace = fn.params.findIndex((parameter, index) => index === fn.params.length - 1 || [...prologue.defaults.keys()].some(({ identifiers }) => identifiers[0] === parameter));
    if (call.arguments.length <= firstPlace) {
      return prologue.optional && prologue.silent && call.parent.type === 'ExpressionStatement' ? { form: 'caught', call } : null;
    }
    const hasCallback = call.arguments.length === fn.params.length;
    return hasCallback && results === 'one' && errorCount === 1 && prologue.defaults.size === 0 ? { form: 'callbackified', call } : null;
  }

  /** `exports.load = load`, `{ load }`, `queue(load)` */
  #valueAt(mention: TSESTree.Identifier, conversion: Conversion): User | null {
    const { parent } = mention;
    const isValue =
      (parent.type === 'AssignmentExpression' && parent.right === mention && (parent.left.type === 'MemberExpression' || isExports(this.#source, parent.left))) ||
      (parent.type === 'Property' && parent.value === mention && parent.parent.type === 'ObjectExpression') ||
      (parent.type === 'CallExpression' && parent.arguments.includes(mention) && !isListener(parent)) ||
      parent.type === 'ArrayExpression' ||
      (parent.type === 'ReturnStatement' && !contains(conversion.fn, mention));
    if (!isValue || isBeforeImport(this.#source, mention)) return null;
    return { form: 'value', mention };
  }
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
