import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from './bindings.js';
import { enclosingFunction, isFunction, parametersOf } from '../syntax/function-node.js';
import { matchKeyName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import { matchPatternKeys } from './pattern-keys.js';

/**
 * Names expressions by the modules that they come from: `fs.readFile`, `express().get`, `aws-sdk.S3()` for an instance of the class.
 * Imports, `require`, destructuring, aliases, assignments and `this.name` are followed. A bare name that the file does not declare has no
 * path: `readFile` alone is not `fs.readFile`.
 */
export class ApiPaths {
  readonly #bindings: Bindings;
  readonly #paths = new Map<TSESTree.Node, string | null>();
  readonly #members: ReadonlyMap<string, readonly TSESTree.Node[]>;

  /** @param members the values that the file assigns to `this.name`, by name */
  constructor(bindings: Bindings, members: ReadonlyMap<string, readonly TSESTree.Node[]>) {
    this.#bindings = bindings;
    this.#members = members;
  }

  /**
   * The path of an expression.
   *
   * @returns the module and the names of its members, with `()` for each call: `mysql.createPool().query`; null if the expression does not
   * come from a package or a module of Node
   */
  pathOf(expression: TSESTree.Node): string | null {
    const known = this.#paths.get(expression);
    if (known !== undefined) return known;
    this.#paths.set(expression, null); // ends the recursion where a value depends on itself: `a = a.b`
    const path = this.#resolve(unwrap(expression));
    this.#paths.set(expression, path);
    return path;
  }

  #resolve(node: TSESTree.Node): string | null {
    switch (node.type) {
      case 'Identifier':
        return this.#resolveName(node);
      case 'MemberExpression': {
        const name = matchPropertyName(node);
        if (name === null) return null;
        if (node.object.type === 'ThisExpression') {
          return this.#first(this.#members.get(name) ?? []) ?? this.#inheritedPath(node.object, name);
        }
        return append(this.pathOf(node.object), name);
      }
      case 'CallExpression':
      case 'NewExpression':
        return this.#resolveCall(node);
      case 'AwaitExpression':
        return node.argument.type === 'ImportExpression' ? moduleName(node.argument.source) : null;
      case 'LogicalExpression':
        return this.pathOf(node.left) ?? this.pathOf(node.right);
      case 'AssignmentExpression':
        return this.pathOf(node.right);
      default:
        return null;
    }
  }

  /** The path of a method that a class inherits from one with a path, and does not define: `net.Server.close` for `this.close` in `class A extends net.Server`. */
  #inheritedPath(self: TSESTree.ThisExpression, name: string): string | null {
    const owner = classAround(self);
    if (!owner?.superClass || owner.body.body.some((member) => (member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') && matchKeyName(member) === name)) return null;
    return append(this.pathOf(owner.superClass), name);
  }

  #resolveCall(node: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
    const [argument] = node.arguments;
    const callee = unwrap(node.callee);
    if (callee.type === 'Identifier' && callee.name === 'require' && argument && !this.#bindings.variableOf(callee)) {
      return moduleName(argument);
    }
    // `fs.unlink.bind(fs)` is `fs.unlink`.
    if (callee.type === 'MemberExpression' && matchPropertyName(callee) === 'bind' && node.arguments.length === 1)
      return this.pathOf(callee.object);
    const path = this.pathOf(callee);
    if (argument && passesThrough(callee, path)) return this.pathOf(argument);
    // `sqlite3.verbose()` returns sqlite3: https://github.com/TryGhost/node-sqlite3/wiki/Debugging
    if (path?.endsWith('.verbose')) return path.slice(0, -'.verbose'.length);
    return path === null ? null : `${path}()`;
  }

  #resolveName(name: TSESTree.Identifier): string | null {
    const variable = this.#bindings.variableOf(name);
    for (const definition of variable?.defs ?? []) {
      const node: TSESTree.Node = definition.node;
      switch (node.type) {
        case 'ImportDefaultSpecifier':
        case 'ImportNamespaceSpecifier':
          return moduleName((node.parent as TSESTree.ImportDeclaration).source);
        case 'ImportSpecifier': {
          const path = moduleName((node.parent as TSESTree.ImportDeclaration).source);
          const imported = node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
          return imported === 'default' ? path : append(path, imported);
        }
        case 'TSImportEqualsDeclaration':
          if (node.moduleReference.type === 'TSExternalModuleReference')
            return moduleName(node.moduleReference.expression);
          break;
        case 'VariableDeclarator':
          if (node.id.type === 'ObjectPattern' && node.init) {
            const base = this.pathOf(node.init);
            const keys = base === null ? null : matchPatternKeys(node.id, definition.name as TSESTree.Node);
            if (keys) return keys.reduce(append, base);
          }
          break;
      }
    }
    const [definition] = variable?.defs ?? [];
    if (definition?.type === 'Parameter') return this.#resolveResult(definition.name, definition.node);
    if (!variable) return null;
    return this.#first(this.#bindings.valuesOf(variable));
  }

  /** The first result of a callback has the path of a returned value: `connection` in `pool.getConnection(function (err, connection) {})`. */
  #resolveResult(name: TSESTree.Node, fn: TSESTree.Node): string | null {
    const { parent: call } = fn;
    if (!isFunction(fn) || parametersOf(fn)[1] !== name || call?.type !== 'CallExpression' || call.arguments.at(-1) !== fn) return null;
    const path = this.pathOf(call.callee);
    return path === null ? null : `${path}()`;
  }

  /** The path of the first value that has one: `try { fs = require('graceful-fs') } catch { fs = require('fs') }`. */
  #first(values: readonly TSESTree.Node[]): string | null {
    for (const value of values) {
      const path =
        value.parent?.type === 'VariableDeclarator' && value.parent.id.type !== 'Identifier'
          ? null
          : this.pathOf(value);
      if (path !== null) return path;
    }
    return null;
  }
}

/** The class that a `this` is an instance of, as far as its methods and the arrow functions in them show it; null elsewhere. */
function classAround(self: TSESTree.ThisExpression): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  let fn = enclosingFunction(self);
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn);
  const member = fn?.parent;
  return member?.type === 'MethodDefinition' && !member.static ? member.parent.parent : null;
}

/** Whether a function returns the module that is its argument: `promisifyAll` of bluebird, `_interopRequireDefault` of compiled code. */
function passesThrough(callee: TSESTree.Node, path: string | null): boolean {
  if (path?.endsWith('.promisifyAll')) return true;
  return callee.type === 'Identifier' && hasRole(callee.name, 'imports-compiled');
}

/** The path of a member; `default` adds nothing, as the default export is the module. */
function append(path: string | null, name: string): string | null {
  if (path === null) return null;
  return name === 'default' ? path : `${path}.${name}`;
}

/** The module in a string literal, without `node:`; null for relative and absolute paths, and for other expressions. */
function moduleName(node: TSESTree.Node): string | null {
  if (node.type !== 'Literal' || typeof node.value !== 'string') return null;
  return /^\.{0,2}\//.test(node.value) ? null : node.value.replace(/^node:/, '');
}
