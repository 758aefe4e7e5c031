import { type FunctionIndex, type FunctionNode, type ImportedName, type Source, functionIndexOf, hasRole, hostOf, isFunction, matchPropertyName, nodesOf, unwrap, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isExports } from '../summary/assigned-members.js';
import type { ClassKey, ClassReader } from './class-reader.js';

/** The classes and instances that a file passes on, so that code that is not seen may call their methods. */
export interface PassedInstances {
  readonly classes: ReadonlySet<ClassKey>;
  /** Values of other files: `prototype` of `./store` for `register(new Store())`. */
  readonly names: readonly ImportedName[];
  /** The properties that hold values of other files: `store` of `this.store = new Store()`. */
  readonly holders: readonly string[];
}

/**
 * Finds the classes and instances with which a file does anything else than to call their members, to hold them in a variable or in a property of
 * `this`, and to export them: `session({ store: new Store() })`, `plugin(this)`.
 *
 * @param returning the exported functions of which it is known what they return
 */
export function readPassedInstances(source: Source, classes: ClassReader, returning: ReadonlySet<FunctionNode>): PassedInstances {
  const index = functionIndexOf(source);
  const { calls, members, thisExpressions } = nodesOf(source);
  const references = source.scopeManager.scopes.flatMap((scope) => scope.references.flatMap((reference) => (reference.isRead() ? [reference.identifier as TSESTree.Node] : [])));
  const names = new Map<string, ImportedName>();
  const passed = new Set<ClassKey>();
  const holders = new Set<string>();
  for (const node of [...calls, ...members, ...thisExpressions, ...references]) {
    const own = index.bindings.isThis(node) ? classAround(node, index, classes) : (classes.classOf(node) ?? classes.classOfMade(node) ?? classOfPrototype(node, classes));
    const name = own ? null : index.imports.nameOf(node);
    if (!own && !name) continue;
    const holder = name && heldIn(node, index);
    if (holder) holders.add(holder);
    else if (!isKept(node, index, returning, own)) {
      if (own) passed.add(own);
      else if (name) names.set(JSON.stringify(name), name);
    }
  }
  return { classes: passed, names: [...names.values()], holders: [...holders] };
}

/** The class of which `this` is an instance in its constructor and its methods. */
function classAround(node: TSESTree.Node, { bindings }: FunctionIndex, classes: ClassReader): ClassKey | null {
  const variable = node.type === 'Identifier' ? bindings.variableOf(node) : null;
  let host = hostOf((variable && bindings.onlyValueOf(variable)) ?? node);
  while (host.type === 'ArrowFunctionExpression') host = hostOf(host);
  if (!isFunction(host)) return null;
  const { parent } = host;
  if (parent.type === 'MethodDefinition') return parent.parent.parent;
  if (parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') return classes.ownerOf(parent.left.object) ?? host;
  return host;
}

/** `Store` of `promisifyAll(Store.prototype)`. Not of `Object.create(Store.prototype)`. */
function classOfPrototype(node: TSESTree.Node, classes: ClassReader): ClassKey | null {
  const isMade = node.parent?.type === 'CallExpression' && hasRole(verbOf(node.parent.callee) ?? '', 'makes-object');
  return isMade ? null : classes.ownerOf(node);
}

/** The property of `this` that an expression is assigned to, if all values that the file gives to it are known: `store` of `this.store = new Store()`. */
function heldIn({ parent }: TSESTree.Node, index: FunctionIndex): string | null {
  const target = parent?.type === 'AssignmentExpression' ? parent.left : null;
  return target?.type === 'MemberExpression' && index.bindings.isThis(target.object) && index.imports.nameOf(target) ? matchPropertyName(target) : null;
}

/** Whether an expression is used in a way that shows what becomes of its value. */
function isKept(node: TSESTree.Node, index: FunctionIndex, returning: ReadonlySet<FunctionNode>, own: ClassKey | null): boolean {
  const parent = node.parent!;
  switch (parent.type) {
    case 'MemberExpression':
    case 'ExpressionStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'IfStatement':
    case 'ExportDefaultDeclaration':
    case 'ExportSpecifier':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      // `load.call(this, cb)`
      return parent.callee === node || (parent.callee.type === 'MemberExpression' && parent.arguments[0] === node && hasRole(matchPropertyName(parent.callee) ?? '', 'function-method'));
    case 'VariableDeclarator':
      return parent.id.type === 'ObjectPattern' || isOnlyValue(parent.id, index);
    case 'AssignmentExpression':
      return parent.left === node || isExportTarget(parent.left, index) || (parent.left.type === 'Identifier' && isOnlyValue(parent.left, index));
    case 'Property':
      return parent.parent.type === 'ObjectExpression' && parent.parent.parent.type === 'AssignmentExpression' && isExports(parent.parent.parent.left, index);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const host = hostOf(node);
      return isFunction(host) && (returning.has(host) || host === own);
    }
    default:
      return unwrap(parent) === node;
  }
}

/** Whether a variable has no other value, so that it is followed. */
function isOnlyValue(name: TSESTree.Node, { bindings }: FunctionIndex): boolean {
  const variable = bindings.variableOf(name);
  return variable !== null && variable.defs.length === 1 && bindings.valuesOf(variable).length === 1;
}

/** `module.exports`, `exports.store` */
function isExportTarget(target: TSESTree.Node, index: FunctionIndex): boolean {
  return isExports(target, index) || (target.type === 'MemberExpression' && isExports(target.object, index));
}
