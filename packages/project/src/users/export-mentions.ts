import { type FunctionIndex, type FunctionNode, type Scope, type Source, functionIndexOf, hostOf, isFunction, matchKeyName, matchPropertyName, nodesOf, unwrap } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';
import { globalNames } from './global-names.js';
import type { Mention } from './mention.js';
import { ValueFollower } from './value-follower.js';

/** An expression that gives an export its value: the function of `exports.load = function () {}`, `load` of `module.exports = { load }`. */
export interface ExportDefinition {
  readonly path: readonly string[];
  readonly node: TSESTree.Node;
}

/** The places where a file itself reaches what it exports. */
export interface ExportMentions {
  readonly definitions: readonly ExportDefinition[];
  readonly mentions: readonly Mention[];
  /** The names of members that the file takes from `this`, which may be what it exports: `load` of `exports.all = function () { this.load(); }`. */
  readonly ofThis: ReadonlySet<string>;
  /** The file passes on what it exports in a way that does not show who uses it: `register(this)`, `exports[name]`. */
  readonly passesOn: boolean;
}

/**
 * Lists each place where a file reaches what it exports, apart from the definitions: `exports.load(id, cb)`, `api.load` of
 * `const api = module.exports = { load }`.
 *
 * Limit: of an ES module, mentions of exported names only, not of the members of an exported object.
 *
 * @param exported the functions that the file exports, in which `this` may be what it exports
 */
export function readExportMentions(source: Source, exported: ReadonlySet<FunctionNode>): ExportMentions {
  return new ExportReader(source).read(exported);
}

class ExportReader {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #follower: ValueFollower;
  readonly #definitions: ExportDefinition[] = [];

  constructor(source: Source) {
    this.#source = source;
    this.#index = functionIndexOf(source);
    this.#follower = new ValueFollower(this.#index);
  }

  read(exported: ReadonlySet<FunctionNode>): ExportMentions {
    for (const definition of nodesOf(this.#source).definitions) {
      if (definition.type === 'AssignmentExpression' && this.#isExports(definition.left)) this.#define(definition.right, []);
    }
    for (const node of this.#roots()) this.#followRoot(node, []);
    for (const statement of this.#source.ast.body) this.#addExport(statement);
    const ofThis = new Set<string>();
    let passesOn = false;
    for (const node of this.#thisOf(exported)) {
      const { parent } = node;
      const name = parent?.type === 'MemberExpression' && parent.object === node ? matchPropertyName(parent) : null;
      if (name === null) passesOn = true;
      else ofThis.add(name);
    }
    return { definitions: this.#definitions, mentions: this.#follower.mentions, ofThis, passesOn };
  }

  #isExports(node: TSESTree.Node): boolean {
    return isExports(node, this.#index);
  }

  /** The expressions `exports` and `module.exports`. */
  #roots(): readonly TSESTree.Node[] {
    return [...globalNames(this.#source, this.#index, 'exports'), ...nodesOf(this.#source).members.filter((node) => this.#isExports(node))];
  }

  /** Follows `exports`, `exports.store` and so on. What is assigned to it is followed as the same value. */
  #followRoot(node: TSESTree.Node, path: readonly string[]): void {
    const { parent } = node;
    if (parent?.type === 'AssignmentExpression' && parent.left === node) {
      if (path.length > 0) this.#define(parent.right, path);
      const { parent: outer } = parent;
      // exports = module.exports = load;
      const isAssignedOn = outer.type === 'AssignmentExpression' && outer.right === parent && this.#isExports(outer.left);
      if (outer.type !== 'ExpressionStatement' && !isAssignedOn) this.#followValue(parent, path);
      return;
    }
    const key = parent?.type === 'MemberExpression' && parent.object === node ? matchPropertyName(parent) : null;
    if (parent && key !== null && isAssigned(parent)) this.#followRoot(parent, [...path, key]);
    else this.#followValue(node, path);
  }

  /** Follows a second name of what is exported, whose members may be assigned as well: `const api = module.exports = {}`. */
  #followValue(node: TSESTree.Node, path: readonly string[]): void {
    const { parent } = node;
    const variable = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? this.#index.bindings.variableOf(parent.id) : null;
    if (variable && this.#index.bindings.onlyValueOf(variable) === node) this.#followVariable(variable, path);
    else this.#follower.follow(node, path);
  }

  #followVariable({ references }: Scope.Variable, path: readonly string[], except: TSESTree.Node | null = null): void {
    for (const { identifier, init } of references) if (identifier !== except && init !== true) this.#followRoot(identifier, path);
  }

  /** Adds the definition of an export, and follows it where it has another name in the file: `load` of `exports.load = load`. */
  #define(expression: TSESTree.Node, path: readonly string[]): void {
    const value = unwrap(expression);
    if (value.type === 'AssignmentExpression') {
      this.#define(value.right, path);
      return;
    }
    // `exports = module.exports = load` assigns one value twice.
    if (this.#definitions.some(({ node }) => node === value)) return;
    this.#definitions.push({ path, node: value });
    const variable = value.type === 'Identifier' ? this.#index.bindings.variableOf(value) : null;
    this.#defineMembers(variable ? this.#index.bindings.onlyValueOf(variable) : value, path);
    if (variable) this.#followVariable(variable, path, value);
  }

  #defineMembers(object: TSESTree.Node | null, path: readonly string[]): void {
    if (object?.type !== 'ObjectExpression') return;
    for (const property of object.properties) {
      const key = property.type === 'Property' ? matchKeyName(property) : null;
      if (property.type === 'Property' && key !== null) this.#define(property.value, [...path, key]);
    }
  }

  #addExport(statement: TSESTree.ProgramStatement): void {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      if (declaration.type === 'FunctionDeclaration' && declaration.id) this.#defineName(declaration.id, declaration, ['default']);
      else this.#define(declaration, ['default']);
    } else if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      const { declaration } = statement;
      for (const { local, exported } of statement.specifiers) this.#define(local, [exported.type === 'Identifier' ? exported.name : exported.value]);
      if (declaration?.type === 'ClassDeclaration' && declaration.id) this.#define(declaration, [declaration.id.name]);
      if (declaration?.type === 'FunctionDeclaration' && declaration.id) this.#defineName(declaration.id, declaration, [declaration.id.name]);
      if (declaration?.type === 'VariableDeclaration') {
        for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) this.#defineName(id, init, [id.name]);
      }
    }
  }

  /** Adds the definition of an exported declaration: `export function load() {}`. */
  #defineName(name: TSESTree.Identifier, value: TSESTree.Node, path: readonly string[]): void {
    const variable = this.#index.bindings.variableOf(name);
    this.#define(value, path);
    if (variable) this.#followVariable(variable, path);
  }

  /** Each `this` that may be what the file exports: at its top level, and in its exported functions. */
  #thisOf(exported: ReadonlySet<FunctionNode>): readonly TSESTree.Node[] {
    return nodesOf(this.#source).thisExpressions.filter((node) => {
      let host = hostOf(node);
      while (host.type === 'ArrowFunctionExpression') host = hostOf(host);
      return !isFunction(host) || exported.has(host);
    });
  }
}

/** Whether a member is assigned, or has a member that is: `exports.load = ...`, `exports.store.load = ...`. */
function isAssigned(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  return parent?.type === 'MemberExpression' && parent.object === node && matchPropertyName(parent) !== null && isAssigned(parent);
}
