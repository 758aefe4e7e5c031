import type { TSESTree } from '@typescript-eslint/types';

import { ApiPaths } from '../../bindings/api-paths.js';
import { BaseClasses } from '../../bindings/base-classes.js';
import { Bindings } from '../../bindings/bindings.js';
import { FileImports, type ImportedName } from '../../bindings/file-imports.js';
import type * as Scope from '../../scope/scope.js';
import { type FileNodes, nodesOf } from '../../source/file-nodes.js';
import type { Source } from '../../source/source.js';
import { type FunctionNode, isFunction } from '../../syntax/function-node.js';
import { hostOf } from '../../syntax/host-of.js';
import { matchPropertyName } from '../../syntax/names.js';
import { contains } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';
import type { ImportedArgument } from '../imported/imported-function.js';
import { memberKeyOf } from './property-keys.js';
import { memberKey, PropertyValues } from './property-values.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** How many steps a value is followed. Without a limit, `plugin = new plugin()` would have no end. */
const maximumDepth = 3;

/** A function of the file that takes an argument of a call. */
export interface Recipient {
  readonly definition: FunctionNode;
  /** The index of the parameter that the argument is passed to. */
  readonly position: number;
  /** The argument is the last one of the call. */
  readonly isLast: boolean;
}

/** Finds the functions of one file that a callee may be, and the calls of each function. */
export class FunctionIndex {
  readonly bindings: Bindings;
  readonly paths: ApiPaths;
  readonly classes: BaseClasses;
  /** What the file takes from other files of the project. */
  readonly imports: FileImports;
  readonly #properties: PropertyValues;
  readonly #methods = new Map<string, readonly FunctionNode[]>();
  readonly #definitions = new Map<TSESTree.Node, readonly FunctionNode[]>();
  readonly #returned: ReadonlyMap<FunctionNode, readonly TSESTree.Node[]>;
  readonly #calls: readonly Call[];
  readonly #members: FileNodes['members'];
  #membersByKey: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | null = null;
  #callers: ReadonlyMap<FunctionNode, readonly Call[]> | null = null;

  constructor(source: Source) {
    const nodes = nodesOf(source);
    const { calls, definitions, members } = nodes;
    this.#calls = calls;
    this.#members = members;
    this.#returned = readReturned(nodes);
    this.bindings = new Bindings(source);
    this.#properties = new PropertyValues(definitions, this.bindings);
    this.classes = new BaseClasses(nodes, this.bindings);
    this.paths = new ApiPaths(this.bindings, this.#properties.ofThis, this.classes);
    this.imports = new FileImports(this.bindings, { properties: this.#properties.byName, classes: this.classes, returned: this.#returned });
  }

  /**
   * The functions of the file that a callee may be: `function load` for `load`, and all methods named `load` for `this.load`,
   * `exports.load` and `new Store().load`.
   *
   * Aliases are followed, `const get = store.get.bind(store)`, as are values that a function of the file returns,
   * `const load = memoize(read)`, constructors, and the functions of an object literal, `steps[name]`.
   *
   * @returns an empty list if the callee is not defined in the file
   */
  definitionsOf(callee: TSESTree.Node): readonly FunctionNode[] {
    let definitions = this.#definitions.get(callee);
    if (!definitions) this.#definitions.set(callee, (definitions = this.#functionsOf(unwrap(callee), 0)));
    return definitions;
  }

  /**
   * The functions of the file that take an argument of a call: the definitions of the callee, or of `load` in `load.call(store, id, cb)`,
   * where the position counts from the argument after `store`.
   */
  recipientsOf(call: Call, argument: TSESTree.Node): readonly Recipient[] {
    const passed = this.#passedTo(call, argument);
    return passed ? this.definitionsOf(passed.callee).map((definition) => ({ definition, position: passed.position, isLast: passed.isLast })) : [];
  }

  /**
   * As `recipientsOf`, without methods that other classes of the file define: for `this.close(cb)` the method of the class around, or the nearest one
   * that it inherits, and those of classes that extend it.
   */
  nearestRecipientsOf(call: Call, argument: TSESTree.Node): readonly Recipient[] {
    const recipients = this.recipientsOf(call, argument);
    const callee = unwrap(call.callee);
    const owner = recipients.length > 1 && callee.type === 'MemberExpression' ? this.classes.classCalledOn(callee.object) : null;
    if (!owner) return recipients;
    const nearest = this.classes.lineOf(owner).find((each) => recipients.some(({ definition }) => ownerOf(definition) === each));
    if (!nearest) return recipients;
    return recipients.filter(({ definition }) => {
      const each = ownerOf(definition);
      return each === nearest || (each !== null && each !== owner && callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' && this.classes.lineOf(each).includes(owner));
    });
  }

  /** The function of another file that takes an argument of a call, by its name there; null if the file defines the callee itself. */
  importedArgumentOf(call: Call, argument: TSESTree.Node): ImportedArgument | null {
    const passed = this.#passedTo(call, argument);
    const callee = passed && this.importedCalleeOf(passed.callee);
    return callee && { callee, position: passed.position, isLast: passed.isLast };
  }

  /** The name in another file that a callee has; null if the callee is not imported from one, or is defined in this file, too. */
  importedCalleeOf(callee: TSESTree.Node): ImportedName | null {
    return this.definitionsOf(callee).length > 0 ? null : this.imports.nameOf(callee);
  }

  /** What an argument is passed to, and at which position: `load` for `load(id, cb)` and for `load.call(store, id, cb)`. */
  #passedTo({ callee, arguments: args }: Call, argument: TSESTree.Node): { readonly callee: TSESTree.Node; readonly position: number; readonly isLast: boolean } | null {
    const target = unwrap(callee);
    const isInvoked = target.type === 'MemberExpression' && matchPropertyName(target) === 'call' && this.definitionsOf(callee).length === 0;
    const position = (args as TSESTree.Node[]).indexOf(argument) - (isInvoked ? 1 : 0);
    return position < 0 ? null : { callee: isInvoked ? target.object : callee, position, isLast: args.at(-1) === argument };
  }

  #functionsOf(value: TSESTree.Node, depth: number): readonly FunctionNode[] {
    const fn = this.bindings.functionOf(value);
    if (fn) return [fn];
    if (depth > maximumDepth) return [];
    switch (value.type) {
      case 'Identifier': {
        const variable = this.bindings.variableOf(value);
        const only = variable && (classOf(variable) ?? this.bindings.onlyValueOf(variable));
        return only ? this.#functionsOf(unwrap(only), depth + 1) : [];
      }
      case 'ClassDeclaration':
      case 'ClassExpression':
        return value.body.body.flatMap((member) => (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value) ? [member.value] : []));
      case 'CallExpression':
        return this.#functionsOfCall(value, depth);
      case 'MemberExpression': {
        const name = memberKeyOf(value, this.bindings);
        if (name === null) return this.#functionsIn(value.object);
        return this.#isOwnObject(value.object, depth) ? this.methodsNamed(name) : [];
      }
      default:
        return [];
    }
  }

  /** The functions that a call returns: `store.get.bind(store)`, `memoize(read)`, and `read` for `own(read)` of `const own = (fn) => fn`. */
  #functionsOfCall({ callee, arguments: args }: TSESTree.CallExpression, depth: number): readonly FunctionNode[] {
    const target = unwrap(callee);
    if (target.type === 'MemberExpression' && matchPropertyName(target) === 'bind') return args.length > 1 ? [] : this.#functionsOf(unwrap(target.object), depth + 1);
    return this.#functionsOf(target, depth + 1).flatMap((definition) =>
      (this.#returned.get(definition) ?? []).flatMap((value) => {
        const fn = this.bindings.functionOf(value);
        const passed = fn ? undefined : args[this.#positionOf(value, definition)];
        return fn ?? (passed ? this.#functionsOf(unwrap(passed), depth + 1) : []);
      }),
    );
  }

  /** The position of the parameter of a function that a value is; -1 for another value. */
  #positionOf(value: TSESTree.Node, { params }: FunctionNode): number {
    const variable = value.type === 'Identifier' ? this.bindings.variableOf(value) : null;
    return (params as TSESTree.Node[]).findIndex((parameter) => variable !== null && variable.identifiers.includes(parameter as TSESTree.Identifier));
  }

  /** The values that a function of the file returns. */
  returnedBy(fn: FunctionNode): readonly TSESTree.Node[] {
    return this.#returned.get(fn) ?? [];
  }

  /** The values that the definitions of a callee return. */
  #returnedBy(callee: TSESTree.Node, depth: number): readonly TSESTree.Node[] {
    return this.#functionsOf(callee, depth + 1).flatMap((definition) => this.#returned.get(definition) ?? []);
  }

  /** All functions of an object literal: `open` and `close` for `steps` of `const steps = { open() {}, close() {} }`. */
  #functionsIn(object: TSESTree.Node): readonly FunctionNode[] {
    const variable = this.bindings.variableOf(unwrap(object));
    const literal = variable && this.bindings.onlyValueOf(variable);
    if (literal?.type !== 'ObjectExpression') return [];
    return literal.properties.flatMap((property) => (property.type === 'Property' ? (this.bindings.functionOf(property.value) ?? []) : []));
  }

  /** The calls in the file whose callee may be a function, by `definitionsOf`. */
  callersOf(fn: FunctionNode): readonly Call[] {
    this.#callers ??= this.#listCallers();
    return this.#callers.get(fn) ?? [];
  }

  /** The calls that a function makes itself, without those of functions in it. */
  callsIn(fn: FunctionNode): readonly Call[] {
    return this.#calls.filter((call) => contains(fn, call) && hostOf(call) === fn);
  }

  #listCallers(): ReadonlyMap<FunctionNode, readonly Call[]> {
    const callers = new Map<FunctionNode, Call[]>();
    for (const call of this.#calls) {
      for (const definition of this.definitionsOf(call.callee)) {
        const known = callers.get(definition);
        if (known) known.push(call);
        else callers.set(definition, [call]);
      }
    }
    return callers;
  }

  /** The functions that are properties or methods with a name, whatever object they belong to. */
  methodsNamed(name: string): readonly FunctionNode[] {
    let methods = this.#methods.get(name);
    if (!methods) this.#methods.set(name, (methods = this.valuesNamed(name).flatMap((value) => this.bindings.functionOf(value) ?? [])));
    return methods;
  }

  /** The values that the file gives to properties of a name, in whatever object: methods of classes and literals, `x.name = value`. */
  valuesNamed(name: string): readonly TSESTree.Node[] {
    return this.#properties.byName.get(name) ?? [];
  }

  /** Whether a member is chosen by a value that the file does not show: `steps[name]`. Not `this[kWrite]` after `const kWrite = Symbol('write')`. */
  isComputed(member: TSESTree.MemberExpression): boolean {
    return memberKeyOf(member, this.bindings) === null;
  }

  /** The values that the file assigns to what a callee names: to `defer` of `defer(fn)`, to the properties `later` of any object for `api.later(fn)`. */
  valuesOf(callee: TSESTree.Node): readonly TSESTree.Node[] {
    const node = unwrap(callee);
    if (node.type === 'MemberExpression') return this.#properties.byName.get(memberKeyOf(node, this.bindings) ?? '') ?? [];
    const variable = this.bindings.variableOf(node);
    return variable ? this.bindings.valuesOf(variable) : [];
  }

  /** The members that read a property, by its key as `memberKey` returns it, whatever object they belong to: both of `req.cb` and `task.cb` for `cb`. */
  readsOfProperty(key: string): readonly TSESTree.MemberExpression[] {
    if (!this.#membersByKey) {
      const byKey = new Map<string, TSESTree.MemberExpression[]>();
      for (const member of this.#members) {
        const text = memberKey(member);
        if (text === null || (member.parent.type === 'AssignmentExpression' && member.parent.left === member)) continue;
        const known = byKey.get(text);
        if (known) known.push(member);
        else byKey.set(text, [member]);
      }
      this.#membersByKey = byKey;
    }
    return this.#membersByKey.get(key) ?? [];
  }

  /** Whether an object is the file's own, so that its methods may be defined here: `this`, `self`, `exports`, a class, `new Store()`. */
  #isOwnObject(object: TSESTree.Node, depth: number): boolean {
    const node = unwrap(object);
    if (node.type === 'ThisExpression' || node.type === 'Super') return true;
    if (node.type === 'MemberExpression') {
      const name = matchPropertyName(node) ?? '';
      return hasRole(name, 'own-object') || (this.#properties.byName.get(name) ?? []).some((value) => this.#isMadeHere(unwrap(value), depth + 1));
    }
    if (node.type !== 'Identifier') return this.#isMadeHere(node, depth);
    const variable = this.bindings.variableOf(node);
    if (!variable) return node.name === 'exports';
    if (this.paths.pathOf(node) !== null) return false;
    return (
      variable.defs.some(({ type }) => type === 'ClassName' || type === 'FunctionName') ||
      this.bindings.valuesOf(variable).some((value) => this.#isOwnValue(unwrap(value), depth))
    );
  }

  #isOwnValue(value: TSESTree.Node, depth: number): boolean {
    switch (value.type) {
      case 'ThisExpression':
      case 'ObjectExpression':
        return true;
      case 'AssignmentExpression':
        // var proto = module.exports = Store.prototype
        return value.left.type === 'MemberExpression';
      case 'Identifier':
        return value.name === 'exports' && this.bindings.variableOf(value) === null;
      default:
        return isFunction(value) || this.#isMadeHere(value, depth);
    }
  }

  /** Whether a value is created in the file with own methods: `new Store()`, `{ get() {} }`, `Object.create(proto)`, `makeStore()`. */
  #isMadeHere(value: TSESTree.Node, depth: number): boolean {
    if (depth > maximumDepth) return false;
    switch (value.type) {
      case 'NewExpression':
        return value.callee.type === 'Identifier' && this.#isOwnObject(value.callee, depth + 1);
      case 'ObjectExpression':
        return value.properties.some((property) => property.type === 'Property' && this.bindings.functionOf(property.value) !== null);
      case 'CallExpression': {
        const callee = unwrap(value.callee);
        const [first] = value.arguments;
        if (first && isMethodOf(callee, 'Object') && hasRole(matchPropertyName(callee) ?? '', 'makes-object')) return this.#isOwnObject(first, depth + 1);
        return this.#returnedBy(callee, depth).some((each) => (each.type === 'Identifier' ? this.#isOwnObject(each, depth + 1) : this.#isMadeHere(each, depth + 1)));
      }
      default:
        return false;
    }
  }
}

/** The class that a function is a method of; null if it is none of a `class`. */
function ownerOf({ parent }: FunctionNode): TSESTree.ClassDeclaration | TSESTree.ClassExpression | null {
  return parent.type === 'MethodDefinition' ? parent.parent.parent : null;
}

/** The class that a name is declared by. */
function classOf({ defs }: Scope.Variable): TSESTree.Node | undefined {
  return defs.find(({ type }) => type === 'ClassName')?.node;
}

function isMethodOf(callee: TSESTree.Node, object: string): callee is TSESTree.MemberExpression {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === object;
}

/** The values that functions return, by function. */
function readReturned({ statements, functions }: FileNodes): ReadonlyMap<FunctionNode, readonly TSESTree.Node[]> {
  const returned = new Map<FunctionNode, TSESTree.Node[]>();
  const add = (fn: FunctionNode, value: TSESTree.Node): void => {
    const known = returned.get(fn);
    if (known) known.push(unwrap(value));
    else returned.set(fn, [unwrap(value)]);
  };
  for (const fn of functions) if (fn.body.type !== 'BlockStatement') add(fn, fn.body);
  for (const node of statements) {
    const host = node.type === 'ReturnStatement' && node.argument ? hostOf(node) : null;
    if (isFunction(host)) add(host, (node as TSESTree.ReturnStatement).argument!);
  }
  return returned;
}

const indexes = new WeakMap<TSESTree.Program, FunctionIndex>();

/** The index of a file. It is created once for each `Program` and kept. */
export function functionIndexOf(source: Source): FunctionIndex {
  let index = indexes.get(source.ast);
  if (!index) indexes.set(source.ast, (index = new FunctionIndex(source)));
  return index;
}
