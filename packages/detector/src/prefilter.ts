import type { TSESTree } from '@typescript-eslint/types';

import { isAsyncLibrary } from './catalog/async.js';
import { type Catalog, catalogedNames } from './catalog/catalog.js';
import { instanceMethodNames } from './catalog/instances.js';
import { isCallbackName, isErrorName, isIgnoredName, isWeakErrorName } from './vocabulary/parameter-names.js';
import { isErrorLike } from './vocabulary/error-values.js';
import { type FileNodes, nodesOf } from './source/file-nodes.js';
import type { ImportedFunctions } from './functions/imported/imported-function.js';
import { isNothing } from './functions/handler/protocol.js';
import type { DetectOptions } from './classify/file-context.js';
import { calleeName, matchKeyName, matchParameterName, matchPropertyName } from './syntax/names.js';
import { type FunctionNode, isFunction, parametersOf } from './syntax/function-node.js';
import { contains } from './syntax/surroundings.js';
import { unwrap } from './syntax/unwrap.js';
import { isGuardedBy, isReachedOnlyWith } from './bindings/parameter-uses.js';
import { isCompletion, isIfError } from './classify/error-parameter.js';
import type { Source } from './source/source.js';
import { matchConvention } from './vocabulary/callback-kinds.js';
import { hasRole } from './vocabulary/vocabulary.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What a file may contain, judged by names and syntax only. False is certain, true is not. */
export interface Prefiltered {
  /** Whether a call may be passed an error-first callback. */
  readonly mayPass: boolean;
  /** Whether a function may take an error-first callback as a parameter. */
  readonly mayTake: boolean;
}

/**
 * Excludes most files that contain nothing error-first, in a small part of the time of `detectCallbacks`. It needs no scopes: for each kind
 * of evidence that `classify` accepts, it looks for the names or the syntax anywhere in the file, whatever the names refer to. Files with
 * type information are never excluded, because types can be evidence as well.
 *
 * @param source a source whose scope manager is not used
 * @param options those of `detectCallbacks`
 */
export function prefilter(source: Omit<Source, 'scopeManager'>, options: DetectOptions = {}): Prefiltered {
  if (source.services?.program) return { mayPass: true, mayTake: true };
  return new PossibleEvidence(source.text, options).read(nodesOf(source));
}

/** Collects the names and calls of one file that may be evidence for an error-first callback. */
class PossibleEvidence {
  readonly #catalog: Catalog;
  readonly #errorNames: ReadonlySet<string>;
  readonly #text: string;
  readonly #modules = new Set<string>();
  /** The names of parameters, and of variables that may be aliases of them. */
  readonly #bound = new Set<string>();
  /**
   * The names that are thrown, become the value of a name for errors, or are the first argument of a callback or of an assertion that there is no
   * error: all mentions of each.
   */
  readonly #passed = new Map<string, TSESTree.Identifier[]>();
  /** The names that are called without arguments, `cb()`. */
  readonly #calledBare = new Set<string>();
  /** The names that are called when a promise is rejected, `loading.catch(cb)`. */
  readonly #rejected = new Set<string>();
  /** The names of functions whose last parameter is named like a completion callback, `commit` of `commit(cb) {}`. */
  readonly #completing = new Set<string>();
  /** The names of callees whose last argument is a function without parameters. */
  readonly #awaited = new Set<string>();
  /** Whether one piece of evidence for a passed callback suffices by itself. */
  #isFound: boolean;
  /** Whether a parameter or variable is called with an error, or null, as the first argument: `cb(null, data)`. */
  #isTaken = false;

  constructor(text: string, { catalog = {}, errorNames = [], imported = {} }: DetectOptions) {
    this.#isFound = hasErrorFirst(imported);
    this.#text = text;
    this.#catalog = catalog;
    this.#errorNames = new Set(errorNames);
  }

  read({ functions, declarators, definitions, throws, imports, calls }: FileNodes): Prefiltered {
    for (const fn of functions) {
      if (isExecutor(fn)) continue;
      this.#bindParameters(fn);
      if (hasRole(matchParameterName(parametersOf(fn).at(-1))?.name ?? '', 'completion')) this.#completing.add(nameOf(fn));
    }
    for (const { id, init, parent } of declarators) this.#visitTarget(id, init, parent.parent.type === 'ForOfStatement');
    for (const node of definitions) if (node.type === 'AssignmentExpression') this.#visitTarget(node.left, node.right, false);
    for (const { argument } of throws) if (argument.type === 'Identifier') this.#addPassed(argument);
    for (const node of imports) this.#visitModule(node.type === 'TSExternalModuleReference' ? node.expression : node.source);
    for (const call of calls) {
      this.#visitCall(call);
      if (this.#isTaken) return { mayTake: true, mayPass: true };
    }
    const mayTake = this.#isCataloged() || [...this.#rejected].some((name) => this.#calledBare.has(name));
    const isForwarded = [...this.#awaited].some((name) => name !== '' && this.#completing.has(name));
    return { mayTake, mayPass: mayTake || this.#isFound || isForwarded || this.#isErrorPassed(functions, calls) };
  }

  #bindParameters(fn: FunctionNode): void {
    for (const parameter of fn.params) {
      const name = matchParameterName(parameter)?.name;
      if (name !== undefined) this.#bound.add(name);
    }
  }

  #addPassed(mention: TSESTree.Identifier): void {
    const mentions = this.#passed.get(mention.name);
    if (mentions) mentions.push(mention);
    else this.#passed.set(mention.name, [mention]);
  }

  /** @param isElement whether the variable is set to each element of a list */
  #visitTarget(target: TSESTree.Node, value: TSESTree.Node | null, isElement: boolean): void {
    if (target.type !== 'Identifier') return;
    if (isElement || mayBeAlias(value)) this.#bound.add(target.name);
    if (value && this.#isErrorName(target.name)) for (const name of namesIn(value)) this.#addPassed(name);
  }

  #visitCall(call: Call): void {
    const { callee, arguments: args } = call;
    const [first, second] = args;
    const name = calleeName(call);
    if (name === 'require' && first) this.#visitModule(first);
    const object = callee.type === 'MemberExpression' ? rootOf(callee) : null;
    if (object !== null && hasRole(object, 'global-module')) this.#modules.add(object);
    const last = args.at(-1);
    if (isFunction(last) && last.params.length === 0) {
      this.#awaited.add(lastNameOf(callee));
      if (args.length === 2 && callee.type === 'Identifier' && hasRole(callee.name, 'reads-pull-stream')) this.#isFound = true;
    }
    if (second?.type === 'Identifier' && isErrorEvent(first) && hasRole(name, 'subscribes') && this.#bound.has(second.name)) this.#isTaken = true;
    if (first?.type === 'Identifier' && (isCallbackName(name) || isIfError(name))) this.#addPassed(first);
    if (call.type === 'NewExpression') return;
    if (forwardsArguments(call) || (callee.type === 'MemberExpression' && isConventional(name, args))) this.#isFound = true;
    if (callee.type === 'Identifier' && args.length === 0) this.#calledBare.add(callee.name);
    const handler = name === 'catch' ? first : name === 'then' ? second : null;
    if (handler?.type === 'Identifier') this.#rejected.add(handler.name);
    if (callee.type === 'Identifier') this.#visitCompletion(callee, first, args.length);
    else if (callee.type === 'MemberExpression' && name === 'call') this.#visitCompletion(callee.object, second, args.length);
    if ((callee.type === 'MemberExpression' && isStoredCallback(call)) || isTakenCallback(call)) this.#isFound = true;
    if (hasRole(name, 'defers-with-arguments')) this.#visitCompletion(first, second, args.length);
  }

  #visitModule(name: TSESTree.Node): void {
    if (name.type === 'Literal' && typeof name.value === 'string') this.#modules.add(name.value.replace(/^node:/, ''));
  }

  /** A possible completion: `cb(null, x)`, `cb.call(this, err)`, `process.nextTick(cb, err)`. */
  #visitCompletion(callback: TSESTree.Node | undefined, value: TSESTree.CallExpressionArgument | undefined, count: number): void {
    if (callback?.type !== 'Identifier' || !value || value.type === 'SpreadElement') return;
    const isError = value.type === 'Identifier' && (this.#isErrorName(value.name) || isWeakErrorName(value.name));
    if (!isError && !isNothing(value, count) && !isErrorLike(value)) return;
    if (this.#bound.has(callback.name)) this.#isTaken = true;
  }

  /** Whether the file names a catalogued module and one of its functions. An escape in a string may hide the function's name. */
  #isCataloged(): boolean {
    return [...this.#modules].some((module) => {
      if (isAsyncLibrary(module)) return true;
      const names = [...catalogedNames(module, this.#catalog), ...instanceMethodNames(module)];
      return names.some((name) => name === '*' || this.#text.includes(name)) || (names.length > 0 && /\\[ux0-7]/.test(this.#text));
    });
  }

  /** Whether a function that may be passed to a call has a first parameter that may be an error. */
  #isErrorPassed(functions: readonly FunctionNode[], calls: readonly Call[]): boolean {
    if (functions.some(isIgnoringFirst)) return true;
    const candidates = functions.filter((fn) => this.#mayTakeError(fn));
    if (candidates.length === 0) return false;
    const names = new Set<string>();
    for (const { arguments: args } of calls) for (const argument of args) addPassedNames(argument, names);
    return candidates.some((fn) => mayBePassed(fn, names));
  }

  /** Whether a function takes an error by the name of its first parameter, or by what is done with a name like that: it is thrown or passed on. */
  #mayTakeError(fn: FunctionNode): boolean {
    const { length, 0: first } = parametersOf(fn);
    const name = matchParameterName(first)?.name;
    if (name === undefined) return false;
    const isWeak = isWeakErrorName(name);
    if (this.#isErrorName(name) || (length > 1 && isWeak)) return true;
    const mentions = this.#passed.get(name) ?? [];
    return mentions.some((mention) => contains(fn, mention) && ((isWeak ? isReachedOnlyWith(mention, name) : isGuardedBy(mention, name)) || ((length > 1 || isWeak) && isAsserted(mention)) || (isWeak && isRenamed(mention))));
  }

  #isErrorName(name: string): boolean {
    return isErrorName(name) || this.#errorNames.has(name);
  }
}

/** Whether a node is the name of the event `error`. */
function isErrorEvent(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && node.value === 'error';
}

/** The last name of a callee, also of a computed one: `commit` of `this.commit()` and `this[commit]()`. */
function lastNameOf(callee: TSESTree.Node): string {
  const node = callee.type === 'MemberExpression' ? callee.property : callee;
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : '';
}

/** The name by which a function is called, also a computed one; empty where it has none. */
function nameOf({ id, parent }: FunctionNode): string {
  if (id) return id.name;
  switch (parent.type) {
    case 'MethodDefinition':
    case 'Property':
      return lastNameOf(parent.key);
    case 'VariableDeclarator':
      return lastNameOf(parent.id);
    case 'AssignmentExpression':
      return lastNameOf(parent.left);
    default:
      return '';
  }
}

/** The first name of a member: `process` of `process.stdout.write`; null where it starts with another expression. */
function rootOf(member: TSESTree.MemberExpression): string | null {
  let { object } = member;
  while (object.type === 'MemberExpression') ({ object } = object);
  return object.type === 'Identifier' ? object.name : null;
}

/** Whether one of the imported functions takes an error-first callback. */
function hasErrorFirst(imported: ImportedFunctions): boolean {
  const functions = Object.values(imported).flatMap((ofFile) => Object.values(ofFile).flat());
  return functions.some(({ parameters, last }) => [...parameters, ...last].some((handler) => handler?.protocol === 'error-first' || handler?.protocol === 'likely-error-first'));
}

/** Whether a mention is the argument of an assertion that there is no error: `assert.ifError(p)`. */
function isAsserted({ parent }: TSESTree.Identifier): boolean {
  return parent.type === 'CallExpression' && isIfError(calleeName(parent));
}

/** Whether a mention becomes the value of another name: `err = p`, `const error = first || p`. */
function isRenamed({ parent }: TSESTree.Identifier): boolean {
  return parent.type !== 'ThrowStatement' && parent.type !== 'CallExpression' && parent.type !== 'NewExpression';
}

/** Whether a function is the executor of a promise, whose parameters nobody else passes: `new Promise((resolve, reject) => {})`. */
function isExecutor({ parent }: FunctionNode): boolean {
  return parent?.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
}

/** Whether the value of a variable may be a callback that has another name, too: `cb || noop`, `once(cb)`, `task.cb`, `waiting.shift()`. */
function mayBeAlias(value: TSESTree.Node | null): boolean {
  switch (value?.type) {
    case 'Identifier':
    case 'MemberExpression':
      return true;
    case 'LogicalExpression':
      return mayBeAlias(value.left);
    case 'CallExpression': {
      const last = value.arguments.at(-1);
      return value.callee.type === 'MemberExpression' || last?.type === 'Identifier' || last?.type === 'MemberExpression';
    }
    default:
      return false;
  }
}

/**
 * Adds the names by which an argument may refer to functions: `onLoad`, `loaded` of `steps.loaded` and `steps.loaded.bind(this)`, and those of the
 * tasks in an array or object.
 */
function addPassedNames(argument: TSESTree.Node, names: Set<string>): void {
  const value = unwrap(argument);
  switch (value.type) {
    case 'Identifier':
      names.add(value.name);
      break;
    case 'MemberExpression': {
      const name = matchPropertyName(value);
      if (name !== null) names.add(name);
      break;
    }
    case 'CallExpression': {
      const callee = unwrap(value.callee);
      if (callee.type === 'MemberExpression') addPassedNames(callee.object, names);
      break;
    }
    case 'ArrayExpression':
      for (const element of value.elements) if (element) addPassedNames(element, names);
      break;
    case 'ObjectExpression':
      for (const property of value.properties) if (property.type === 'Property') addPassedNames(property.value, names);
  }
}

/**
 * Whether a function may be taken for an error-first callback because it does not use the first of several parameters, as its name says:
 * `zip.compress(data, (_, buffer) => {})`.
 */
function isIgnoringFirst(fn: FunctionNode): boolean {
  const { length, 0: first } = parametersOf(fn);
  if (length < 2 || !isIgnoredName(matchParameterName(first)?.name ?? '')) return false;
  const { node, parent } = outermostOf(fn);
  if (parent.type !== 'CallExpression' || hasRole(calleeName(parent), 'iterates-collections')) return false;
  const index = (parent.arguments as TSESTree.Node[]).indexOf(node);
  return (index > 0 || hasRole(calleeName(parent), 'reads-records')) && index === parent.arguments.length - 1 && !isOfOtherKind(parent, index, fn);
}

/**
 * Whether a function may be passed to a call that may call it error-first: it is an argument, but not one of `then` or `setTimeout`, or it has a name that is.
 *
 * @param passed the names by which functions are passed to calls
 */
function mayBePassed(fn: FunctionNode, passed: ReadonlySet<string>): boolean {
  if (fn.id && passed.has(fn.id.name)) return true;
  const { node, parent } = outermostOf(fn);
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression': {
      const index = (parent.arguments as TSESTree.Node[]).indexOf(node);
      return index >= 0 && !isOfOtherKind(parent, index, fn);
    }
    case 'VariableDeclarator':
      return parent.id.type !== 'Identifier' || passed.has(parent.id.name);
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' && passed.has(parent.left.name);
    case 'Property': {
      const name = matchKeyName(parent);
      return name === null || passed.has(name) || isArgument(parent.parent);
    }
    case 'MemberExpression':
    case 'ArrayExpression':
    case 'AssignmentPattern':
      return true;
    default:
      return false;
  }
}

/** The outermost expression that has the value of a function, `fn as Handler`, and its parent. */
function outermostOf(fn: FunctionNode): { readonly node: TSESTree.Node; readonly parent: TSESTree.Node } {
  let node: TSESTree.Node = fn;
  let parent: TSESTree.Node = fn.parent;
  while (parent.parent && unwrap(parent) === fn) [node, parent] = [parent, parent.parent];
  return { node, parent };
}

function isArgument(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee !== node;
}

/** Whether an argument is called without an error, or only with one, by the name of the callee: `setTimeout(fn, 1)`, `load().catch(fn)`. */
function isOfOtherKind(call: Call, index: number, fn: FunctionNode): boolean {
  const kind = matchConvention(call, index, fn);
  return kind !== null && kind !== 'request-handler';
}

/** Whether a call may be one of a callback that was stored in a property, `task.cb(null, x)`, `task[kCallback].call(this, err)`. */
function isStoredCallback({ callee, arguments: args }: Call): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const isInvoked = matchPropertyName(callee) === 'call' && callee.object.type === 'MemberExpression';
  const { property } = isInvoked ? (callee.object as TSESTree.MemberExpression) : callee;
  const first = args[isInvoked ? 1 : 0];
  if (property.type !== 'Identifier' || !hasRole(property.name, 'completion') || !first) return false;
  return isNothing(first, args.length) || isErrorLike(first) || (first.type === 'Identifier' && isWeakErrorName(first.name));
}

/** Whether a call may be one of a callback that is taken from a list or a map: `callbacks[id](null, x)`, `waiting.shift()(null, x)`. */
function isTakenCallback({ callee, arguments: args }: Call): boolean {
  const [first] = args;
  const isTaken = callee.type === 'CallExpression' || (callee.type === 'MemberExpression' && callee.computed);
  return isTaken && first !== undefined && (isNothing(first, args.length) || isErrorLike(first));
}

/** The names that a value may be: `a` and `b` of `a || b`. */
function namesIn(value: TSESTree.Node): readonly TSESTree.Identifier[] {
  if (value.type === 'LogicalExpression') return [...namesIn(value.left), ...namesIn(value.right)];
  return value.type === 'Identifier' ? [value] : [];
}

/** The roles of methods that take an error-first callback by their names. */
const conventionalRoles = ['database-operation', 'file-operation', 'opens-or-closes', 'calls-back-for-promise'] as const;

/** Whether a method takes an error-first callback by its name; of a setter, only one without parameters, and of a loop, only behind a list and a worker. */
function isConventional(name: string, args: Call['arguments']): boolean {
  const last = args.at(-1);
  if (!isFunction(last)) return false;
  if (conventionalRoles.some((role) => hasRole(name, role))) return true;
  const isTransfer = args.length > 1 && last.params.length === 0 && (hasRole(name, 'transfers-data') || hasRole(name, 'sets-value'));
  return isTransfer || (args.length > 2 && hasRole(name, 'iterates-in-file'));
}

/** Whether a call forwards all arguments to a callback: `callback.apply(this, arguments)`, `callback(...all)`. */
function forwardsArguments({ callee, arguments: args }: Call): boolean {
  if (args.length === 1 && args[0]?.type === 'SpreadElement') return isCompletion(callee);
  return callee.type === 'MemberExpression' && matchPropertyName(callee) === 'apply' && isCompletion(callee.object);
}
