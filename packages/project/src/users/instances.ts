import { type FunctionIndex, type FunctionNode, type ImportedName, type Source, functionIndexOf, hasRole, isFunction, matchKeyName, matchPropertyName, nodesOf, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type ClassNode, isExports } from '../summary/assigned-members.js';
import type { ExportDefinition } from './export-mentions.js';
import { isSame } from './offers.js';

/** A class of a file of which other files can reach instances. */
export interface ReachedClass {
  /** The names that lead to its instances from what the file exports: `Store` and `prototype` for `new exports.Store()`. */
  readonly instances: readonly (readonly string[])[];
  readonly methods: ReadonlyMap<string, FunctionNode>;
  /** The class of another file that it extends. */
  readonly base: ImportedName | null;
}

/** An export that is a value of another file for good: `module.exports = new Store()`, `exports.open = () => new Store()`. */
export interface ExportAlias {
  readonly path: readonly string[];
  readonly name: ImportedName;
}

/** What other files can certainly reach by the exports of a file: instances of its classes, and values of other files. */
export interface ReachedInstances {
  readonly classes: readonly ReachedClass[];
  readonly aliases: readonly ExportAlias[];
}

/**
 * Finds the classes of which other files can reach instances, with the methods that each instance certainly has: those of a class body,
 * and of `Store.prototype.get = function () {}` if nothing else in the file gives the class or its instances a member of that name.
 *
 * Limit: a class whose prototype is replaced, or gets the members of another object, and a constructor that returns another object, have no methods here.
 *
 * @param definitions the definitions of the exports, see `readExportMentions`
 */
export function readInstances(source: Source, definitions: readonly ExportDefinition[]): ReachedInstances {
  return new InstanceReader(source).read(definitions);
}

/** A class, or a function that is used as one. */
type ClassKey = ClassNode | FunctionNode;

class InstanceReader {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #instances = new Map<ClassKey, (readonly string[])[]>();
  readonly #aliases: ExportAlias[] = [];

  constructor(source: Source) {
    this.#source = source;
    this.#index = functionIndexOf(source);
  }

  read(definitions: readonly ExportDefinition[]): ReachedInstances {
    for (const { path, node } of definitions) if (definitions.filter((other) => isSame(other.path, path)).length === 1) this.#addExport(path, node);
    const methods = this.#instances.size > 0 ? this.#methods() : new Map<ClassKey, ReadonlyMap<string, FunctionNode>>();
    const classes = [...this.#instances].map(([key, instances]) => ({ instances, methods: methods.get(key) ?? new Map<string, FunctionNode>(), base: this.#baseOf(key) }));
    return { classes: classes.filter((each) => each.methods.size > 0 || each.base), aliases: this.#aliases };
  }

  #addExport(path: readonly string[], node: TSESTree.Node): void {
    const key = this.#classOf(node);
    if (key) this.#addInstance(key, [...path, 'prototype']);
    this.#addValue(path, node);
    const fn = this.#index.bindings.functionOf(node);
    const [first, ...others] = fn && !fn.async && !fn.generator ? this.#index.returnedBy(fn) : [];
    if (first && others.every((other) => this.#isSameValue(first, other))) this.#addValue([...path, '()'], first);
  }

  /** Adds a value that is an instance or comes from another file. */
  #addValue(path: readonly string[], node: TSESTree.Node): void {
    const made = this.#classOfMade(node);
    const name = this.#index.imports.nameOf(node);
    if (made) this.#addInstance(made, path);
    else if (name && this.#index.imports.holdersOf(node)?.length === 0) this.#aliases.push({ path, name });
  }

  #addInstance(key: ClassKey, path: readonly string[]): void {
    const known = this.#instances.get(key);
    if (known) known.push(path);
    else this.#instances.set(key, [path]);
  }

  #isSameValue(a: TSESTree.Node, b: TSESTree.Node): boolean {
    const [one, other] = [this.#classOfMade(a), this.#classOfMade(b)];
    if (one || other) return one === other;
    return JSON.stringify(this.#index.imports.nameOf(a)) === JSON.stringify(this.#index.imports.nameOf(b));
  }

  /** The class of the file of which an expression is a new instance: `new Store()`, or a variable that keeps it. */
  #classOfMade(expression: TSESTree.Node): ClassKey | null {
    const node = unwrap(expression);
    if (node.type === 'NewExpression') return this.#classOf(node.callee);
    const variable = node.type === 'Identifier' ? this.#index.bindings.variableOf(node) : null;
    const only = variable && this.#index.bindings.onlyValueOf(variable);
    return only?.type === 'NewExpression' ? this.#classOf(only.callee) : null;
  }

  /** The class that an expression evaluates to: `Store` of `class Store {}`, of `function Store() {}` and of `const Store = module.exports = function () {}`. */
  #classOf(expression: TSESTree.Node): ClassKey | null {
    const node = unwrap(expression);
    const key = node.type === 'Identifier' ? this.#classOfName(node) : node.type === 'ClassDeclaration' || node.type === 'ClassExpression' || node.type === 'FunctionExpression' ? node : null;
    return key && this.#makesItself(key) ? key : null;
  }

  #classOfName(name: TSESTree.Identifier): ClassKey | null {
    const variable = this.#index.bindings.variableOf(name);
    const [definition, ...others] = variable?.defs ?? [];
    if (!variable || !definition || others.length > 0) return null;
    const declared: TSESTree.Node = definition.node;
    if (declared.type === 'ClassDeclaration' || declared.type === 'FunctionDeclaration') return this.#index.bindings.valuesOf(variable).length === 0 ? declared : null;
    let only = this.#index.bindings.onlyValueOf(variable);
    while (only?.type === 'AssignmentExpression') only = only.right;
    return only?.type === 'ClassExpression' || only?.type === 'FunctionExpression' ? only : null;
  }

  /** Whether `new` makes an instance: the constructor returns nothing else, except for `return new Store()` where it was called without `new`. */
  #makesItself(key: ClassKey): boolean {
    const constructors = isFunction(key) ? [key] : key.body.body.flatMap((member) => (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value) ? [member.value] : []));
    return constructors.every((fn) =>
      this.#index.returnedBy(fn).every((value) => value.type === 'NewExpression' && value.callee.type === 'Identifier' && this.#classOfName(value.callee) === key));
  }

  #baseOf(key: ClassKey): ImportedName | null {
    const base = this.#index.classes.baseOf(key);
    return base && this.#index.imports.nameOf(base);
  }

  /** The methods of all classes of the file. */
  #methods(): ReadonlyMap<ClassKey, ReadonlyMap<string, FunctionNode>> {
    const found = new Map<ClassKey, Map<string, FunctionNode | null>>();
    const add = (key: ClassKey, name: string, fn: FunctionNode | null): void => {
      const own = found.get(key) ?? new Map<string, FunctionNode | null>();
      found.set(key, own.set(name, own.has(name) ? null : fn));
    };
    const replaced = new Set<ClassKey>();
    const onInstances = new Set<string>();
    for (const node of nodesOf(this.#source).definitions) {
      if (node.type === 'AssignmentExpression') {
        const { left, right } = node;
        const name = left.type === 'MemberExpression' ? matchPropertyName(left) : null;
        if (left.type !== 'MemberExpression') continue;
        const owner = this.#ownerOf(left.object);
        if (owner) add(owner, name ?? '', node.operator === '=' && isFunction(right) ? right : null);
        else if (name !== null && !isExports(left.object, this.#index)) onInstances.add(name);
        const target = name === 'prototype' ? this.#classOf(left.object) : null;
        if (target && !makesPrototype(right)) replaced.add(target);
      } else if (node.type !== 'Property') {
        const key = node.static ? null : this.#classOf(node.parent.parent);
        const name = matchKeyName(node);
        if (key && name !== null) add(key, name, node.type === 'MethodDefinition' && node.kind === 'method' && isFunction(node.value) ? node.value : null);
      }
    }
    for (const { callee, arguments: [target] } of nodesOf(this.#source).calls) {
      const owner = target && hasRole(verbOf(callee) ?? '', 'copies-members') ? (this.#ownerOf(target) ?? this.#classOf(target)) : null;
      if (owner) replaced.add(owner);
    }
    return new Map([...found].map(([key, methods]) => [key, new Map([...methods].flatMap(([name, fn]) => (fn && !replaced.has(key) && !onInstances.has(name) ? [[name, fn] as const] : [])))]));
  }

  /** The class whose prototype an expression is: `Store.prototype`, `proto` of `const proto = Store.prototype`. */
  #ownerOf(expression: TSESTree.Node): ClassKey | null {
    const node = unwrap(expression);
    if (node.type === 'MemberExpression') return matchPropertyName(node) === 'prototype' ? this.#classOf(node.object) : null;
    const variable = node.type === 'Identifier' ? this.#index.bindings.variableOf(node) : null;
    const only = variable && this.#index.bindings.onlyValueOf(variable);
    return only?.type === 'MemberExpression' ? this.#ownerOf(only) : null;
  }
}

/** `Object.create(Base.prototype)`, `new Base()` */
function makesPrototype(value: TSESTree.Node): boolean {
  return value.type === 'NewExpression' || (value.type === 'CallExpression' && hasRole(verbOf(value.callee) ?? '', 'makes-object') && value.arguments.length < 3);
}
