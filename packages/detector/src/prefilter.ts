import type { TSESTree } from '@typescript-eslint/types';

import { isAsyncLibrary } from './catalog/async.js';
import { type Catalog, catalogedNames } from './catalog/catalog.js';
import { isCallbackName, isErrorName, isWeakErrorName } from './vocabulary/parameter-names.js';
import { isErrorLike } from './vocabulary/error-values.js';
import { type FileNodes, nodesOf } from './source/file-nodes.js';
import { isNothing } from './functions/handler/protocol.js';
import type { DetectOptions } from './classify/file-context.js';
import { calleeName, matchParameterName, matchPropertyName } from './syntax/names.js';
import { parametersOf } from './syntax/function-node.js';
import { isCompletion, isIfError } from './classify/error-parameter.js';
import type { Source } from './source/source.js';
import { hasRole } from './vocabulary/vocabulary.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What a file may hold, as far as its names and shapes tell. False is certain. */
export interface Prefiltered {
  /** An error-first callback that is passed to a call. */
  readonly mayPass: boolean;
  /** A function that is given an error-first callback. */
  readonly mayTake: boolean;
}

/**
 * Looks at a file without its scopes, which takes a small part of the time of `detectCallbacks`, and tells most of the files that
 * hold nothing error-first: all that `classify` counts as evidence has to stand somewhere, whatever the names are bound to.
 *
 * @param source its scopes are not asked for
 * @param options those of `detectCallbacks`
 */
export function prefilter(source: Omit<Source, 'scopeManager'>, options: DetectOptions = {}): Prefiltered {
  if (source.services?.program) return { mayPass: true, mayTake: true };
  return new Traces(source.text, options).read(nodesOf(source));
}

/** What may be evidence for an error-first callback, by names alone. */
class Traces {
  readonly #catalog: Catalog;
  readonly #errorNames: ReadonlySet<string>;
  readonly #text: string;
  readonly #modules = new Set<string>();
  /** First parameters, with the most parameters of a function that has them. */
  readonly #firstParameters = new Map<string, number>();
  /** Parameters, and variables that may stand for them. */
  readonly #bound = new Set<string>();
  /** What is thrown, or handed to a callback first. */
  readonly #passed = new Set<string>();
  /** Evidence that needs no other, for a callback that is passed; and that a bound name is called with an error or nothing first. */
  #isFound = false;
  #isTaken = false;

  constructor(text: string, { catalog = {}, errorNames = [] }: DetectOptions) {
    this.#text = text;
    this.#catalog = catalog;
    this.#errorNames = new Set(errorNames);
  }

  read({ functions, declarators, definitions, throws, imports, calls }: FileNodes): Prefiltered {
    for (const fn of functions) this.#visitParameters(parametersOf(fn));
    for (const { id } of declarators) if (id.type === 'Identifier') this.#bound.add(id.name);
    for (const node of definitions) {
      if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') this.#bound.add(node.left.name);
    }
    for (const { argument } of throws) if (argument.type === 'Identifier') this.#passed.add(argument.name);
    for (const node of imports) this.#visitModule(node.type === 'TSExternalModuleReference' ? node.expression : node.source);
    for (const call of calls) {
      this.#visitCall(call);
      if (this.#isTaken) return { mayTake: true, mayPass: true };
    }
    const mayTake = this.#isCataloged();
    return { mayTake, mayPass: mayTake || this.#isFound || this.#isTested() };
  }

  #visitParameters(parameters: readonly TSESTree.Parameter[]): void {
    parameters.forEach((parameter, i) => {
      const name = matchParameterName(parameter)?.name;
      if (name === undefined) return;
      this.#bound.add(name);
      if (i > 0) return;
      if (this.#isErrorName(name)) this.#isFound = true;
      else this.#firstParameters.set(name, Math.max(this.#firstParameters.get(name) ?? 0, parameters.length));
    });
  }

  #visitCall(call: Call): void {
    const { callee, arguments: args } = call;
    const [first, second] = args;
    const name = calleeName(call);
    if (name === 'require' && first) this.#visitModule(first);
    if (first?.type === 'Identifier' && (isCallbackName(name) || isIfError(name))) this.#passed.add(first.name);
    if (handsArgumentsOn(call)) this.#isFound = true;
    if (callee.type === 'Identifier') this.#visitCompletion(callee, first, args.length);
    else if (callee.type === 'MemberExpression' && name === 'call') this.#visitCompletion(callee.object, second, args.length);
    if (hasRole(name, 'defers-with-arguments')) this.#visitCompletion(first, second, args.length);
  }

  #visitModule(name: TSESTree.Node): void {
    if (name.type === 'Literal' && typeof name.value === 'string') this.#modules.add(name.value.replace(/^node:/, ''));
  }

  /** `cb(null, x)`, `cb.call(this, err)`, `process.nextTick(cb, err)` */
  #visitCompletion(callback: TSESTree.Node | undefined, value: TSESTree.CallExpressionArgument | undefined, count: number): void {
    if (callback?.type !== 'Identifier' || !value || value.type === 'SpreadElement') return;
    const isError = value.type === 'Identifier' && (this.#isErrorName(value.name) || isWeakErrorName(value.name));
    if (!isError && !isNothing(value, count) && !isErrorLike(value)) return;
    if (this.#bound.has(callback.name)) this.#isTaken = true;
  }

  /** Whether a module of the catalogue is named, and a function that it has there; an escape may hide the name. */
  #isCataloged(): boolean {
    return [...this.#modules].some((module) => {
      if (isAsyncLibrary(module)) return true;
      const names = catalogedNames(module, this.#catalog);
      return names.some((name) => name === '*' || this.#text.includes(name)) || (names.length > 0 && /\\[ux0-7]/.test(this.#text));
    });
  }

  /** Whether a first parameter is treated like an error. */
  #isTested(): boolean {
    return [...this.#firstParameters].some(([name, count]) => this.#passed.has(name) || (count > 1 && isWeakErrorName(name)));
  }

  #isErrorName(name: string): boolean {
    return isErrorName(name) || this.#errorNames.has(name);
  }
}

/** `callback.apply(this, arguments)`, `callback(...all)` */
function handsArgumentsOn({ callee, arguments: args }: Call): boolean {
  if (args.length === 1 && args[0]?.type === 'SpreadElement') return isCompletion(callee);
  return callee.type === 'MemberExpression' && matchPropertyName(callee) === 'apply' && isCompletion(callee.object);
}
