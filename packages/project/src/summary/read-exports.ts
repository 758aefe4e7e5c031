import { type FunctionIndex, type FunctionNode, type Scope, type Source, functionIndexOf, hasRole, isFunction, matchKeyName, matchPropertyName, matchRelativeModule, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type AssignedObject, AssignedMembers, type ClassNode, isExports } from './assigned-members.js';
import type { ExportedValue } from './file-summary.js';
import { memberOf, membersOf, mergeAll, nothing, objectOf, valueFrom } from './values.js';

/** What a file exports, and the exported functions by their indexes. */
interface Exports {
  readonly exports: ExportedValue;
  readonly functions: readonly FunctionNode[];
}

/** How many values are followed into each other. */
const maximumDepth = 24;

/**
 * Reads what a file exports, in the forms of CommonJS and of ES modules: functions, classes with their methods, objects, and what it passes
 * on of other files.
 *
 * Limit: computed names, and what functions of packages return, are not seen.
 */
export function readExports(source: Source): Exports {
  return new ExportReader(source).read();
}

class ExportReader {
  readonly #source: Source;
  readonly #index: FunctionIndex;
  readonly #assigned: AssignedMembers;
  readonly #functions = new Map<FunctionNode, number>();
  /** What is being read. It ends the recursion of `module.exports = exports.default = load`, of which one is a part of the other. */
  readonly #open = new Set<unknown>();

  constructor(source: Source) {
    this.#source = source;
    this.#index = functionIndexOf(source);
    this.#assigned = new AssignedMembers(source, this.#index);
  }

  read(): Exports {
    const ofModule = this.#source.ast.body.map((statement) => this.#ofStatement(statement));
    const exports = mergeAll([this.#ofObject(this.#assigned.exports), ...ofModule]);
    return { exports, functions: [...this.#functions.keys()] };
  }

  #ofStatement(statement: TSESTree.Statement): ExportedValue {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        return objectOf(statement.declaration ? this.#ofDeclaration(statement.declaration) : statement.specifiers.map((specifier) => this.#ofSpecifier(specifier, statement.source)));
      case 'ExportDefaultDeclaration':
        return objectOf([['default', this.#valueOf(statement.declaration)]]);
      case 'ExportAllDeclaration': {
        const name = matchRelativeModule(statement.source);
        if (!name) return nothing;
        return statement.exported ? objectOf([[textOf(statement.exported), valueFrom(name)]]) : valueFrom(name);
      }
      case 'TSExportAssignment':
        return this.#valueOf(statement.expression);
      default:
        return nothing;
    }
  }

  #ofDeclaration(declaration: TSESTree.NamedExportDeclarations): (readonly [string, ExportedValue])[] {
    const names = declaration.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : 'id' in declaration ? [declaration.id] : [];
    return names.flatMap((name) => (name?.type === 'Identifier' ? [[name.name, this.#valueOf(name)] as const] : []));
  }

  #ofSpecifier({ local, exported }: TSESTree.ExportSpecifier, source: TSESTree.StringLiteral | null): readonly [string, ExportedValue] {
    const name = source && matchRelativeModule(source);
    const value = source ? (name ? valueFrom({ ...name, path: [textOf(local)] }) : nothing) : this.#valueOf(local);
    return [textOf(exported), value];
  }

  /** What an expression evaluates to, as far as other files can reach it. */
  #valueOf(expression: TSESTree.Node): ExportedValue {
    const node = unwrap(expression);
    return this.#once(node, () => this.#read(node));
  }

  #read(node: TSESTree.Node): ExportedValue {
    if (isExports(node, this.#index)) return this.#ofObject(this.#assigned.exports);
    const name = this.#index.imports.nameOf(node);
    if (name) return valueFrom(name);
    switch (node.type) {
      case 'FunctionDeclaration':
        return node.id ? this.#valueOf(node.id) : this.#ofFunction(node);
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#ofFunction(node);
      case 'ClassDeclaration':
        return node.id ? this.#valueOf(node.id) : this.#ofClass(node);
      case 'ClassExpression':
        return this.#ofClass(node);
      case 'Identifier': {
        const variable = this.#index.bindings.variableOf(node);
        return variable ? this.#ofVariable(variable) : nothing;
      }
      case 'MemberExpression': {
        const key = matchPropertyName(node);
        return key === null ? nothing : memberOf(this.#valueOf(node.object), key);
      }
      case 'ObjectExpression':
        return mergeAll(node.properties.map((property) => this.#ofProperty(property)));
      case 'NewExpression':
        return memberOf(this.#valueOf(node.callee), 'prototype');
      case 'CallExpression':
        return this.#ofCall(node);
      case 'AssignmentExpression':
        return this.#valueOf(node.right);
      case 'LogicalExpression':
        return mergeAll([this.#valueOf(node.left), this.#valueOf(node.right)]);
      case 'ConditionalExpression':
        return mergeAll([this.#valueOf(node.consequent), this.#valueOf(node.alternate)]);
      default:
        return nothing;
    }
  }

  #ofFunction(fn: FunctionNode): ExportedValue {
    const index = this.#functions.get(fn) ?? this.#functions.size;
    this.#functions.set(fn, index);
    return mergeAll([{ ...nothing, functions: [index] }, this.#ofReturned(fn)]);
  }

  /** What a function returns, as far as other files can reach it: an instance of `exports.createStore = () => new Store()`. */
  #ofReturned(fn: FunctionNode): ExportedValue {
    const values = fn.async || fn.generator ? [] : this.#index.returnedBy(fn);
    const returned = mergeAll(values.map((value) => membersOf(this.#valueOf(value))));
    return returned === nothing ? nothing : objectOf([['()', returned]]);
  }

  #ofClass(node: ClassNode): ExportedValue {
    const base = node.superClass ? membersOf(this.#valueOf(node.superClass)) : nothing;
    // The methods of a base class in another file
    const inherited = base.from.length > 0 ? mergeAll([base, objectOf([['prototype', memberOf(base, 'prototype')]])]) : base;
    const own = mergeAll([...node.body.body.map((member) => this.#ofClassMember(member)), this.#ofObject(this.#assigned.ofClass(node))]);
    return override(inherited, own);
  }

  #ofClassMember(member: TSESTree.ClassElement): ExportedValue {
    if ((member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') || !member.value) return nothing;
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') return this.#valueOf(member.value);
    const key = matchKeyName(member);
    if (key === null) return nothing;
    const own = objectOf([[key, this.#valueOf(member.value)]]);
    return member.static ? own : objectOf([['prototype', own]]);
  }

  #ofVariable(variable: Scope.Variable): ExportedValue {
    const [definition] = variable.defs;
    const declared: TSESTree.Node | undefined = definition?.node;
    const values = this.#index.bindings.valuesOf(variable).filter(isOfName).map((value) => this.#valueOf(value));
    const own = declared?.type === 'ClassDeclaration' ? this.#ofClass(declared) : declared && isFunction(declared) && definition?.type === 'FunctionName' ? this.#ofFunction(declared) : nothing;
    return mergeAll([own, ...values, this.#ofObject(this.#assigned.ofVariable(variable))]);
  }

  /** What was assigned to an object and to its members. */
  #ofObject(object: AssignedObject): ExportedValue {
    return this.#once(object, () => {
      const values = object.values.map((value) => this.#valueOf(value));
      const inherited = object.inherited.map(({ value, path }) => membersOf(path.reduce(memberOf, this.#valueOf(value))));
      const members = [...object.members].map(([name, member]) => [name, this.#ofObject(member)] as const);
      // Store.prototype.__proto__ = Base.prototype
      const bases = members.flatMap(([name, base]) => (name === '__proto__' ? [membersOf(base)] : []));
      return override(mergeAll([...values, ...inherited, ...bases]), objectOf(members.filter(([name]) => name !== '__proto__')));
    });
  }

  #ofProperty(property: TSESTree.ObjectExpression['properties'][number]): ExportedValue {
    if (property.type === 'SpreadElement') return membersOf(this.#valueOf(property.argument));
    const key = matchKeyName(property);
    if (key === null || property.kind === 'set') return nothing;
    return objectOf([[key, property.kind === 'get' ? this.#ofGetter(property.value) : this.#valueOf(property.value)]]);
  }

  /** What a getter returns: `get load() { return require('./load'); }`. */
  #ofGetter(getter: TSESTree.Node): ExportedValue {
    const [statement] = isFunction(getter) && getter.body.type === 'BlockStatement' ? getter.body.body : [];
    return statement?.type === 'ReturnStatement' && statement.argument ? this.#valueOf(statement.argument) : nothing;
  }

  /** `Object.create(proto)`, `Object.freeze({ load })`, `load.bind(store)`, `memoize(load)` and `createStore()` if the file defines the function. */
  #ofCall(call: TSESTree.CallExpression): ExportedValue {
    const callee = unwrap(call.callee);
    const isOfObject = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object';
    if (isOfObject && hasRole(verbOf(callee) ?? '', 'makes-object')) return mergeAll(call.arguments.map((argument) => membersOf(this.#valueOf(argument))));
    return mergeAll([memberOf(this.#valueOf(callee), '()'), ...this.#index.definitionsOf(call).map((fn) => this.#ofFunction(fn))]);
  }

  #once(key: unknown, read: () => ExportedValue): ExportedValue {
    if (this.#open.has(key) || this.#open.size > maximumDepth) return nothing;
    this.#open.add(key);
    const value = read();
    this.#open.delete(key);
    return value;
  }
}

/** Whether a value is that of a variable itself: `store` of `const store = {}`. Not `{ load }` of `const { load } = store`. */
function isOfName({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier';
  return parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier';
}

/** An exported value with further members: `Cache` of `class Cache extends Store { get() {} }` has the methods of `Store`, but its own `get`. */
function override(value: ExportedValue, own: ExportedValue): ExportedValue {
  const members = new Map(Object.entries(value.members));
  for (const [name, member] of Object.entries(own.members)) {
    const inherited = members.get(name);
    members.set(name, inherited && member.functions.length === 0 ? override(inherited, member) : member);
  }
  return { ...mergeAll([{ ...value, members: {} }, { ...own, members: {} }]), members: Object.fromEntries(members) };
}

function textOf(name: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return name.type === 'Identifier' ? name.name : name.value;
}
