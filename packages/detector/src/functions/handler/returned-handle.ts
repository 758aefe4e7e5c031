import type { TSESTree } from '@typescript-eslint/types';

import type { ImportedName } from '../../bindings/file-imports.js';
import type * as Scope from '../../scope/scope.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, parametersOf } from '../../syntax/function-node.js';
import { matchPropertyName, verbOf } from '../../syntax/names.js';
import { isNullish } from '../../syntax/node-tests.js';
import { insideSameFunction, someNode } from '../../syntax/search.js';
import { contains, isCalled } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { isCallbackName } from '../../vocabulary/parameter-names.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { FunctionIndex } from '../index/function-index.js';
import { partsWithoutCallback } from './optional.js';
import { isForEffect, isPromise } from './returned-value.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

interface Returned {
  readonly isHandle: boolean;
  /** The callees of other files whose values are returned: `api.exec` for `return api.exec(command, cb)`. */
  readonly calls: readonly ImportedName[];
}

/**
 * Finds out which functions return a handle in addition to calling their callback: a request, an emitter, an id, `this`. Callers may use
 * it, as in `http.get(url, cb).on('error', fail)`.
 *
 * Limit: a call of a function that neither the file, the catalogue nor `isImported` knows is assumed to return nothing.
 */
export class ReturnedHandles {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #isKnown: (path: string) => boolean;
  readonly #isImported: (name: ImportedName) => boolean;
  readonly #found = new Map<FunctionNode, Returned>();
  /** The callees of other files whose values are returned by the function that is being read. */
  #returnedCalls: ImportedName[] = [];

  /**
   * @param isKnown whether the catalogue says that the function with a path returns a handle
   * @param isImported whether a function of another file returns a handle
   */
  constructor(source: Source, index: FunctionIndex, isKnown: (path: string) => boolean, isImported: (name: ImportedName) => boolean) {
    this.#source = source;
    this.#index = index;
    this.#isKnown = isKnown;
    this.#isImported = isImported;
  }

  /** Whether a call returns a handle. */
  ofCall({ callee }: Call): boolean {
    if (hasRole(verbOf(callee) ?? '', 'returns-handle')) return true;
    const path = this.#index.paths.pathOf(callee)?.replaceAll('()', '');
    if (path !== undefined && this.#isKnown(path)) return true;
    const target = invokedBy(callee);
    const name = this.#index.importedCalleeOf(target);
    if (name) this.#returnedCalls.push(name);
    if (name && this.#isImported(name)) return true;
    return this.#index.definitionsOf(target).some((definition) => {
      const { isHandle, calls } = this.ofFunction(definition);
      this.#returnedCalls.push(...calls);
      return isHandle;
    });
  }

  /** Whether calls of a function return a handle, and which callees of other files return what it returns. */
  ofFunction(fn: FunctionNode): Returned {
    const known = this.#found.get(fn);
    if (known !== undefined) return known;
    this.#found.set(fn, { isHandle: false, calls: [] }); // ends the recursion of functions that return calls of each other
    const outer = this.#returnedCalls;
    this.#returnedCalls = [];
    const found = { isHandle: this.#read(fn), calls: this.#returnedCalls };
    this.#returnedCalls = outer;
    this.#found.set(fn, found);
    return found;
  }

  #read(fn: FunctionNode): boolean {
    if (fn.async) return true;
    const { body } = fn;
    const callbacks = this.#callbacksOf(fn);
    // `callback.promise` of `callback = callback || makePromised()` is returned only if no callback was passed
    const without = callbacks.flatMap((callback) => [...partsWithoutCallback(callback), ...membersOf(callback)]);
    if (body.type !== 'BlockStatement') return this.#isHandle(body, true, without);
    return someNode(
      body,
      this.#source.visitorKeys,
      (node) =>
        node.type === 'ReturnStatement' &&
        node.argument !== null &&
        this.#isHandle(node.argument, node.parent === body, without),
      insideSameFunction,
    );
  }

  #callbacksOf(fn: FunctionNode): readonly Scope.Variable[] {
    return parametersOf(fn).flatMap((parameter) => {
      const variable = parameter.type === 'Identifier' ? this.#index.bindings.variableOf(parameter) : null;
      const isCallback = variable && (isCallbackName(variable.name) || variable.references.some(({ identifier }) => isCalled(identifier)));
      return isCallback ? [variable] : [];
    });
  }

  /**
   * @param isEnd whether the value is returned at the end of the function; an early exit, `if (!id) return false;`, returns no handle
   * @param without the parts that run, or have a value, only if no callback was passed
   */
  #isHandle(node: TSESTree.Node, isEnd: boolean, without: readonly TSESTree.Node[]): boolean {
    const value = unwrap(node);
    if (without.some((part) => contains(part, value))) return false;
    const is = (part: TSESTree.Node): boolean => this.#isHandle(part, isEnd, without);
    switch (value.type) {
      case 'CallExpression':
        return this.#isHandleOfCall(value, isEnd);
      case 'Identifier':
        return !isNullish(value) && this.#isHandleOfName(value, without);
      case 'LogicalExpression':
        return (value.operator !== '&&' && is(value.left)) || is(value.right);
      case 'ConditionalExpression':
        return is(value.consequent) || is(value.alternate);
      case 'SequenceExpression':
        return is(value.expressions.at(-1)!);
      case 'AssignmentExpression':
        return is(value.right);
      case 'Literal':
        return isEnd && !isNullish(value);
      case 'UnaryExpression':
        return isEnd && value.operator !== 'void';
      case 'BinaryExpression':
      case 'TemplateLiteral':
        return isEnd;
      case 'UpdateExpression':
      case 'AwaitExpression':
      case 'YieldExpression':
        return false;
      default:
        return true;
    }
  }

  #isHandleOfCall(call: TSESTree.CallExpression, isEnd: boolean): boolean {
    if (isPromise(call) || this.ofCall(call)) return true;
    const name = verbOf(call.callee) ?? '';
    // `return setTimeout(...)` before the end is a usual early exit; `nextTick` returns nothing
    return isEnd && ((hasRole(name, 'timer') && name !== 'nextTick') || hasRole(name, 'subscribes') || hasRole(name, 'makes-receiver'));
  }

  /** Whether a variable may hold a handle: not one that only holds what `ended = done()` returns, or is only set without a callback. */
  #isHandleOfName(name: TSESTree.Identifier, without: readonly TSESTree.Node[]): boolean {
    const variable = this.#index.bindings.variableOf(name);
    const values = variable ? this.#index.bindings.valuesOf(variable) : [];
    return values.length === 0 || values.some((value) => !isEffect(value) && !without.some((part) => contains(part, value)));
  }
}

function membersOf({ references }: Scope.Variable): readonly TSESTree.Node[] {
  return references.flatMap(({ identifier: { parent }, identifier }) => (parent.type === 'MemberExpression' && parent.object === identifier ? [parent] : []));
}

function isEffect(value: TSESTree.Node): boolean {
  return isNullish(value) || (value.type === 'CallExpression' && isForEffect(value));
}

/** The function that a callee calls: `load` for both `load` and `load.call(this)`. */
function invokedBy(callee: TSESTree.Node): TSESTree.Node {
  const member = unwrap(callee);
  const isInvoked = member.type === 'MemberExpression' && hasRole(matchPropertyName(member) ?? '', 'invokes-function');
  return isInvoked ? member.object : callee;
}
