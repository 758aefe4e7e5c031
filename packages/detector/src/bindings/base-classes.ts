import type { TSESTree } from '@typescript-eslint/types';

import type { FileNodes } from '../source/file-nodes.js';
import { type FunctionNode, enclosingFunction, isFunction } from '../syntax/function-node.js';
import { calleeName, matchKeyName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { Bindings } from './bindings.js';

/** A class, or a function that is used as one. */
export type ClassLike = TSESTree.ClassDeclaration | TSESTree.ClassExpression | FunctionNode;

/**
 * The classes of a file with the classes that they extend: `class Log extends Writable`, `util.inherits(Log, Writable)`,
 * `Log.prototype = Object.create(Writable.prototype)`.
 */
export class BaseClasses {
  readonly #bindings: Bindings;
  /** The base classes of functions. */
  readonly #bases = new Map<ClassLike, TSESTree.Node>();
  /** The names of the methods that are assigned to prototypes. */
  readonly #assigned = new Map<ClassLike, Set<string>>();

  constructor({ calls, definitions }: Pick<FileNodes, 'calls' | 'definitions'>, bindings: Bindings) {
    this.#bindings = bindings;
    for (const call of calls) {
      const [target, base] = call.arguments;
      if (target && base && hasRole(calleeName(call), 'inherits')) this.#addBase(target, base);
    }
    for (const node of definitions) if (node.type === 'AssignmentExpression') this.#addAssignment(node);
  }

  #addAssignment({ left, right }: TSESTree.AssignmentExpression): void {
    if (left.type !== 'MemberExpression') return;
    const name = matchPropertyName(left);
    const value = unwrap(right);
    const target = matchPrototype(left.object);
    if (name === 'prototype' && value.type === 'CallExpression' && hasRole(calleeName(value), 'makes-object')) {
      const base = value.arguments[0] && matchPrototype(value.arguments[0]);
      if (base) this.#addBase(left.object, base);
    }
    const owner = target && name !== null ? this.classOf(target) : null;
    if (!owner || name === null) return;
    const names = this.#assigned.get(owner) ?? new Set();
    this.#assigned.set(owner, names.add(name));
  }

  #addBase(target: TSESTree.Node, base: TSESTree.Node): void {
    const owner = this.classOf(target);
    if (owner) this.#bases.set(owner, base);
  }

  /** The class that an expression evaluates to; null if the file does not define it. */
  classOf(expression: TSESTree.Node): ClassLike | null {
    const node = unwrap(expression);
    // `const Store = module.exports = function () {};`
    if (node.type === 'AssignmentExpression') return node.operator === '=' ? this.classOf(node.right) : null;
    if (node.type === 'ClassExpression' || node.type === 'ClassDeclaration' || isFunction(node)) return node;
    if (node.type !== 'Identifier') return null;
    const variable = this.#bindings.variableOf(node);
    const declared: TSESTree.Node | undefined = variable?.defs[0]?.node;
    if (declared?.type === 'ClassDeclaration' || declared?.type === 'FunctionDeclaration') return declared;
    const only = variable && this.#bindings.onlyValueOf(variable);
    return only && only !== node && unwrap(only).type !== 'Identifier' ? this.classOf(only) : null;
  }

  /** The class of which an expression is an instance: `new Log()`, a variable with this value, `this`; null if the file does not define it. */
  classOfInstance(expression: TSESTree.Node): ClassLike | null {
    const node = unwrap(expression);
    if (node.type === 'ThisExpression') return this.#classAround(node);
    if (node.type === 'NewExpression') return this.classOf(node.callee);
    const variable = node.type === 'Identifier' ? this.#bindings.variableOf(node) : null;
    const only = variable && this.#bindings.onlyValueOf(variable);
    return only && unwrap(only).type !== 'Identifier' ? this.classOfInstance(only) : null;
  }

  /** The class whose methods a method call looks up first, for `this.load()` and `super.load()`; null if the file does not define it. */
  classCalledOn(object: TSESTree.Node): ClassLike | null {
    if (object.type !== 'Super') return object.type === 'ThisExpression' ? this.#classAround(object) : null;
    const [, base] = this.lineOf(this.#classAround(object));
    return base ?? null;
  }

  /** A class and those of the file that it extends, directly or not, the nearest first. */
  lineOf(owner: ClassLike | null): readonly ClassLike[] {
    const line: ClassLike[] = [];
    for (let current = owner; current && !line.includes(current); ) {
      line.push(current);
      const base = this.baseOf(current);
      current = base && this.classOf(base);
    }
    return line;
  }

  /** The class that a class extends, as an expression; null if there is none. */
  baseOf(owner: ClassLike): TSESTree.Node | null {
    return isFunction(owner) ? (this.#bases.get(owner) ?? null) : owner.superClass;
  }

  /** Whether a class or one that it extends, as far as the file defines them, has a member with a name. */
  defines(owner: ClassLike, name: string): boolean {
    const own = isFunction(owner) ? [] : owner.body.body;
    const isOwn = own.some((member) => (member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') && matchKeyName(member) === name);
    if (isOwn || this.#assigned.get(owner)?.has(name)) return true;
    const base = this.baseOf(owner);
    const inner = base && this.classOf(base);
    return inner !== null && inner !== owner && this.defines(inner, name);
  }

  /** The class that a `this` is an instance of: around a method, `Log.prototype.flush = function () {}`, the constructor itself. */
  #classAround(self: TSESTree.ThisExpression | TSESTree.Super): ClassLike | null {
    let fn = enclosingFunction(self);
    while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
    if (!fn) return null;
    const { parent } = fn;
    if (parent.type === 'MethodDefinition') return parent.static ? null : parent.parent.parent;
    if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
      const target = matchPrototype(parent.left.object);
      return target && this.classOf(target);
    }
    return this.#bases.has(fn) ? fn : null;
  }
}

/** `Log` of `Log.prototype`. */
function matchPrototype(node: TSESTree.Node): TSESTree.Node | null {
  const value = unwrap(node);
  return value.type === 'MemberExpression' && matchPropertyName(value) === 'prototype' ? value.object : null;
}
