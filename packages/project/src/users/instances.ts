import { type FunctionIndex, type FunctionNode, type ImportedName, type Source, functionIndexOf, hasRole, isFunction, matchKeyName, matchPropertyName, nodesOf, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';
import { type ClassKey, ClassReader, isEmitterClass } from './class-reader.js';
import type { ExportDefinition } from './export-mentions.js';
import { isSame } from './offers.js';
import { readPassedInstances } from './passed-instances.js';
import type { ExportAlias, ReachedInstances } from './reached.js';

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

class InstanceReader {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #classes: ClassReader;
  readonly #instances = new Map<ClassKey, (readonly string[])[]>();
  readonly #aliases: ExportAlias[] = [];
  /** The exported functions of which it is known what they return. */
  readonly #returning: FunctionNode[] = [];

  constructor(source: Source) {
    this.#source = source;
    this.#index = functionIndexOf(source);
    this.#classes = new ClassReader(this.#index);
  }

  read(definitions: readonly ExportDefinition[]): ReachedInstances {
    for (const { path, node } of definitions) if (definitions.filter((other) => isSame(other.path, path)).length === 1) this.#addExport(path, node);
    const methods = this.#instances.size > 0 ? this.#methods() : new Map<ClassKey, ReadonlyMap<string, FunctionNode>>();
    const passed = readPassedInstances(this.#source, this.#classes, new Set(this.#returning));
    const classes = [...this.#instances].map(([key, instances]) => ({
      name: nameOf(key),
      instances,
      methods: methods.get(key) ?? new Map<string, FunctionNode>(),
      base: this.#baseOf(key),
      isExtending: this.#isExtending(key),
      isPassedOn: passed.classes.has(key),
    }));
    return { classes: classes.filter((each) => each.methods.size > 0 || each.base), aliases: this.#aliases, defined: definitions.map(({ path }) => path), passed: passed.names, holders: passed.holders };
  }

  #addExport(path: readonly string[], node: TSESTree.Node): void {
    const key = this.#classes.classOf(node);
    if (key) this.#addInstance(key, [...path, 'prototype']);
    this.#addValue(path, node);
    const fn = this.#index.bindings.functionOf(node);
    const [first, ...others] = fn && !fn.async && !fn.generator ? this.#index.returnedBy(fn) : [];
    if (!fn || !first || !others.every((other) => this.#isSameValue(first, other))) return;
    this.#returning.push(fn);
    this.#addValue([...path, '()'], first);
  }

  /** Adds a value that is an instance or comes from another file. */
  #addValue(path: readonly string[], node: TSESTree.Node): void {
    const made = this.#classes.classOfMade(node);
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
    const [one, other] = [this.#classes.classOfMade(a), this.#classes.classOfMade(b)];
    if (one || other) return one === other;
    return JSON.stringify(this.#index.imports.nameOf(a)) === JSON.stringify(this.#index.imports.nameOf(b));
  }

  #baseOf(key: ClassKey): ImportedName | null {
    const base = this.#index.classes.baseOf(key);
    return base && this.#index.imports.nameOf(base);
  }

  #isExtending(key: ClassKey): boolean {
    const base = this.#index.classes.baseOf(key);
    if (base) return !isEmitterClass(base, this.#index);
    // `util.inherits(Store, Base)`, `Store.prototype = Object.create(Base.prototype)` and other ways for a function that a variable holds
    return isFunction(key) && nodesOf(this.#source).calls.some(({ callee, arguments: [target] }) => target !== undefined && hasRole(verbOf(callee) ?? '', 'inherits') && this.#classes.classOf(target) === key)
      || nodesOf(this.#source).definitions.some((node) => node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && this.#extends(node.left, key));
  }

  /** `Store.prototype = ...`, `Store.prototype.__proto__ = ...` */
  #extends(target: TSESTree.MemberExpression, key: ClassKey): boolean {
    const name = matchPropertyName(target);
    return (name === 'prototype' && this.#classes.classOf(target.object) === key) || (name === '__proto__' && this.#classes.ownerOf(target.object) === key);
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
        const owner = this.#classes.ownerOf(left.object);
        if (owner) add(owner, name ?? '', node.operator === '=' && isFunction(right) ? right : null);
        else if (name !== null && !isExports(left.object, this.#index)) onInstances.add(name);
        const target = name === 'prototype' ? this.#classes.classOf(left.object) : null;
        if (target && !makesPrototype(right)) replaced.add(target);
      } else if (node.type !== 'Property') {
        const key = node.static ? null : this.#classes.classOf(node.parent.parent);
        const name = matchKeyName(node);
        if (key && name !== null) add(key, name, node.type === 'MethodDefinition' && node.kind === 'method' && isFunction(node.value) ? node.value : null);
      }
    }
    for (const { callee, arguments: [target] } of nodesOf(this.#source).calls) {
      const owner = target && hasRole(verbOf(callee) ?? '', 'copies-members') ? (this.#classes.ownerOf(target) ?? this.#classes.classOf(target)) : null;
      if (owner) replaced.add(owner);
    }
    return new Map([...found].map(([key, methods]) => [key, new Map([...methods].flatMap(([name, fn]) => (fn && !replaced.has(key) && !onInstances.has(name) ? [[name, fn] as const] : [])))]));
  }
}

/** `Store` of `class Store {}` and of `var Store = module.exports = function () {}`. */
function nameOf(key: ClassKey): string | null {
  if (key.type !== 'ArrowFunctionExpression' && key.id) return key.id.name;
  let holder: TSESTree.Node = key;
  while (holder.parent?.type === 'AssignmentExpression') holder = holder.parent;
  return holder.parent?.type === 'VariableDeclarator' && holder.parent.id.type === 'Identifier' ? holder.parent.id.name : null;
}

/** `Object.create(Base.prototype)`, `new Base()` */
function makesPrototype(value: TSESTree.Node): boolean {
  return value.type === 'NewExpression' || (value.type === 'CallExpression' && hasRole(verbOf(value.callee) ?? '', 'makes-object') && value.arguments.length < 3);
}
