import { type FunctionIndex, type FunctionNode, hasRole, isFunction, matchPropertyName, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { ClassNode } from '../summary/assigned-members.js';

/** A class, or a function that is used as one. */
export type ClassKey = ClassNode | FunctionNode;

/** Finds the classes of a file that expressions evaluate to, and those of which expressions are new instances. */
export class ClassReader {
  readonly #index: FunctionIndex;

  constructor(index: FunctionIndex) {
    this.#index = index;
  }

  /** The class of the file of which an expression is a new instance: `new Store()`, `Object.create(Store.prototype)`, or a variable that keeps it. */
  classOfMade(expression: TSESTree.Node): ClassKey | null {
    const made = this.#matchMade(expression);
    return made && this.classOf(made);
  }

  /** `Store` of `new Store()` and of `Object.create(Store.prototype)`. */
  #matchMade(expression: TSESTree.Node): TSESTree.Node | null {
    const node = unwrap(expression);
    if (node.type === 'NewExpression') return node.callee;
    if (node.type === 'AssignmentExpression') return this.#matchMade(node.right);
    if (node.type === 'CallExpression') {
      const [prototype, ...others] = node.arguments;
      const isMade = hasRole(verbOf(node.callee) ?? '', 'makes-object') && others.length === 0 && prototype?.type === 'MemberExpression' && matchPropertyName(prototype) === 'prototype';
      return isMade ? prototype.object : null;
    }
    const variable = node.type === 'Identifier' ? this.#index.bindings.variableOf(node) : null;
    const [only, ...more] = variable?.defs[0]?.type === 'Variable' ? this.#index.bindings.valuesOf(variable) : [];
    return only && more.length === 0 && only.type !== 'Identifier' && isOfName(only) ? this.#matchMade(only) : null;
  }

  /** The class that an expression evaluates to: `Store` of `class Store {}`, of `function Store() {}` and of `const Store = module.exports = function () {}`. */
  classOf(expression: TSESTree.Node): ClassKey | null {
    const node = unwrap(expression);
    const key = node.type === 'Identifier' ? this.#classOfName(node) : node.type === 'ClassDeclaration' || node.type === 'ClassExpression' || node.type === 'FunctionExpression' ? node : null;
    return key && this.#makesItself(key) ? key : null;
  }

  #classOfName(name: TSESTree.Identifier): ClassKey | null {
    const variable = this.#index.bindings.variableOf(name);
    const [definition, ...others] = variable?.defs ?? [];
    if (!variable || !definition || others.length > 0) return null;
    const declared: TSESTree.Node = definition.node;
    const isName = definition.type === 'ClassName' || definition.type === 'FunctionName';
    if (isName && (declared.type === 'ClassDeclaration' || declared.type === 'FunctionDeclaration')) return this.#index.bindings.valuesOf(variable).length === 0 ? declared : null;
    let only = this.#index.bindings.onlyValueOf(variable);
    while (only?.type === 'AssignmentExpression') only = only.right;
    return only?.type === 'ClassExpression' || only?.type === 'FunctionExpression' ? only : null;
  }

  /** Whether `new` makes an instance: the constructor returns nothing else than `this`, or another new instance, `return new Store()`. */
  #makesItself(key: ClassKey): boolean {
    const constructors = isFunction(key) ? [key] : key.body.body.flatMap((member) => (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value) ? [member.value] : []));
    return constructors.every((fn) =>
      this.#index.returnedBy(fn).every((value) => {
        if (this.#index.bindings.isThis(value)) return true;
        const made = this.#matchMade(value);
        return made?.type === 'Identifier' && this.#classOfName(made) === key;
      }));
  }

  /** The class whose prototype an expression is: `Store.prototype`, `proto` of `const proto = Store.prototype`. */
  ownerOf(expression: TSESTree.Node): ClassKey | null {
    const node = unwrap(expression);
    if (node.type === 'MemberExpression') return matchPropertyName(node) === 'prototype' ? this.classOf(node.object) : null;
    const variable = node.type === 'Identifier' ? this.#index.bindings.variableOf(node) : null;
    const only = variable && this.#index.bindings.onlyValueOf(variable);
    return only?.type === 'MemberExpression' ? this.ownerOf(only) : null;
  }
}

/** Whether a base class is one of the module `events`, which calls no methods but its own. */
export function isEmitterClass(base: TSESTree.Node, { paths }: FunctionIndex): boolean {
  return /^events\b/.test(paths.pathOf(base) ?? '');
}

/** Whether a value is that of a variable itself: `store` of `const store = new Store()`. Not `{ get }` of `const { get } = new Store()`. */
function isOfName({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier';
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier';
}
