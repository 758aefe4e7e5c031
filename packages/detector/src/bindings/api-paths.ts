import type { TSESTree } from '@typescript-eslint/types';

import { heldInstance, instanceOf, passedInstanceOf } from '../catalog/instances.js';
import { isFunction, parametersOf } from '../syntax/function-node.js';
import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from '../vocabulary/vocabulary.js';
import type { BaseClasses } from './base-classes.js';
import type { Bindings } from './bindings.js';
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
  readonly #classes: BaseClasses;

  /** @param members the values that the file assigns to `this.name`, by name */
  constructor(bindings: Bindings, members: ReadonlyMap<string, readonly TSESTree.Node[]>, classes: BaseClasses) {
    this.#bindings = bindings;
    this.#members = members;
    this.#classes = classes;
  }

  /**
   * The path of an expression.
   *
   * @returns the module and the names of its members, with `()` for each call: `mysql.createPool().query`. An instance of a class of Node has
   * the path of the class, `net.Server()` for `http.createServer()`. An instance of a class of the file has no path, but its inherited
   * methods have: `stream.Writable().write` for `log.write` of `class Log extends Writable`. Null if the expression does not come from a
   * package or a module of Node
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
        const value = this.#bindings.isThis(node.object) ? this.#first(this.#members.get(name) ?? []) : null;
        if (value !== null) return value;
        const owner = this.#classes.classOfInstance(node.object);
        if (!owner) return append(this.pathOf(node.object), name);
        return this.#classes.defines(owner, name) ? null : append(instanceFrom(this.#basePath(owner)), name);
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

  /** The path of the class that a class of the file extends; null if it does not come from a package or a module of Node. */
  #basePath(owner: Parameters<BaseClasses['baseOf']>[0]): string | null {
    const base = this.#classes.baseOf(owner);
    const inner = base && this.#classes.classOf(base);
    if (inner && inner !== owner) return this.#basePath(inner);
    return base && this.pathOf(base);
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
    // A method of an own class may return its object, which has no path.
    return callee.type === 'MemberExpression' && this.#classes.classOfInstance(callee.object) ? null : instanceFrom(path);
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
    if (definition?.type === 'Parameter') return this.#resolveParameter(definition.name, definition.node);
    if (!variable) return hasRole(name.name, 'global-module') ? name.name : null;
    return this.#first(this.#bindings.valuesOf(variable));
  }

  /**
   * What a function passes to its callback: an instance of a class of Node, `socket` in `net.createServer((socket) => {})`. The first result of
   * any other callback has the path of a returned value: `connection` in `pool.getConnection(function (err, connection) {})`.
   */
  #resolveParameter(name: TSESTree.Node, fn: TSESTree.Node): string | null {
    const { parent: call } = fn;
    if (!isFunction(fn) || call?.type !== 'CallExpression' || call.arguments.at(-1) !== fn) return null;
    const path = this.pathOf(call.callee);
    const position = parametersOf(fn).findIndex((parameter) => parameter === name);
    if (path === null || position === -1) return null;
    const passed = passedInstanceOf(withoutCalls(path), matchEvent(call), position);
    if (passed !== null) return `${passed}()`;
    return position === 1 ? instanceFrom(path) : null;
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

/** The event to which a call adds a listener: `connection` of `server.on('connection', listener)`. */
function matchEvent(call: TSESTree.CallExpression): string | null {
  const [event] = call.arguments;
  return event?.type === 'Literal' && typeof event.value === 'string' && hasRole(calleeName(call), 'subscribes-to-emitter') ? event.value : null;
}

/** The path of what a function with a path returns. */
function instanceFrom(path: string | null): string | null {
  return path === null ? null : `${instanceOf(withoutCalls(path)) ?? path}()`;
}

function withoutCalls(path: string): string {
  return path.replaceAll('()', '');
}

/** Whether a function returns the module that is its argument: `promisifyAll` of bluebird, `_interopRequireDefault` of compiled code. */
function passesThrough(callee: TSESTree.Node, path: string | null): boolean {
  if (path?.endsWith('.promisifyAll')) return true;
  return callee.type === 'Identifier' && hasRole(callee.name, 'imports-compiled');
}

/** The path of a member; `default` adds nothing, as the default export is the module. */
function append(path: string | null, name: string): string | null {
  if (path === null || name === 'default') return path;
  const member = `${path}.${name}`;
  // `child.stdin` is an instance of a class; `http.Server` is one itself.
  const held = path.endsWith('()') ? heldInstance(withoutCalls(member)) : null;
  return held === null ? member : `${held}()`;
}

/** The module in a string literal, without `node:`; null for relative and absolute paths, and for other expressions. */
function moduleName(node: TSESTree.Node): string | null {
  if (node.type !== 'Literal' || typeof node.value !== 'string') return null;
  return /^\.{0,2}\//.test(node.value) ? null : node.value.replace(/^node:/, '');
}
