// Decides whether a host function may become `async`: it then returns a promise, and rejects instead of throwing at once.

import {
  type CallbackSite,
  type FunctionNode,
  type Functions,
  type Source,
  hasRole,
  hostOf,
  insideSameFunction,
  isCalled,
  isFunction,
  kindByPlace,
  mayBeAtOnce,
  nodesOf,
  reachesArgument,
  someNode,
  verbOf,
} from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { outerExpression } from '../syntax/expressions.js';
import { isCalledByLanguage, isMethod, propertyNameOf } from '../syntax/function-shape.js';
import { isOverridden, mayReturnPromise } from '../syntax/signatures.js';
import { throwsAtOnce } from '../syntax/throws-at-once.js';
import { variableOf } from '../syntax/variables.js';
import { type SitesByArgument, ignoresResult, resultUseOf, siteOf } from './callback-sites.js';
import { hasOtherWork, isCloudFunction } from './cloud-function.js';
import type { ResultUse } from './host-facts.js';
import { memberUsesOf } from './member-uses.js';
import { mayBeTypedAsync } from './typed-host.js';

/** Answers, for the functions of one file, whether they may become `async`. */
export class AsyncCheck {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #sites: SitesByArgument;

  constructor(source: Source, functions: Functions, sites: SitesByArgument) {
    this.#source = source;
    this.#functions = functions;
    this.#sites = sites;
  }

  /**
   * Whether a function may become `async`, as far as this file shows its callers. That it takes no callback is not checked here.
   *
   * @param result who reads what the function returns
   * @param isGuarded what it throws before it waits can go to its callback, or its caller does the same with a rejection
   */
  mayBecomeAsync(host: FunctionNode, result: ResultUse, isGuarded: boolean): boolean {
    // A test becomes async in its own way, see `matchTestOutcome` in `plan/test-outcome.ts`.
    if (siteOf(this.#sites, host)?.kind === 'test' || this.#mayRunAtOnce(host)) return false;
    if (host.generator || isCalledByLanguage(host)) return false;
    if (!mayReturnPromise(host) || isOverridden(this.#source, host)) return false;
    if (this.#isTypeScript && !host.async && !mayBeTypedAsync(this.#source, host)) return false;
    if ((!isGuarded && this.#throwsAtOnce(host)) || this.#isAsyncIteratee(host) || this.#isReadByBrowser(host)) return false;
    if (result === 'used' || (host.async && result !== 'ignored')) return false;
    if (result === 'ignored') return !this.#someOwn(host, returnsBoolean);
    if (isCloudFunction(host) && hasOtherWork(this.#source, host, this.#sites)) return false;
    return !this.#isArgument(host) && !this.#isConstructed(host) && !this.#someOwn(host, (node) => this.#returnsValue(node));
  }

  /**
   * A callback that its callee may call before it returns, as its definition shows, or a caller that requires it: what the callback throws
   * ends the code around the call.
   */
  #mayRunAtOnce(host: FunctionNode): boolean {
    const site = siteOf(this.#sites, host);
    if (site?.kind !== 'error-first') return false;
    return this.#functions.isRequiredAtOnce(site.call) || this.#functions.handlersOf(site.call, site.argument).some(({ onSuccess }) => mayBeAtOnce(onSuccess));
  }

  get #isTypeScript(): boolean {
    return this.#source.isTypeScript === true || nodesOf(this.#source).hasTypes;
  }

  /** An iteratee or a task of async.js: it waits for the promise of an async function, and only then calls the next one. */
  #isAsyncIteratee(host: FunctionNode): boolean {
    const mentions = this.#functions.uses.mentionsOf(host);
    return mentions.some((mention) => siteOf(this.#sites, mention)?.kind === 'async-iteratee');
  }

  /** `window.onbeforeunload = host`, `button.onclick = host` */
  #isReadByBrowser(host: FunctionNode): boolean {
    return this.#functions.uses.mentionsOf(host).some(isPropertyOfBrowser);
  }

  #returnsValue(node: TSESTree.Node): boolean {
    return node.type === 'ReturnStatement' && node.argument !== null && !this.#isCallbackCall(node.argument);
  }

  /** `return load(path, function () {})` returns only what a function with a callback returns, which is hardly ever read. */
  #isCallbackCall(node: TSESTree.Expression): boolean {
    return node.type === 'CallExpression' && node.arguments.some((argument) => isFunction(argument)) && !this.#functions.returnsHandle(node);
  }

  /** Whether the host's own code has a node that passes the test. Functions inside of the host are left out. */
  #someOwn(host: FunctionNode, test: (node: TSESTree.Node) => boolean): boolean {
    return someNode(host.body, this.#source.visitorKeys, test, insideSameFunction);
  }

  /**
   * Whether the host may throw before it returns. What an inner function throws counts where the host runs it at once: an IIFE, a
   * function that is called by its name, a callback of `forEach`.
   */
  #throwsAtOnce(host: FunctionNode): boolean {
    const runsAtOnce = (node: TSESTree.Node) =>
      isFunction(node) &&
      !node.async &&
      !node.generator &&
      (this.#isPartOfHost(node) || this.#isCalledByName(node, host));
    return someNode(host.body, this.#source.visitorKeys, throwsAtOnce, (node) => insideSameFunction(node) || runsAtOnce(node));
  }

  /** Whether a function runs where it stands: an IIFE, a callback of `forEach`. */
  #isPartOfHost(fn: FunctionNode): boolean {
    return isCalledInPlace(fn) || siteOf(this.#sites, fn)?.kind === 'iteration';
  }

  /** Whether a function in the host is called by its name, from the host, a function that runs where it stands, or another function declaration. */
  #isCalledByName(fn: FunctionNode, host: FunctionNode): boolean {
    return variableOf(this.#source, fn)?.references.some(({ identifier }) => {
      const caller = hostOf(identifier);
      if (!isCalled(identifier) || !isFunction(caller)) return false;
      return caller === host || (caller !== fn && (caller.type === 'FunctionDeclaration' || this.#isPartOfHost(caller)));
    }) ?? false;
  }

  /** A function that is an argument, by itself or in a list or an object of options, of a call that may read what it returns. */
  #isArgument(host: FunctionNode): boolean {
    const receivers = this.#functions.uses.receiversOf(host);
    if (receivers === 'unknown' || reachesArgument(host)) return true;
    const isNewed = variableOf(this.#source, host)?.references.some(({ identifier }) => identifier.parent.type === 'NewExpression');
    return isNewed === true || receivers.some(({ call, argument }) => !this.#isIgnoredBy(call, argument));
  }

  /** Whether a call does not read what the function returns that is passed in this argument. */
  #isIgnoredBy(call: CallbackSite['call'], argument: TSESTree.Node): boolean {
    const site = this.#sites.get(argument);
    if (site) return resultUseOf(site) !== 'used';
    const { callee } = call;
    // `JSON.stringify({ load })` calls nothing that it finds.
    const isOfLanguage = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && hasRole(callee.object.name, 'synchronous-builtin');
    if (isOfLanguage && !isFunction(argument)) return true;
    const kind = kindByPlace(call, argument);
    return kind !== null && ignoresResult(kind);
  }

  /** A function that may be called with `new`: its name has a capital, it has a prototype, or it mentions its `this`. */
  #isConstructed(host: FunctionNode): boolean {
    if (host.type === 'ArrowFunctionExpression' || isMethod(host)) return false;
    const variable = variableOf(this.#source, host);
    const name = variable?.name ?? host.id?.name ?? propertyNameOf(host) ?? '';
    if (/^_*[A-Z]/.test(name) || memberUsesOf(this.#source).constructed.has(name)) return true;
    const hasPrototype = variable?.references.some(
      ({ identifier: { parent } }) =>
        parent.type === 'MemberExpression' && parent.property.type === 'Identifier' && parent.property.name === 'prototype',
    );
    const isProperty = !variable && propertyNameOf(host) !== null && propertyNameOf(host) !== 'exports';
    return hasPrototype === true || (!isProperty && this.#someOwn(host, (node) => node.type === 'ThisExpression'));
  }
}

/** A function in a property that the browser calls to read what it returns: `window.onbeforeunload = host`. */
function isPropertyOfBrowser(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== 'AssignmentExpression' || parent.right !== mention || parent.left.type !== 'MemberExpression') return false;
  let root: TSESTree.Expression = parent.left;
  while (root.type === 'MemberExpression') root = root.object;
  const isGlobal = root.type === 'Identifier' && hasRole(root.name, 'browser-object');
  return isGlobal || hasRole(verbOf(parent.left) ?? '', 'dom-handler');
}

/** `(function () { ... })()`, `(function () { ... }).call(this)` */
function isCalledInPlace(node: TSESTree.Node): boolean {
  const expression = outerExpression(node);
  const { parent } = expression;
  const isCallOrApply = parent?.type === 'MemberExpression' && parent.object === expression && hasRole(verbOf(parent) ?? '', 'invokes-function');
  return isCalled(isCallOrApply ? parent : expression);
}

/** `return false;`: listeners of the DOM and of jQuery cancel an event by it. */
function returnsBoolean(node: TSESTree.Node): boolean {
  return node.type === 'ReturnStatement' && node.argument?.type === 'Literal' && typeof node.argument.value === 'boolean';
}
