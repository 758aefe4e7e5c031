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
import { calleeName, matchParameterName, matchPropertyName } from './syntax/names.js';
import { isFunction, parametersOf } from './syntax/function-node.js';
import { isCompletion, isIfError } from './classify/error-parameter.js';
import type { Source } from './source/source.js';
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
  /** The names of first parameters, each with the largest number of parameters of a function that starts with it. */
  readonly #firstParameters = new Map<string, number>();
  /** The names of parameters, and of variables that may be aliases of them. */
  readonly #bound = new Set<string>();
  /** The names that are thrown, become the value of a name for errors, or are the first argument of a callback or of an assertion that there is no error. */
  readonly #passed = new Set<string>();
  /** The names that are called without arguments, `cb()`. */
  readonly #calledBare = new Set<string>();
  /** The names that are called when a promise is rejected, `loading.catch(cb)`. */
  readonly #rejected = new Set<string>();
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
    for (const fn of functions) this.#visitParameters(parametersOf(fn));
    for (const { id, init } of declarators) this.#visitTarget(id, init);
    for (const node of definitions) if (node.type === 'AssignmentExpression') this.#visitTarget(node.left, node.right);
    for (const { argument } of throws) if (argument.type === 'Identifier') this.#passed.add(argument.name);
    for (const node of imports) this.#visitModule(node.type === 'TSExternalModuleReference' ? node.expression : node.source);
    for (const call of calls) {
      this.#visitCall(call);
      if (this.#isTaken) return { mayTake: true, mayPass: true };
    }
    const mayTake = this.#isCataloged() || [...this.#rejected].some((name) => this.#calledBare.has(name));
    return { mayTake, mayPass: mayTake || this.#isFound || this.#isTested() };
  }

  #visitParameters(parameters: readonly TSESTree.Parameter[]): void {
    parameters.forEach((parameter, i) => {
      const name = matchParameterName(parameter)?.name;
      if (name === undefined) return;
      this.#bound.add(name);
      if (i > 0) return;
      if (this.#isErrorName(name) || (isIgnoredName(name) && parameters.length > 1)) this.#isFound = true;
      else this.#firstParameters.set(name, Math.max(this.#firstParameters.get(name) ?? 0, parameters.length));
    });
  }

  #visitTarget(target: TSESTree.Node, value: TSESTree.Node | null): void {
    if (target.type !== 'Identifier') return;
    this.#bound.add(target.name);
    if (value && this.#isErrorName(target.name)) for (const name of namesIn(value)) this.#passed.add(name);
  }

  #visitCall(call: Call): void {
    const { callee, arguments: args } = call;
    const [first, second] = args;
    const name = calleeName(call);
    if (name === 'require' && first) this.#visitModule(first);
    const object = callee.type === 'MemberExpression' ? rootOf(callee) : null;
    if (object !== null && hasRole(object, 'global-module')) this.#modules.add(object);
    if (first?.type === 'Identifier' && (isCallbackName(name) || isIfError(name))) this.#passed.add(first.name);
    if (forwardsArguments(call) || (callee.type === 'MemberExpression' && isFunction(args.at(-1)) && isConventional(name, args.length))) this.#isFound = true;
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

  /** Whether a first parameter may be treated as an error: it is thrown or passed on as one, or has a name such as `e`. */
  #isTested(): boolean {
    return [...this.#firstParameters].some(([name, count]) => this.#passed.has(name) || (count > 1 && isWeakErrorName(name)));
  }

  #isErrorName(name: string): boolean {
    return isErrorName(name) || this.#errorNames.has(name);
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
function namesIn(value: TSESTree.Node): readonly string[] {
  if (value.type === 'LogicalExpression') return [...namesIn(value.left), ...namesIn(value.right)];
  return value.type === 'Identifier' ? [value.name] : [];
}

/** The roles of methods that take an error-first callback by their names. */
const conventionalRoles = ['database-operation', 'file-operation', 'opens-or-closes', 'transfers-data', 'sets-value', 'calls-back-for-promise'] as const;

/** Whether a method takes an error-first callback by its name; of a loop, only behind a list and a worker. */
function isConventional(name: string, count: number): boolean {
  return conventionalRoles.some((role) => hasRole(name, role)) || (count > 2 && hasRole(name, 'iterates-in-file'));
}

/** Whether a call forwards all arguments to a callback: `callback.apply(this, arguments)`, `callback(...all)`. */
function forwardsArguments({ callee, arguments: args }: Call): boolean {
  if (args.length === 1 && args[0]?.type === 'SpreadElement') return isCompletion(callee);
  return callee.type === 'MemberExpression' && matchPropertyName(callee) === 'apply' && isCompletion(callee.object);
}
