import type { TSESTree } from '@typescript-eslint/types';

import { isErrorName } from '../vocabulary/parameter-names.js';
import { type FunctionNode, isFunction } from '../syntax/function-node.js';
import { matchKeyName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import type * as Scope from '../scope/scope.js';
import type { Source } from '../source/source.js';

/** The variables of one file by the nodes that name them, the values assigned to them, and the uses of `arguments` by function. */
interface Tables {
  readonly variables: ReadonlyMap<TSESTree.Node, Scope.Variable>;
  readonly writes: ReadonlyMap<Scope.Variable, readonly TSESTree.Node[]>;
  readonly arguments: ReadonlyMap<TSESTree.Node, readonly Scope.Reference[]>;
}

const tables = new WeakMap<TSESTree.Program, Tables>();

function tablesOf(source: Source): Tables {
  const known = tables.get(source.ast) ?? readScopes(source);
  tables.set(source.ast, known);
  return known;
}

function readScopes({ scopeManager: { scopes, globalScope } }: Source): Tables {
  const variables = new Map<TSESTree.Node, Scope.Variable>();
  const writes = new Map<Scope.Variable, TSESTree.Node[]>();
  const uses = new Map<TSESTree.Node, readonly Scope.Reference[]>();
  for (const scope of scopes) {
    const all = scope.type === 'function' ? scope.set.get('arguments') : undefined;
    if (all?.defs.length === 0) uses.set(scope.block, all.references);
    for (const reference of scope.references) {
      // Scope managers do not resolve references to a `var` at the top level of a script.
      const variable = reference.resolved ?? globalScope?.set.get(reference.identifier.name);
      if (!variable) continue;
      variables.set(reference.identifier, variable);
      if (!reference.isWrite() || !reference.writeExpr) continue;
      const values = writes.get(variable);
      if (values) values.push(reference.writeExpr);
      else writes.set(variable, [reference.writeExpr]);
    }
    for (const variable of scope.variables) {
      for (const name of variable.identifiers) variables.set(name, variable);
    }
  }
  return { variables, writes, arguments: uses };
}

/**
 * What the names of one file refer to: variables, the values assigned to them, functions. The answers do not depend on which scope
 * manager the source has, nor on whether it was parsed as a module or a script.
 */
export class Bindings {
  readonly #tables: Tables;
  readonly #errorNames: ReadonlySet<string>;

  /** @param errorNames names of error parameters in the user's code, in addition to those of the vocabulary */
  constructor(source: Source, errorNames: readonly string[] = []) {
    this.#tables = tablesOf(source);
    this.#errorNames = new Set(errorNames);
  }

  /** Whether a parameter with this name is an error. */
  isErrorName(name: string): boolean {
    return isErrorName(name) || this.#errorNames.has(name);
  }

  /** The variable that an identifier refers to; null if the file does not declare it, and for nodes that are no identifier. */
  variableOf(name: TSESTree.Node): Scope.Variable | null {
    const variable = this.#tables.variables.get(name);
    return variable && variable.defs.length > 0 ? variable : null;
  }

  /** The references to the `arguments` object of a function. */
  argumentsOf(fn: FunctionNode): readonly Scope.Reference[] {
    return this.#tables.arguments.get(fn) ?? [];
  }

  /** The expressions that are assigned to a variable, its initializer included. */
  valuesOf(variable: Scope.Variable): readonly TSESTree.Node[] {
    return this.#tables.writes.get(variable) ?? [];
  }

  /** The one value that a variable is declared with and keeps: `const get = store.get;`. Null for `const { get } = store`. */
  onlyValueOf(variable: Scope.Variable): TSESTree.Node | null {
    const [definition, ...others] = variable.defs;
    const [value, ...more] = this.valuesOf(variable);
    const isPlain = definition?.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier' && definition.node.init === value;
    return value && isPlain && others.length + more.length === 0 ? value : null;
  }

  /** Whether an expression is `this`, or a variable that holds it: `self` of `const self = this`. */
  isThis(expression: TSESTree.Node): boolean {
    const node = unwrap(expression);
    const variable = node.type === 'Identifier' ? this.variableOf(node) : null;
    return node.type === 'ThisExpression' || (variable !== null && this.onlyValueOf(variable)?.type === 'ThisExpression');
  }

  /**
   * The variable by which a function is called: `f` of `function f() {}`, `var f = function () {}` and, if nothing else is assigned to it,
   * `f = function () {};`. Null where there is none.
   */
  variableOfFunction(fn: FunctionNode): Scope.Variable | null {
    const { parent } = fn;
    if (fn.type === 'FunctionDeclaration') return fn.id && this.variableOf(fn.id);
    if (parent.type === 'VariableDeclarator') return parent.init === fn ? this.variableOf(parent.id) : null;
    if (parent.type !== 'AssignmentExpression' || parent.right !== fn || parent.parent.type !== 'ExpressionStatement') return null;
    const variable = this.variableOf(parent.left);
    const isPlain = variable?.defs.every(({ node }) => node.type === 'VariableDeclarator') && this.valuesOf(variable).length === 1;
    return isPlain ? variable : null;
  }

  /**
   * The function that an expression evaluates to: the function itself, or, for a name that has one value only, the function that it is
   * declared as or initialized with. Null where that is not certain.
   */
  functionOf(node: TSESTree.Node): FunctionNode | null {
    const value = unwrap(node);
    if (isFunction(value)) return value;
    if (value.type !== 'Identifier') return null;
    const variable = this.variableOf(value);
    const [definition] = variable?.defs ?? [];
    if (!variable || !definition || variable.defs.length !== 1) return null;
    const values = this.valuesOf(variable);
    if (isFunction(definition.node) && definition.type === 'FunctionName')
      return values.length === 0 ? definition.node : null;
    if (definition.type !== 'Variable' || values.length !== 1) return null;
    const only = unwrap(values[0]!);
    return isFunction(only) ? only : null;
  }

  /**
   * The function that a member of an object literal evaluates to: `handlers.loaded` of `const handlers = { loaded() {} }`. Null where the
   * file assigns to the member, `handlers.loaded = ...`, and for other expressions.
   */
  methodOf(node: TSESTree.Node): FunctionNode | null {
    const value = unwrap(node);
    const name = value.type === 'MemberExpression' ? matchPropertyName(value) : null;
    if (value.type !== 'MemberExpression' || name === null || value.object.type !== 'Identifier') return null;
    const variable = this.variableOf(value.object);
    const [literal, ...others] = variable ? this.valuesOf(variable) : [];
    if (!variable || literal?.type !== 'ObjectExpression' || others.length > 0) return null;
    if (variable.references.some(({ identifier }) => isAssignedMember(identifier.parent, name))) return null;
    const properties = literal.properties.filter((each) => each.type === 'Property' && matchKeyName(each) === name);
    const [property] = properties;
    return properties.length === 1 && property?.type === 'Property' && property.kind === 'init' && isFunction(property.value)
      ? property.value
      : null;
  }
}

/** Whether a node is the target of an assignment to the member `name`: `handlers.loaded = ...`. */
function isAssignedMember(member: TSESTree.Node | undefined, name: string): boolean {
  if (member?.type !== 'MemberExpression' || member.parent.type !== 'AssignmentExpression') return false;
  return member.parent.left === member && matchPropertyName(member) === name;
}
