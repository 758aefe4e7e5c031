import type { TSESTree } from '@typescript-eslint/types';

import type { ApiPaths } from './api-paths.js';
import type { Bindings } from './bindings.js';
import { matchConvention } from './conventions.js';
import { isWeakErrorName } from './error-names.js';
import { isErrorLike } from './error-values.js';
import type { Members } from './members.js';
import { calleeName, isFunction, matchParameterName, matchPropertyName, parametersOf, unwrap } from './nodes.js';
import type * as Scope from './scope.js';
import type { CallbackFunction } from './site.js';
import { hasRole } from './vocabulary.js';

/**
 * How a function of this file calls its callback: certainly with an error first (`cb(null, x)`), likely so (`cb(err)`),
 * or with a plain value. Null where it does not show.
 */
export type CallbackUse = 'error-first' | 'likely-error-first' | 'value' | null;

/** What the calls of a callback tell: `cb(null, x)` is certain; `cb(null)` and `cb(err)` are not beside `cb(found)` and `cb(isThere, count)`. */
interface Signs {
  nothing: boolean;
  bareNull: boolean;
  error: boolean;
  value: boolean;
  values: boolean;
}

/** Reads from the functions of one file how they call the callbacks that they are given. */
export class Definitions {
  readonly #bindings: Bindings;
  readonly #members: Members;
  readonly #paths: ApiPaths;
  readonly #isErrorFirstApi: (path: string) => boolean;
  readonly #uses = new Map<Scope.Variable, CallbackUse>();
  readonly #memberUses = new Map<string, CallbackUse>();

  constructor(
    bindings: Bindings,
    members: Members,
    paths: ApiPaths,
    isErrorFirstApi: (path: string) => boolean,
  ) {
    this.#bindings = bindings;
    this.#members = members;
    this.#paths = paths;
    this.#isErrorFirstApi = isErrorFirstApi;
  }

  /** How the callee of a call, where this file defines it, calls its argument at a position. */
  useOfArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, index: number): CallbackUse {
    const callee = unwrap(call.callee);
    const fn = this.#bindings.functionOf(callee);
    if (fn) return this.useOfParameter(fn, index);
    if (callee.type !== 'MemberExpression' || !this.#isOwnObject(callee.object)) return null;
    return this.#useOfMember(matchPropertyName(callee) ?? '', index);
  }

  /** The same for a method: what all methods of that name in this file agree in. */
  #useOfMember(name: string, index: number): CallbackUse {
    const key = `${index} ${name}`;
    const known = this.#memberUses.get(key);
    if (known !== undefined) return known;
    this.#memberUses.set(key, null);
    const functions = (this.#members.all.get(name) ?? []).flatMap((value) => this.#bindings.functionOf(value) ?? []);
    const uses = functions.map((fn) => this.useOfParameter(fn, index));
    const certain = (['error-first', 'likely-error-first'] as const).find((use) => uses.includes(use));
    const use = certain ?? (uses.length > 0 && uses.every((each) => each === 'value') ? 'value' : null);
    this.#memberUses.set(key, use);
    return use;
  }

  /** `this`, `self`, `exports`, or a name that this file binds to something of its own. */
  #isOwnObject(object: TSESTree.Node, depth = 0): boolean {
    const node = unwrap(object);
    if (node.type === 'ThisExpression' || node.type === 'Super') return true;
    if (node.type === 'MemberExpression') return hasRole(matchPropertyName(node) ?? '', 'own-object');
    if (node.type !== 'Identifier') return false;
    const variable = this.#bindings.variableOf(node);
    if (!variable) return node.name === 'exports';
    if (this.#paths.pathOf(node) !== null) return false;
    const values = this.#bindings.valuesOf(variable).map(unwrap);
    return (
      variable.defs.some(({ type }) => type === 'ClassName' || type === 'FunctionName') ||
      values.some(
        (value) =>
          value.type === 'ThisExpression' ||
          value.type === 'ObjectExpression' ||
          isFunction(value) ||
          (value.type === 'AssignmentExpression' && value.left.type === 'MemberExpression') ||
          // `plugin = new plugin()` has no end
          (value.type === 'NewExpression' &&
            value.callee.type === 'Identifier' &&
            depth < 3 &&
            this.#isOwnObject(value.callee, depth + 1)),
      )
    );
  }

  /** How a function calls its parameter at a position. */
  useOfParameter(fn: CallbackFunction, index: number): CallbackUse {
    const parameters = parametersOf(fn);
    const name = matchParameterName(parameters[index]);
    const variable = name && this.#bindings.variableOf(name);
    return variable ? this.#useOfVariable(variable) : null;
  }

  #useOfVariable(variable: Scope.Variable): CallbackUse {
    const known = this.#uses.get(variable);
    if (known !== undefined) return known;
    this.#uses.set(variable, null); // a function that hands its callback on to itself says nothing by that
    const signs: Signs = { nothing: false, bareNull: false, error: false, value: false, values: false };
    for (const { identifier } of variable.references) this.#readReference(identifier, signs);
    const use = useOf(signs);
    this.#uses.set(variable, use);
    return use;
  }

  #readReference(name: TSESTree.Node, signs: Signs): void {
    const { parent } = name;
    if (parent?.type === 'CallExpression') {
      const index = parent.arguments.indexOf(name as TSESTree.CallExpressionArgument);
      if (parent.callee === name) this.#readCall(parent.arguments, signs);
      else if (index >= 0) this.#readForwarding(parent, index, signs);
    } else if (parent?.type === 'MemberExpression' && parent.object === name) {
      const call = parent.parent;
      if (call.type !== 'CallExpression' || call.callee !== parent) return;
      if (matchPropertyName(parent) === 'call') this.#readCall(call.arguments.slice(1), signs);
    } else {
      // callback = options, when the options are left out; done = callback || noop
      const value = parent?.type === 'LogicalExpression' && parent.left === name ? parent : name;
      const target = value.parent && matchTarget(value.parent, value);
      const variable = target && this.#bindings.variableOf(target);
      if (variable) readUse(this.#useOfVariable(variable), signs);
    }
  }

  #readCall(args: readonly TSESTree.CallExpressionArgument[], signs: Signs): void {
    const [first] = args;
    if (first && args.length > 1 && this.#isErrorOfCallback(first)) signs.nothing = true;
    else readArguments(args, signs);
  }

  /** The error of the callback around, which is null where all went well: as sure a sign as `null` itself. */
  #isErrorOfCallback(node: TSESTree.Node): boolean {
    const variable = this.#bindings.variableOf(node);
    const [definition] = variable?.defs ?? [];
    if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
    const fn = definition.node;
    const { parent } = fn;
    if (matchParameterName(parametersOf(fn)[0]) !== definition.name || parent?.type !== 'CallExpression') return false;
    const index = parent.arguments.length - 1;
    if (parent.arguments[index] !== fn || matchConvention(parent, index, fn)) return false;
    if (this.#bindings.isErrorName(definition.name.name)) return true;
    const path = this.#paths.pathOf(parent.callee)?.replaceAll('()', '');
    const isKnown = path !== undefined && this.#isErrorFirstApi(path);
    return isWeakErrorName(definition.name.name) && (isKnown || this.useOfArgument(parent, index) === 'error-first');
  }

  /** `process.nextTick(cb, null, x)`, `fs.readFile(path, cb)`, `this.load(path, cb)`, `done = once(cb)`. */
  #readForwarding(call: TSESTree.CallExpression, index: number, signs: Signs): void {
    if (index === 0 && hasRole(calleeName(call), 'defers-with-arguments'))
      return readArguments(call.arguments.slice(1), signs);
    const isLast = index === call.arguments.length - 1;
    const path = this.#paths.pathOf(call.callee)?.replaceAll('()', '');
    if (path && isLast && this.#isErrorFirstApi(path)) return readUse('error-first', signs);
    const target = isLast && call.parent ? matchTarget(call.parent, call) : null;
    const variable = target && this.#bindings.variableOf(target);
    readUse(variable ? this.#useOfVariable(variable) : this.useOfArgument(call, index), signs);
  }
}

/** The name that a value is given by a declaration or an assignment. */
function matchTarget(parent: TSESTree.Node, value: TSESTree.Node): TSESTree.Node | null {
  if (parent.type === 'AssignmentExpression') return parent.right === value ? parent.left : null;
  return parent.type === 'VariableDeclarator' && parent.init === value ? parent.id : null;
}

function useOf({ nothing, bareNull, error, value, values }: Signs): CallbackUse {
  // `cb(null, x)` beside `cb(name, x)`: rather a name that may be missing
  if (nothing) return values && !error ? 'likely-error-first' : 'error-first';
  if (error) return values ? null : 'likely-error-first';
  if (bareNull) return value ? null : 'likely-error-first';
  return value ? 'value' : null;
}

function readUse(use: CallbackUse, signs: Signs): void {
  if (use === 'error-first') signs.nothing = true;
  if (use === 'likely-error-first') signs.error = true;
  if (use === 'value') signs.value = true;
}

function readArguments(args: readonly TSESTree.CallExpressionArgument[], signs: Signs): void {
  const [first] = args;
  if (!first || first.type === 'SpreadElement') return;
  if (isNothing(first, args.length)) signs[args.length > 1 && !isFalse(first) ? 'nothing' : 'bareNull'] = true;
  else if (isErrorLike(first)) signs.error = true;
  else if (!isUnknown(first)) {
    signs.value = true;
    if (args.length > 1 || isBoolean(first)) signs.values = true;
  }
}

/** `null`, `undefined` in front of a result, `false` in front of a result. */
export function isNothing(argument: TSESTree.Node, count: number): boolean {
  const node = unwrap(argument);
  if (node.type === 'Literal') return node.value === null || (node.value === false && count > 1);
  if (node.type === 'ConditionalExpression')
    return isNothing(node.consequent, count) || isNothing(node.alternate, count);
  if (node.type === 'LogicalExpression') return isNothing(node.right, count);
  return (
    count > 1 &&
    ((node.type === 'Identifier' && node.name === 'undefined') ||
      (node.type === 'UnaryExpression' && node.operator === 'void'))
  );
}

function isFalse(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === false;
}

function isBoolean(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return (
    node.type === 'BinaryExpression' ||
    (node.type === 'UnaryExpression' && node.operator === '!') ||
    (node.type === 'Literal' && typeof node.value === 'boolean')
  );
}

/** `cb(e)` may hand on an error or a plain value. */
function isUnknown(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return node.type === 'Identifier' && isWeakErrorName(node.name);
}
