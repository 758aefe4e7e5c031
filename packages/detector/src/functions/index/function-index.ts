import type { TSESTree } from '@typescript-eslint/types';

import { ApiPaths } from '../../bindings/api-paths.js';
import { Bindings } from '../../bindings/bindings.js';
import { nodesOf } from '../../source/file-nodes.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { matchPropertyName } from '../../syntax/names.js';
import { unwrap } from '../../syntax/unwrap.js';
import type { Source } from '../../source/source.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import { memberText, PropertyValues } from './property-values.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** How far `new a.b()` is followed: `plugin = new plugin()` has no end. */
const maximumDepth = 3;

/** Finds the functions of one file that a callee may be. */
export class FunctionIndex {
  readonly bindings: Bindings;
  readonly paths: ApiPaths;
  readonly #properties: PropertyValues;
  readonly #methods = new Map<string, readonly FunctionNode[]>();
  readonly #calls: readonly Call[];
  #callers: ReadonlyMap<FunctionNode, readonly Call[]> | null = null;

  constructor(source: Source) {
    const { calls, definitions } = nodesOf(source);
    this.#calls = calls;
    this.#properties = new PropertyValues(definitions);
    this.bindings = new Bindings(source);
    this.paths = new ApiPaths(this.bindings, this.#properties.ofThis);
  }

  /**
   * The functions that a callee may be: the one that its name is bound to, or the methods of that name, where it is called on
   * something of this file's own: `this.load`, `exports.load`, `new Store().load`.
   *
   * @returns none where the callee comes from elsewhere
   */
  definitionsOf(callee: TSESTree.Node): readonly FunctionNode[] {
    const value = unwrap(callee);
    const fn = this.bindings.functionOf(value);
    if (fn) return [fn];
    if (value.type !== 'MemberExpression' || !this.#isOwnObject(value.object, 0)) return [];
    const name = memberText(value);
    return name === null ? [] : this.methodsNamed(name);
  }

  /** The calls in the file whose callee may be a function: of its name, or of a method of its name on something of the file's own. */
  callersOf(fn: FunctionNode): readonly Call[] {
    this.#callers ??= this.#listCallers();
    return this.#callers.get(fn) ?? [];
  }

  #listCallers(): ReadonlyMap<FunctionNode, readonly Call[]> {
    const callers = new Map<FunctionNode, Call[]>();
    for (const call of this.#calls) {
      for (const definition of this.definitionsOf(call.callee)) {
        const known = callers.get(definition);
        if (known) known.push(call);
        else callers.set(definition, [call]);
      }
    }
    return callers;
  }

  /** The functions that are properties of a name, of whatever object. */
  methodsNamed(name: string): readonly FunctionNode[] {
    let methods = this.#methods.get(name);
    if (!methods) {
      const values = this.#properties.byName.get(name) ?? [];
      this.#methods.set(name, (methods = values.flatMap((value) => this.bindings.functionOf(value) ?? [])));
    }
    return methods;
  }

  /** `this`, `self`, `exports`, or a name that this file binds to something of its own. */
  #isOwnObject(object: TSESTree.Node, depth: number): boolean {
    const node = unwrap(object);
    if (node.type === 'ThisExpression' || node.type === 'Super') return true;
    if (node.type === 'MemberExpression') return hasRole(matchPropertyName(node) ?? '', 'own-object');
    if (node.type !== 'Identifier') return false;
    const variable = this.bindings.variableOf(node);
    if (!variable) return node.name === 'exports';
    if (this.paths.pathOf(node) !== null) return false;
    return (
      variable.defs.some(({ type }) => type === 'ClassName' || type === 'FunctionName') ||
      this.bindings.valuesOf(variable).some((value) => this.#isOwnValue(unwrap(value), depth))
    );
  }

  #isOwnValue(value: TSESTree.Node, depth: number): boolean {
    switch (value.type) {
      case 'ThisExpression':
      case 'ObjectExpression':
        return true;
      case 'AssignmentExpression':
        // var proto = module.exports = Store.prototype
        return value.left.type === 'MemberExpression';
      case 'NewExpression':
        return value.callee.type === 'Identifier' && depth < maximumDepth && this.#isOwnObject(value.callee, depth + 1);
      default:
        return isFunction(value);
    }
  }
}

const indexes = new WeakMap<TSESTree.Program, FunctionIndex>();

/** The index of a file, made once for a `Program`. */
export function functionIndexOf(source: Source): FunctionIndex {
  let index = indexes.get(source.ast);
  if (!index) indexes.set(source.ast, (index = new FunctionIndex(source)));
  return index;
}
