import {
  type CallbackKind,
  type CallbackSite,
  type FunctionNode,
  type Functions,
  type Host,
  type Scope,
  type Source,
  hasRole,
  hostOf,
  insideSameFunction,
  isCallbackName,
  isCalled,
  isExpectedToThrow,
  isFunction,
  isInsideTry,
  kindByPlace,
  mayBeAtOnce,
  nodesOf,
  reachesArgument,
  returnsWithoutCallback,
  someNode,
  verbOf,
} from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isAccessorOrConstructor, isCalledByLanguage, isMethod, propertyNameOf } from '../syntax/function-shape.js';
import { isExecutor } from '../syntax/promise-executor.js';
import { isOverridden, mayReturnPromise } from '../syntax/signatures.js';
import { hasOtherWork, isCloudFunction } from './cloud-function.js';
import { matchPosition } from '../syntax/position.js';
import { throwsAtOnce } from '../syntax/throws-at-once.js';
import { mayBeTypedAsync } from './typed-host.js';
import { outerExpression } from '../syntax/expressions.js';
import { variableOf } from '../syntax/variables.js';

/** What is known about the function around a call. */
export interface HostFacts {
  /** It is given a callback, so it must not become `async`. */
  readonly takesCallback: boolean;
  /** The variables that hold its callbacks. */
  readonly callbacks: readonly Scope.Variable[];
  /** It is the executor of `new Promise(...)`. */
  readonly isExecutor: boolean;
  /** Who sees what it returns: nobody, somebody in this file, or callers out of sight. */
  readonly result: 'ignored' | 'used' | 'unknown';
  /** Nobody can notice when it becomes `async`. */
  readonly mayBecomeAsync: boolean;
}

/** Callers of these do not look at what their callback returns. */
const ignoringReturnValue: ReadonlySet<CallbackKind> = new Set([
  'error-first',
  'event-listener',
  'timer',
  'request-handler',
  'async-iteratee',
]);

const noFunction: HostFacts = {
  takesCallback: false,
  callbacks: [],
  isExecutor: false,
  result: 'ignored',
  mayBecomeAsync: false,
};

/** Answers questions about the host functions of one file. */
export class Hosts {
  readonly #source: Source;
  readonly #functions: Functions;
  readonly #sites: ReadonlyMap<TSESTree.Node, CallbackSite>;
  readonly #facts = new Map<Host, HostFacts>();
  #uses: MemberUses | null = null;

  constructor(source: Source, sites: readonly CallbackSite[], functions: Functions) {
    this.#source = source;
    this.#functions = functions;
    this.#sites = new Map(sites.map((site) => [site.argument, site]));
  }

  factsOf(host: Host): HostFacts {
    const known = this.#facts.get(host);
    if (known) return known;
    // Functions that call each other ask for each other's facts; until they are known, nothing is.
    this.#facts.set(host, { ...noFunction, result: 'unknown' });
    const facts = isFunction(host) ? this.#describe(host) : noFunction;
    this.#facts.set(host, facts);
    return facts;
  }

  /** Who in the file looks at what a host throws before it returns; null for nobody. */
  throwReaderOf(host: Host): ReturnType<Functions['throwReaderOf']> {
    return isFunction(host) ? this.#functions.throwReaderOf(host) : null;
  }

  /** Whether a call returns something to go on with beside its callback: a process, a request, a ticket. */
  returnsHandle(call: CallbackSite['call']): boolean {
    return this.#functions.returnsHandle(call);
  }

  /** A test or hook of mocha and its like, which may be async instead of taking `done`. */
  isTest(host: Host): boolean {
    return this.#siteOf(host)?.kind === 'test';
  }

  #describe(host: FunctionNode): HostFacts {
    const scope = this.#source.scopeManager.acquire(host, true);
    const callbacks = scope?.variables.filter(isCallbackVariable) ?? [];
    const takesCallback = callbacks.length > 0;
    const result = this.#resultOf(host);
    return {
      takesCallback,
      callbacks,
      isExecutor: isExecutor(this.#source, host),
      result,
      mayBecomeAsync: !takesCallback && this.#mayBecomeAsync(host, result),
    };
  }

  #mayBecomeAsync(host: FunctionNode, result: HostFacts['result']): boolean {
    if (this.isTest(host) || this.#mayRunAtOnce(host)) return false;
    if (host.generator || isCalledByLanguage(host)) return false;
    if (!mayReturnPromise(host) || isOverridden(this.#source, host)) return false;
    if (this.#isTypeScript && !host.async && !mayBeTypedAsync(this.#source, host)) return false;
    if (this.#throwsAtOnce(host) || this.#isTask(host) || this.#isReadByBrowser(host)) return false;
    if (result === 'used' || (host.async && result !== 'ignored')) return false;
    if (result === 'ignored') return !this.#someOwn(host, returnsBoolean);
    if (isCloudFunction(host) && hasOtherWork(this.#source, host, this.#sites)) return false;
    return !this.#isArgument(host) && !this.#isConstructed(host) && !this.#someOwn(host, (node) => this.#returnsValue(node));
  }

  /** A callback that its callee may call before it returns: what it throws then reaches the code around the call. */
  #mayRunAtOnce(host: FunctionNode): boolean {
    const site = this.#siteOf(host);
    if (site?.kind !== 'error-first') return false;
    return this.#functions.handlersOf(site.call, site.argument).some(({ onSuccess }) => mayBeAtOnce(onSuccess));
  }

  get #isTypeScript(): boolean {
    return this.#source.isTypeScript === true || nodesOf(this.#source).hasTypes;
  }

  /** An iteratee or a task of async.js, which waits for an async function, and calls what is behind it then. */
  #isTask(host: FunctionNode): boolean {
    const mentions = this.#functions.uses.mentionsOf(host);
    return mentions.some((mention) => this.#siteOf(mention)?.kind === 'async-iteratee');
  }

  /** `window.onbeforeunload = host`, `button.onclick = host` */
  #isReadByBrowser(host: FunctionNode): boolean {
    return this.#functions.uses.mentionsOf(host).some(isPropertyOfBrowser);
  }

  #returnsValue(node: TSESTree.Node): boolean {
    return node.type === 'ReturnStatement' && node.argument !== null && !this.#isCallbackCall(node.argument);
  }

  /** `return callee(args, function () {})` hands on nothing but what a callback API returns. */
  #isCallbackCall(node: TSESTree.Expression): boolean {
    return node.type === 'CallExpression' && node.arguments.some((argument) => isFunction(argument)) && !this.returnsHandle(node);
  }

  /** Searches the host's own statements, without the functions in it. */
  #someOwn(host: FunctionNode, test: (node: TSESTree.Node) => boolean): boolean {
    return someNode(host.body, this.#source.visitorKeys, test, insideSameFunction);
  }

  /** A function that is called on the spot or by its name, or for each item of a list, throws as a part of its host. */
  #throwsAtOnce(host: FunctionNode): boolean {
    const runsAtOnce = (node: TSESTree.Node) =>
      isFunction(node) &&
      !node.async &&
      !node.generator &&
      (isCalledOnTheSpot(node) || this.#siteOf(node)?.kind === 'iteration' || this.#isCalledByName(node, host));
    return someNode(host.body, this.#source.visitorKeys, throwsAtOnce, (node) => insideSameFunction(node) || runsAtOnce(node));
  }

  /** Whether a host, or a function declared in it, calls another one of its own. */
  #isCalledByName(fn: FunctionNode, host: FunctionNode): boolean {
    return variableOf(this.#source, fn)?.references.some(({ identifier }) => {
      const caller = hostOf(identifier);
      return isCalled(identifier) && (caller === host || (caller !== fn && caller.type === 'FunctionDeclaration'));
    }) ?? false;
  }

  #resultOf(host: FunctionNode): HostFacts['result'] {
    // A getter's value is read, and an object that a constructor returns is what `new` gives.
    if (isAccessorOrConstructor(host)) return 'used';
    const variable = variableOf(this.#source, host);
    if (variable) return this.#resultOfNamed(variable);
    const expression = outerExpression(host);
    const { parent } = expression;
    if (parent?.type === 'CallExpression' && parent.callee === expression) {
      return matchPosition(parent)?.form === 'statement' ? 'ignored' : 'used';
    }
    // Its outcome goes to a callback, which has got no value from it so far.
    if (parent?.type === 'CallExpression' && verbOf(parent.callee) === 'callbackify') return 'ignored';
    const site = this.#siteOf(expression);
    if (site) return resultOfCallback(site);
    if (isListenerOfElement(expression)) return 'ignored';
    if (parent?.type === 'MemberExpression' && parent.object === expression) return this.#useOfMember(parent);
    const name = propertyNameOf(host);
    return name !== null && this.#methodsWithUsedResult().has(name) ? 'used' : 'unknown';
  }

  #siteOf(expression: TSESTree.Node): CallbackSite | undefined {
    const { parent } = expression;
    const bound =
      parent?.type === 'MemberExpression' && parent.object === expression && parent.parent.type === 'CallExpression'
        ? parent.parent
        : null;
    return this.#sites.get(expression) ?? (bound ? this.#sites.get(bound) : undefined);
  }

  #resultOfNamed(variable: Scope.Variable): HostFacts['result'] {
    let result: HostFacts['result'] = isExported(variable) ? 'unknown' : 'ignored';
    for (const { identifier, init } of variable.references) {
      if (init || identifier.parent.type === 'AssignmentExpression' && identifier.parent.left === identifier) continue;
      const use = this.#useOf(identifier);
      if (use === 'used') return 'used';
      if (use === 'unknown') result = 'unknown';
    }
    return result;
  }

  #useOf(identifier: TSESTree.Node): HostFacts['result'] {
    const { parent } = identifier;
    if (parent?.type === 'CallExpression' && parent.callee === identifier) {
      return this.#isValueUnused(parent) ? 'ignored' : 'used';
    }
    if (parent?.type === 'NewExpression') return 'used';
    if (parent?.type === 'CallExpression') {
      const site = this.#sites.get(identifier);
      return site ? resultOfCallback(site) : 'used';
    }
    if (parent?.type === 'MemberExpression' && parent.object === identifier) return this.#useOfMember(parent);
    const name = parent ? nameGivenTo(parent, identifier) : null;
    if (name === null || this.#methodsWithUsedResult().has(name)) return 'used';
    return 'unknown';
  }

  /** `host.call(...)`, `host.bind(...)`, `host.prototype` */
  #useOfMember(member: TSESTree.MemberExpression): HostFacts['result'] {
    const { parent } = member;
    const isCall =
      parent.type === 'CallExpression' &&
      parent.callee === member &&
      member.property.type === 'Identifier' &&
      hasRole(member.property.name, 'invokes-function');
    if (isCall) return this.#isValueUnused(parent) ? 'ignored' : 'used';
    const isWritten = verbOf(member) === 'prototype' || parent.type === 'AssignmentExpression';
    if (isWritten) return 'unknown';
    // A property of its own, `load.usage`, is not what it returns; `load.should.throw()` may be.
    const isOwn = member.property.type === 'Identifier' && !member.computed && !hasRole(member.property.name, 'function-method');
    const isFollowed = parent.type === 'MemberExpression' || isCalled(member);
    return isOwn && !isFollowed ? 'ignored' : 'used';
  }

  /** `call();`, or `return call();` in a function whose own result nobody reads. */
  #isValueUnused(call: TSESTree.Node): boolean {
    const position = matchPosition(call);
    if (!position) return false;
    const host = hostOf(call);
    // A `try` sees what the function throws at once, and so does `assert.throws(function () { call(); })`.
    if (isInsideTry(call) || (isFunction(host) && isExpectedToThrow(host))) return false;
    if (position.form === 'statement' || (position.form === 'branch' && !position.returns)) return true;
    return this.hasNoReader(host);
  }

  /** Whether nobody reads what a function returns: its caller ignores it, or gets the outcome by a callback. */
  hasNoReader(host: Host): boolean {
    const { result, takesCallback, callbacks } = this.factsOf(host);
    if (result !== 'unknown') return result === 'ignored';
    return takesCallback ? !callbacks.some((callback) => returnsWithoutCallback(this.#source, callback)) : this.#isLastArgument(host);
  }

  /** `load(path, function (found) { ... });`: what a callback returns is lost, unless its callee is told otherwise. */
  #isLastArgument(host: Host): boolean {
    const site = this.#siteOf(host);
    return site?.kind === 'other' && site.call.arguments.at(-1) === host && matchPosition(site.call)?.form === 'statement';
  }

  /** A function that goes to another one, itself or in a list or an object of options, and that one may read what it returns. */
  #isArgument(host: FunctionNode): boolean {
    const receivers = this.#functions.uses.receiversOf(host);
    if (receivers === 'unknown' || reachesArgument(host)) return true;
    const isMade = variableOf(this.#source, host)?.references.some(({ identifier }) => identifier.parent.type === 'NewExpression');
    return isMade === true || receivers.some(({ call, argument }) => !this.#isIgnoredBy(call, argument));
  }

  /** Whether a call does not look at what the function returns that it is given. */
  #isIgnoredBy(call: CallbackSite['call'], argument: TSESTree.Node): boolean {
    const site = this.#sites.get(argument);
    if (site) return resultOfCallback(site) !== 'used';
    const { callee } = call;
    // JSON.stringify(report)
    const isOfLanguage = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && hasRole(callee.object.name, 'synchronous-builtin');
    if (isOfLanguage && !isFunction(argument)) return true;
    const kind = kindByPlace(call, argument);
    return kind !== null && ignoringReturnValue.has(kind);
  }

  /** A function that may be called with `new`: it has a capital, a prototype or writes to its own `this`. */
  #isConstructed(host: FunctionNode): boolean {
    if (host.type === 'ArrowFunctionExpression' || isMethod(host)) return false;
    const variable = variableOf(this.#source, host);
    const name = variable?.name ?? host.id?.name ?? propertyNameOf(host) ?? '';
    if (/^_*[A-Z]/.test(name) || this.#memberUses().constructed.has(name)) return true;
    const hasPrototype = variable?.references.some(
      ({ identifier: { parent } }) =>
        parent.type === 'MemberExpression' && parent.property.type === 'Identifier' && parent.property.name === 'prototype',
    );
    const isProperty = !variable && propertyNameOf(host) !== null && propertyNameOf(host) !== 'exports';
    return hasPrototype === true || (!isProperty && this.#someOwn(host, (node) => node.type === 'ThisExpression'));
  }

  #methodsWithUsedResult(): ReadonlySet<string> {
    return this.#memberUses().read;
  }

  /** The names of methods of which some call in this file uses the value, and of those that are used as classes. */
  #memberUses(): MemberUses {
    if (this.#uses) return this.#uses;
    const read = new Set<string>();
    const constructed = new Set<string>();
    for (const node of nodesOf(this.#source).members) {
      if (node.property.type !== 'Identifier') continue;
      const { parent } = node;
      if (parent.type === 'CallExpression' && parent.callee === node && matchPosition(parent) === null) {
        read.add(node.property.name);
      }
      const isClass =
        (parent.type === 'NewExpression' && parent.callee === node) ||
        (parent.type === 'MemberExpression' && verbOf(parent) === 'prototype');
      if (isClass) constructed.add(node.property.name);
    }
    return (this.#uses = { read, constructed });
  }
}

interface MemberUses {
  readonly read: ReadonlySet<string>;
  readonly constructed: ReadonlySet<string>;
}

/** The property that a function gets: `exports.x = host`, `{ x: host }`; null where it goes elsewhere. */
function nameGivenTo(parent: TSESTree.Node, identifier: TSESTree.Node): string | null {
  const isElsewhere =
    parent.type === 'ExportSpecifier' ||
    parent.type === 'ExportDefaultDeclaration' ||
    parent.type === 'JSXExpressionContainer';
  if (isElsewhere) return '';
  const key =
    parent.type === 'AssignmentExpression' && parent.right === identifier && parent.left.type === 'MemberExpression'
      ? parent.left.property
      : parent.type === 'Property' && parent.value === identifier
        ? parent.key
        : null;
  return key?.type === 'Identifier' ? key.name : key?.type === 'Literal' ? String(key.value) : null;
}

function resultOfCallback(site: CallbackSite): HostFacts['result'] {
  if (ignoringReturnValue.has(site.kind) || (site.kind === 'iteration' && isForEach(site.call))) return 'ignored';
  if (site.kind === 'test' && isFunction(site.argument) && site.argument.params.length > 0) return 'ignored';
  return site.kind === 'other' ? 'unknown' : 'used';
}

function isForEach({ callee }: CallbackSite['call']): boolean {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callee.property.name === 'forEach';
}

/** A parameter that is called, or a variable that is named and used as a callback. */
function isCallbackVariable(variable: Scope.Variable): boolean {
  const [definition] = variable.defs;
  if (!definition) return false;
  const isCalled = variable.references.some(({ identifier }) => {
    const { parent } = identifier;
    return (
      (parent.type === 'CallExpression' && parent.callee === identifier) ||
      (parent.type === 'MemberExpression' &&
        parent.object === identifier &&
        parent.property.type === 'Identifier' &&
        hasRole(parent.property.name, 'function-method'))
    );
  });
  // Through `arguments` a parameter may go on unnamed.
  const isReferenced =
    variable.references.some((reference) => !reference.init) ||
    (variable.scope.set.get('arguments')?.references.length ?? 0) > 0;
  if ((definition.type as string) === 'Parameter') {
    return variable.name !== 'require' && (isCalled || (isCallbackName(variable.name) && isReferenced));
  }
  // `var cb = arguments[arguments.length - 1]`
  return (
    definition.node.type === 'VariableDeclarator' &&
    isCallbackName(variable.name) &&
    isReferenced &&
    !isFunction(definition.node.init)
  );
}

/** What the browser calls as a property of something of its own, to read what it returns. */
function isPropertyOfBrowser(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== 'AssignmentExpression' || parent.right !== mention || parent.left.type !== 'MemberExpression') return false;
  let root: TSESTree.Expression = parent.left;
  while (root.type === 'MemberExpression') root = root.object;
  const isGlobal = root.type === 'Identifier' && hasRole(root.name, 'browser-object');
  return isGlobal || hasRole(verbOf(parent.left) ?? '', 'dom-handler');
}

function isExported(variable: Scope.Variable): boolean {
  return variable.defs.some(({ node }) => {
    const declaration = node.type === 'VariableDeclarator' ? node.parent : node;
    return (
      declaration.parent?.type === 'ExportNamedDeclaration' || declaration.parent?.type === 'ExportDefaultDeclaration'
    );
  });
}

/** `<button onClick={host}>` */
function isListenerOfElement({ parent: container }: TSESTree.Node): boolean {
  if (container?.type !== 'JSXExpressionContainer' || container.parent.type !== 'JSXAttribute') return false;
  const { name } = container.parent.name;
  return typeof name === 'string' && hasRole(name, 'on-event');
}

/** `(function () { ... })()`, `(function () { ... }).call(this)` */
function isCalledOnTheSpot(node: TSESTree.Node): boolean {
  const expression = outerExpression(node);
  const { parent } = expression;
  const isMethod = parent?.type === 'MemberExpression' && parent.object === expression && hasRole(verbOf(parent) ?? '', 'invokes-function');
  return isCalled(isMethod ? parent : expression);
}

/** DOM and jQuery listeners speak through `return false`. */
function returnsBoolean(node: TSESTree.Node): boolean {
  return node.type === 'ReturnStatement' && node.argument?.type === 'Literal' && typeof node.argument.value === 'boolean';
}
