import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../scope/scope.js';
import type { FunctionNode } from '../syntax/function-node.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { BaseClasses, ClassLike } from './base-classes.js';
import type { Bindings } from './bindings.js';
import { matchPatternKeys } from './pattern-keys.js';

/**
 * A value of another file of the project: `require('./store').load` is `load` of `./store`, a method of an instance,
 * `new Store().load`, is `Store`, `prototype` and `load`, a method of what a function returns, `createStore().load`, is `createStore`, `()` and
 * `load`. Plain data.
 */
export interface ImportedName {
  /** The relative specifier, as it is written. */
  readonly specifier: string;
  /** The names of the members that lead to the value; none for what the module exports as a whole. */
  readonly path: readonly string[];
}

/** What `FileImports` has to know of the functions and objects of the file. */
export interface FileObjects {
  /** The values that the file gives to properties, by name, whatever object they belong to. */
  readonly properties: ReadonlyMap<string, readonly TSESTree.Node[]>;
  readonly classes: BaseClasses;
  /** The values that each function returns. */
  readonly returned: ReadonlyMap<FunctionNode, readonly TSESTree.Node[]>;
}

/**
 * Finds the values of one file that come from other files of the project, by relative specifiers: `load` of `const { load } = require('./x')`
 * and of `import { load } from './x.js'`. Aliases, members and instances, `new Store()`, are followed, also where `this.store` holds one or a
 * function returns one, and inherited methods, `this.load` in a class that extends one of another file.
 *
 * Limit: a variable or a property with several values that are not the same, apart from null, a property that another file sets, and a computed specifier, `require(name)`, are not
 * followed.
 */
export class FileImports {
  readonly #bindings: Bindings;
  readonly #objects: FileObjects;
  readonly #names = new Map<TSESTree.Node, ImportedName | null>();

  constructor(bindings: Bindings, objects: FileObjects) {
    this.#bindings = bindings;
    this.#objects = objects;
  }

  /** The name of an expression in the file that it comes from; null if it does not come from another file, or that is not certain. */
  nameOf(expression: TSESTree.Node): ImportedName | null {
    const known = this.#names.get(expression);
    if (known !== undefined) return known;
    this.#names.set(expression, null); // ends the recursion where a value depends on itself: `a = a.b`
    const name = this.#resolve(unwrap(expression));
    this.#names.set(expression, name);
    return name;
  }

  /**
   * The properties that hold the objects by which an expression with a name is reached: `store` for `this.store.get`. None for `store.get` of
   * `const store = new Store()`.
   *
   * @returns null where another class may have another member: for `this.get` in a class that inherits it, of which there may be subclasses
   */
  holdersOf(expression: TSESTree.Node): readonly string[] | null {
    const node = unwrap(expression);
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#bindings.variableOf(node);
        return this.#holdersOfAll(variable ? this.#bindings.valuesOf(variable) : []);
      }
      case 'MemberExpression': {
        const key = matchPropertyName(node) ?? '';
        const values = this.#objects.properties.get(key);
        if (!this.#bindings.isThis(node.object)) return this.holdersOf(node.object);
        const holders = values ? this.#holdersOfAll(values) : null;
        return holders && [key, ...holders];
      }
      case 'CallExpression':
      case 'NewExpression': {
        const called = this.#bindings.functionOf(unwrap(node.callee));
        return this.#holdersOfAll([node.callee, ...(called ? (this.#objects.returned.get(called) ?? []) : [])]);
      }
      default:
        return [];
    }
  }

  #holdersOfAll(values: readonly TSESTree.Node[]): readonly string[] | null {
    const all = values.map((value) => this.holdersOf(value));
    return all.includes(null) ? null : all.flatMap((holders) => holders ?? []);
  }

  #resolve(node: TSESTree.Node): ImportedName | null {
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#bindings.variableOf(node);
        return variable && this.#ofVariable(variable);
      }
      case 'MemberExpression':
        return this.#ofMember(node);
      case 'CallExpression':
        return this.#ofCall(node);
      case 'NewExpression':
        return append(this.nameOf(node.callee), 'prototype');
      case 'AwaitExpression':
        return node.argument.type === 'ImportExpression' ? matchRelativeModule(node.argument.source) : null;
      case 'AssignmentExpression':
        return node.operator === '=' ? this.nameOf(node.right) : null;
      default:
        return null;
    }
  }

  #ofMember(node: TSESTree.MemberExpression): ImportedName | null {
    const key = matchPropertyName(node);
    if (key === null) return null;
    const { properties, classes } = this.#objects;
    const values = properties.get(key)?.filter((value) => !isNothing(value)) ?? [];
    // this.store = new Store();
    if (values.length > 0 && this.#bindings.isThis(node.object)) return this.#onlyName(values);
    const owner = classes.classOfInstance(node.object);
    return owner ? this.#ofInherited(owner, key) : append(this.nameOf(node.object), key);
  }

  /** A member that a class of the file inherits from one of another file. */
  #ofInherited(owner: ClassLike, key: string): ImportedName | null {
    const { classes } = this.#objects;
    const base = classes.defines(owner, key) ? null : classes.baseOf(owner);
    const inner = base && classes.classOf(base);
    if (inner) return inner === owner ? null : this.#ofInherited(inner, key);
    return base && append(append(this.nameOf(base), 'prototype'), key);
  }

  /** The name that all of several values have; null if they differ. */
  #onlyName(values: readonly TSESTree.Node[]): ImportedName | null {
    const names = values.map((value) => this.nameOf(value));
    const [first = null] = names;
    return first && names.every((name) => name !== null && isSameName(name, first)) ? first : null;
  }

  #ofCall({ callee, arguments: args }: TSESTree.CallExpression): ImportedName | null {
    const target = unwrap(callee);
    const [argument] = args;
    if (target.type === 'Identifier' && argument) {
      if (target.name === 'require' && !this.#bindings.variableOf(target)) return matchRelativeModule(argument);
      if (hasRole(target.name, 'imports-compiled')) return this.nameOf(argument);
    }
    if (target.type === 'MemberExpression' && matchPropertyName(target) === 'bind') return args.length === 1 ? this.nameOf(target.object) : null;
    const called = this.#bindings.functionOf(target);
    if (!called) return append(this.nameOf(target), '()');
    // const store = () => require('./store');
    return called.async || called.generator ? null : this.#onlyName(this.#objects.returned.get(called) ?? []);
  }

  #ofVariable(variable: Scope.Variable): ImportedName | null {
    const [definition, ...others] = variable.defs;
    if (!definition || others.length > 0) return null;
    const node: TSESTree.Node = definition.node;
    switch (node.type) {
      case 'ImportDefaultSpecifier':
        return append(matchRelativeModule((node.parent as TSESTree.ImportDeclaration).source), 'default');
      case 'ImportNamespaceSpecifier':
        return matchRelativeModule((node.parent as TSESTree.ImportDeclaration).source);
      case 'ImportSpecifier':
        return append(matchRelativeModule((node.parent as TSESTree.ImportDeclaration).source), node.imported.type === 'Identifier' ? node.imported.name : node.imported.value);
      case 'TSImportEqualsDeclaration':
        return node.moduleReference.type === 'TSExternalModuleReference' ? matchRelativeModule(node.moduleReference.expression) : null;
      case 'VariableDeclarator':
        return this.#ofDeclarator(node, variable, definition.name as TSESTree.Node);
      default:
        return null;
    }
  }

  #ofDeclarator({ id, init }: TSESTree.VariableDeclarator, variable: Scope.Variable, name: TSESTree.Node): ImportedName | null {
    const values = this.#bindings.valuesOf(variable);
    if (id.type === 'Identifier') {
      // let store = null; beforeEach(() => { store = new Store(); });
      const set = values.filter((value) => !isNothing(value));
      return set.every(({ parent }) => parent?.type === 'VariableDeclarator' || isPlainAssignment(parent)) ? this.#onlyName(set) : null;
    }
    const [value, ...others] = values;
    if (!value || others.length > 0) return null;
    const keys = id.type === 'ObjectPattern' && init === value ? matchPatternKeys(id, name) : null;
    return keys ? keys.reduce<ImportedName | null>(append, this.nameOf(value)) : null;
  }
}

/** Whether a node assigns to a variable itself, `db = require('./db')`, and not to a pattern. */
function isPlainAssignment(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'AssignmentExpression' && node.operator === '=' && node.left.type === 'Identifier';
}

function append(name: ImportedName | null, key: string): ImportedName | null {
  return name && { specifier: name.specifier, path: [...name.path, key] };
}

function isSameName(a: ImportedName, b: ImportedName): boolean {
  return a.specifier === b.specifier && a.path.length === b.path.length && a.path.every((key, index) => key === b.path[index]);
}

/** `null`, `undefined`, `void 0` */
function isNothing(value: TSESTree.Node): boolean {
  if (value.type === 'Literal') return value.value === null && value.raw === 'null';
  return value.type === 'Identifier' ? value.name === 'undefined' : value.type === 'UnaryExpression' && value.operator === 'void';
}

/** The module that a relative specifier names: `'./x'`, `'..'`. Null for packages, modules of Node and computed specifiers. */
export function matchRelativeModule(specifier: TSESTree.Node): ImportedName | null {
  const isRelative = specifier.type === 'Literal' && typeof specifier.value === 'string' && /^\.{1,2}(?:\/|$)/.test(specifier.value);
  return isRelative ? { specifier: specifier.value as string, path: [] } : null;
}
