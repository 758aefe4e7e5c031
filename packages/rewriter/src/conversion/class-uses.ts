// Finds out from a file whether its class, and the methods that the class defines, are all that an instance can have.

import { type Scope, type Source, functionIndexOf, hasRole, isFunction, matchKeyName, matchPropertyName, nodesOf, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { variableAt } from '../syntax/variables.js';
import { isModuleExports } from './place.js';

/** A class, or a function that is used as one. */
export type ClassLike = NonNullable<ReturnType<ReturnType<typeof functionIndexOf>['classes']['classOf']>>;

/**
 * Whether a class is used in the file in another way than to make objects of it, to define its members, to give it a base class and to test for
 * it, so that its instances may have other methods: it is passed on or extended, or gets the members of other objects.
 *
 * @param mayBeExported whether it is no such way to export it
 */
export function isOpenClass(source: Source, owner: ClassLike, mayBeExported: boolean): boolean {
  const variables = variablesOf(source, owner);
  if (variables.length === 0 && !(mayBeExported && isExported(owner))) return true;
  return variables.some((variable) => escapes(source, variable, owner, mayBeExported)) || getsMembers(source, owner);
}

/** The variables that hold a class: its own name, and `Store` of `const Store = class {}` and of `var Store = module.exports = function () {}`. */
function variablesOf(source: Source, owner: ClassLike): readonly Scope.Variable[] {
  const own = owner.type === 'ArrowFunctionExpression' || !owner.id ? undefined : source.scopeManager.getDeclaredVariables(owner).find(({ identifiers }) => identifiers.some((name) => name === owner.id));
  let holder: TSESTree.Node = owner;
  while (holder.parent?.type === 'AssignmentExpression') holder = holder.parent;
  const declarator = holder.parent?.type === 'VariableDeclarator' && holder.parent.id.type === 'Identifier' ? variableAt(source, holder.parent.id) : null;
  return [...(own ? [own] : []), ...(declarator ? [declarator] : [])];
}

function escapes(source: Source, { references }: Scope.Variable, owner: ClassLike, mayBeExported: boolean): boolean {
  return references.some((reference) => {
    const { identifier, writeExpr } = reference;
    const { parent } = identifier;
    // `const Store = module.exports = function () {};`
    if (reference.init === true) return writeExpr?.type === 'AssignmentExpression' && !mayBeExported;
    if (reference.isWrite()) return true;
    if ((mayBeExported && isExported(identifier)) || isConstructorOf(source, identifier, owner)) return false;
    switch (parent.type) {
      case 'NewExpression':
        return parent.callee !== identifier;
      case 'MemberExpression':
        return parent.object !== identifier || parent.computed || isMethodOfFunctions(parent) || (matchPropertyName(parent) === 'prototype' && passesPrototype(source, parent, owner));
      case 'CallExpression':
        return parent.arguments[0] !== identifier || !hasRole(verbOf(parent.callee) ?? '', 'inherits');
      default:
        return !(parent.type === 'BinaryExpression' && parent.operator === 'instanceof');
    }
  });
}

/** `Store.call(this)`, which runs the constructor on another object. */
function isMethodOfFunctions(member: TSESTree.MemberExpression): boolean {
  return hasRole(matchPropertyName(member) ?? '', 'function-method');
}

/** `Store.prototype.constructor = Store`, `Store.prototype = { constructor: Store }` */
function isConstructorOf(source: Source, { parent }: TSESTree.Node, owner: ClassLike): boolean {
  const { classes } = functionIndexOf(source);
  const isPrototype = (node: TSESTree.Node): boolean => node.type === 'MemberExpression' && matchPropertyName(node) === 'prototype' && classes.classOf(node.object) === owner;
  if (parent?.type === 'Property') return matchKeyName(parent) === 'constructor' && parent.parent.parent.type === 'AssignmentExpression' && isPrototype(parent.parent.parent.left);
  const target = parent?.type === 'AssignmentExpression' ? parent.left : null;
  return target?.type === 'MemberExpression' && matchPropertyName(target) === 'constructor' && isPrototype(target.object);
}

/** Whether `Store.prototype` is used in another way than to define a method, to give it a base class or to make an instance: `promisifyAll(Store.prototype)`. */
function passesPrototype(source: Source, prototype: TSESTree.MemberExpression, owner: ClassLike): boolean {
  const { parent } = prototype;
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object !== prototype || (isAssigned(parent) && functionIndexOf(source).isComputed(parent));
    case 'AssignmentExpression':
      return parent.left !== prototype;
    case 'CallExpression':
      // `const self = Object.create(Store.prototype)` in the constructor
      return !(hasRole(verbOf(parent.callee) ?? '', 'makes-object') && parent.parent.type === 'VariableDeclarator' && isIn(parent, owner));
    default:
      return true;
  }
}

function isIn(node: TSESTree.Node, owner: ClassLike): boolean {
  for (let { parent } = node; parent; parent = parent.parent) if (parent === owner) return true;
  return false;
}

/** Whether a class gives its instances members whose names the file does not show: `Object.assign(this, options)`, `this[name] = fn`. */
function getsMembers(source: Source, owner: ClassLike): boolean {
  const index = functionIndexOf(source);
  const isComputed = nodesOf(source).definitions.some((node) => node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && index.isComputed(node.left) && isThisOf(source, node.left.object, owner));
  return isComputed || nodesOf(source).calls.some(({ callee, arguments: [target, ...from] }) =>
    target !== undefined && hasRole(verbOf(callee) ?? '', 'copies-members') && isThisOf(source, target, owner) && from.some(({ type }) => type !== 'ObjectExpression'));
}

/** Whether `this`, or a variable that holds it, is an instance of a class: in its methods, and in its constructor. */
export function isThisOf(source: Source, node: TSESTree.Node, owner: ClassLike): boolean {
  const { bindings, classes } = functionIndexOf(source);
  if (!bindings.isThis(node)) return false;
  if (classes.classOfInstance(node) === owner) return true;
  const variable = node.type === 'Identifier' ? bindings.variableOf(node) : null;
  const self = (variable && bindings.onlyValueOf(variable)) ?? node;
  let host = self.parent;
  while (host && (!isFunction(host) || host.type === 'ArrowFunctionExpression')) host = host.parent;
  return host === owner;
}

function isAssigned(member: TSESTree.MemberExpression): boolean {
  return member.parent.type === 'AssignmentExpression' && member.parent.left === member;
}

/** `module.exports = Store`, `module.exports = exports = Store`, `exports.Store = Store`, `module.exports = { Store }`, `export { Store }`, `export default Store` */
function isExported(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration') return true;
  const target = parent?.type === 'AssignmentExpression' ? parent.left : parent?.type === 'Property' && parent.parent.parent.type === 'AssignmentExpression' ? parent.parent.parent.left : null;
  if (target?.type === 'Identifier') return target.name === 'exports' && parent?.parent !== undefined && isExported(parent);
  return target?.type === 'MemberExpression' && (isModuleExports(target) || (target.object.type === 'Identifier' && target.object.name === 'exports') || isModuleExports(target.object));
}
