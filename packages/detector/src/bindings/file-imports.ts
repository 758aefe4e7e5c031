import type { TSESTree } from '@typescript-eslint/types';

import type * as Scope from '../scope/scope.js';
import { matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { Bindings } from './bindings.js';
import { matchPatternKeys } from './pattern-keys.js';

/**
 * A value of another file of the project: `require('./store').load` is `load` of `./store`, a method of an instance,
 * `new Store().load`, is `Store`, `prototype` and `load`. Plain data.
 */
export interface ImportedName {
  /** The relative specifier, as it is written. */
  readonly specifier: string;
  /** The names of the members that lead to the value; none for what the module exports as a whole. */
  readonly path: readonly string[];
}

/**
 * Finds the values of one file that come from other files of the project, by relative specifiers: `load` of `const { load } = require('./x')`
 * and of `import { load } from './x.js'`. Aliases, members and instances, `new Store()`, are followed.
 *
 * Limit: a variable with several values, a property, `this.store`, and a computed specifier, `require(name)`, are not followed.
 */
export class FileImports {
  readonly #bindings: Bindings;
  readonly #names = new Map<TSESTree.Node, ImportedName | null>();

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
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

  #resolve(node: TSESTree.Node): ImportedName | null {
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#bindings.variableOf(node);
        return variable && this.#ofVariable(variable);
      }
      case 'MemberExpression': {
        const key = matchPropertyName(node);
        return key === null ? null : append(this.nameOf(node.object), key);
      }
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

  #ofCall({ callee, arguments: args }: TSESTree.CallExpression): ImportedName | null {
    const target = unwrap(callee);
    const [argument] = args;
    if (target.type === 'Identifier' && argument) {
      if (target.name === 'require' && !this.#bindings.variableOf(target)) return matchRelativeModule(argument);
      return hasRole(target.name, 'imports-compiled') ? this.nameOf(argument) : null;
    }
    const called = target.type === 'Identifier' && args.length === 0 ? this.#bindings.functionOf(target) : null;
    // const store = () => require('./store');
    if (called?.type === 'ArrowFunctionExpression' && called.body.type !== 'BlockStatement' && !called.async) return this.nameOf(called.body);
    const isBound = target.type === 'MemberExpression' && matchPropertyName(target) === 'bind' && args.length === 1;
    return isBound ? this.nameOf(target.object) : null;
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
    const [value, ...others] = this.#bindings.valuesOf(variable);
    if (!value || others.length > 0) return null;
    if (id.type === 'Identifier') return value.parent?.type === 'VariableDeclarator' || isPlainAssignment(value.parent) ? this.nameOf(value) : null;
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

/** The module that a relative specifier names: `'./x'`, `'..'`. Null for packages, modules of Node and computed specifiers. */
export function matchRelativeModule(specifier: TSESTree.Node): ImportedName | null {
  const isRelative = specifier.type === 'Literal' && typeof specifier.value === 'string' && /^\.{1,2}(?:\/|$)/.test(specifier.value);
  return isRelative ? { specifier: specifier.value as string, path: [] } : null;
}
