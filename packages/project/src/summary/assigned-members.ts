import { type FunctionIndex, type FunctionNode, type Scope, type Source, hasRole, hostOf, isFunction, matchPropertyName, nodesOf, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** An object that the file assigns members to: `Store.prototype` of `Store.prototype.load = function () {}`. */
export interface AssignedObject {
  /** The expressions that are assigned to the object itself. */
  readonly values: TSESTree.Node[];
  readonly members: Map<string, AssignedObject>;
  /** Expressions whose members the object has, too, each with the names that lead from it: `Base` and `prototype`. */
  readonly inherited: { readonly value: TSESTree.Node; readonly path: readonly string[] }[];
}

/**
 * Lists what a file assigns to members of its variables and of its exports: `exports.load = ...`, `Store.prototype.get = ...`,
 * `this.get = ...` in the constructor `Store`, `Object.assign(exports, ...)`, `util.inherits(Store, Base)`.
 *
 * Limit: a computed name, `exports[name] = ...`, is not seen.
 */
export class AssignedMembers {
  /** What `module.exports` and `exports` are. */
  readonly exports: AssignedObject = createObject();
  readonly #index: FunctionIndex;
  readonly #objects = new Map<Scope.Variable | ClassNode, AssignedObject>();
  /** The variables that are being read. They end the recursion of `var a = b.c, b = a.c`. */
  readonly #open = new Set<Scope.Variable>();

  constructor(source: Source, index: FunctionIndex) {
    this.#index = index;
    const { definitions, calls } = nodesOf(source);
    for (const node of definitions) {
      if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'MemberExpression') continue;
      this.#objectAt(node.left)?.values.push(node.right);
    }
    for (const call of calls) if (call.type === 'CallExpression') this.#addInherited(call);
  }

  /** What is assigned to the members of a class, and of its instances. */
  ofClass(node: ClassNode): AssignedObject {
    let object = this.#objects.get(node);
    if (!object) this.#objects.set(node, (object = createObject()));
    return object;
  }

  /** What is assigned to the members of a variable. A second name of an object is the same: `var proto = Store.prototype`. */
  ofVariable(variable: Scope.Variable): AssignedObject {
    const [definition] = variable.defs;
    if (definition?.type === 'ClassName') return this.ofClass(definition.node as ClassNode);
    let object = this.#objects.get(variable);
    if (!object) {
      this.#open.add(variable);
      object = this.#aliasedBy(variable) ?? createObject();
      this.#open.delete(variable);
      this.#objects.set(variable, object);
    }
    return object;
  }

  /** The object that a variable is a second name of: `module.exports` for `var app = module.exports = {}`. */
  #aliasedBy(variable: Scope.Variable): AssignedObject | null {
    let value = this.#index.bindings.onlyValueOf(variable);
    for (; value?.type === 'AssignmentExpression'; value = value.right) {
      const object = isExports(value.left, this.#index) ? this.exports : this.#objectAt(value.left);
      if (object) return object;
    }
    return value && (isExports(value, this.#index) || value.type === 'MemberExpression') ? this.#objectAt(value) : null;
  }

  /** The object of an expression that the file may assign members to; null for one that is no variable, member or export. */
  #objectAt(expression: TSESTree.Node): AssignedObject | null {
    const node = unwrap(expression);
    if (isExports(node, this.#index)) return this.exports;
    if (node.type === 'Identifier') {
      const variable = this.#index.bindings.variableOf(node);
      return variable && !this.#open.has(variable) ? this.ofVariable(variable) : null;
    }
    if (node.type === 'ThisExpression') return this.#instanceAround(node);
    const name = node.type === 'MemberExpression' ? matchPropertyName(node) : null;
    const object = node.type === 'MemberExpression' && name !== null ? this.#objectAt(node.object) : null;
    return object && memberAt(object, name!);
  }

  /** What `this` is in a constructor: `Store.prototype` in `function Store() { this.load = ...; }` and in a method of `class Store`. */
  #instanceAround(node: TSESTree.Node): AssignedObject | null {
    let host = hostOf(node);
    while (host.type === 'ArrowFunctionExpression') host = hostOf(host);
    if (!isFunction(host)) return null;
    if (host.parent.type === 'MethodDefinition') return host.parent.static ? null : memberAt(this.ofClass(host.parent.parent.parent), 'prototype');
    const name = this.#nameOfFunction(host);
    const variable = name && this.#index.bindings.variableOf(name);
    return variable && !this.#open.has(variable) ? memberAt(this.ofVariable(variable), 'prototype') : null;
  }

  #nameOfFunction(fn: FunctionNode): TSESTree.Node | null {
    const variable = this.#index.bindings.variableOfFunction(fn);
    if (variable) return variable.identifiers[0] ?? null;
    // var Store = module.exports = function () {}
    let node: TSESTree.Node = fn;
    while (node.parent?.type === 'AssignmentExpression' && node.parent.right === node) node = node.parent;
    return node.parent?.type === 'VariableDeclarator' && node.parent.init === node ? node.parent.id : null;
  }

  #addInherited({ callee, arguments: args }: TSESTree.CallExpression): void {
    const [target, ...others] = args;
    const name = verbOf(callee) ?? '';
    if (!target || others.length === 0) return;
    if (hasRole(name, 'inherits')) memberAt(this.#objectAt(target) ?? createObject(), 'prototype').inherited.push({ value: others[0]!, path: ['prototype'] });
    if (hasRole(name, 'copies-members')) this.#objectAt(target)?.inherited.push(...others.map((value) => ({ value, path: [] })));
  }
}

/** Whether an expression is `module.exports` or `exports`. */
export function isExports(expression: TSESTree.Node, { bindings }: FunctionIndex): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') return node.name === 'exports' && bindings.variableOf(node) === null;
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return node.object.name === 'module' && matchPropertyName(node) === 'exports' && bindings.variableOf(node.object) === null;
}

function createObject(): AssignedObject {
  return { values: [], members: new Map(), inherited: [] };
}

function memberAt({ members }: AssignedObject, name: string): AssignedObject {
  let member = members.get(name);
  if (!member) members.set(name, (member = createObject()));
  return member;
}
