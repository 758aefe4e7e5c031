// Finds the calls in a file that certainly call one property or method of the file, so that they can call its async function instead.

import { type FunctionNode, type Scope, type Source, functionIndexOf, isFunction, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { assignsThis, variableAt } from '../syntax/variables.js';
import { isModuleExports } from './place.js';
import type { Place } from './types.js';

/**
 * The calls of a function by its property, where no other file can put another function in its place: `this.get(...)` and
 * `self.get(...)` in the methods of a class or prototype that is only used in the file. Empty for a class that is exported or passed on,
 * which others may extend, and where another function of the file has a property of that name.
 *
 * @param isSealed no other file extends the class or replaces its method, though it is exported
 */
export function ownCallsOf(source: Source, place: Place, isSealed = false): readonly TSESTree.CallExpression[] {
  const owner = ownerIn(source, place);
  if (!owner || (place.form !== 'assignment' && place.form !== 'method') || escapes(owner, isSealed) || functionIndexOf(source).methodsNamed(place.name).length !== 1) return [];
  return nodesOf(source).members.flatMap((member) => {
    const { parent, property, object } = member;
    const isCall = parent.type === 'CallExpression' && parent.callee === member && !parent.optional && !member.optional && !member.computed;
    if (!isCall || property.type !== 'Identifier' || property.name !== place.name) return [];
    const self = object.type === 'Identifier' ? functionOfSelf(source, object) : object.type === 'ThisExpression' ? functionOfThis(object) : null;
    return self !== null && classOf(source, self) === owner ? [parent] : [];
  });
}

/** The variable of the class or constructor that a function is a method of; null where it is none. */
function ownerIn(source: Source, place: Place): Scope.Variable | null {
  if (place.form === 'method') return variableOfClass(source, place.method.parent.parent);
  return place.form === 'assignment' ? variableOfPrototype(source, place.target.object) : null;
}

/**
 * Whether a class is used in another way than to make objects of it, to define its members and to test for it.
 *
 * @param mayBeExported whether it is no such way to export it
 */
function escapes({ references }: Scope.Variable, mayBeExported: boolean): boolean {
  return references.some((reference) => {
    const { identifier, writeExpr } = reference;
    const { parent } = identifier;
    // `const Store = module.exports = function () {};`
    if (reference.init === true) return writeExpr?.type === 'AssignmentExpression' && !mayBeExported;
    if (mayBeExported && isExported(identifier)) return false;
    if (parent.type === 'NewExpression') return parent.callee !== identifier;
    if (parent.type === 'MemberExpression') return parent.object !== identifier || parent.computed;
    return !(parent.type === 'BinaryExpression' && parent.operator === 'instanceof');
  });
}

/** `module.exports = Store`, `exports.Store = Store`, `module.exports = { Store }`, `export { Store }`, `export default Store` */
function isExported({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration') return true;
  const target = parent?.type === 'AssignmentExpression' ? parent.left : parent?.type === 'Property' && parent.parent.parent.type === 'AssignmentExpression' ? parent.parent.parent.left : null;
  return target?.type === 'MemberExpression' && (isModuleExports(target) || (target.object.type === 'Identifier' && target.object.name === 'exports') || isModuleExports(target.object));
}

/** The function whose `this` an expression is. */
function functionOfThis(node: TSESTree.Node): FunctionNode | null {
  for (let { parent } = node; parent; parent = parent.parent) if (isFunction(parent) && parent.type !== 'ArrowFunctionExpression') return parent;
  return null;
}

/** The function whose `this` a variable holds for good: `const self = this;`. */
function functionOfSelf(source: Source, name: TSESTree.Identifier): FunctionNode | null {
  const variable = variableAt(source, name);
  const writes = variable?.references.filter((reference) => reference.isWrite()) ?? [];
  const [only] = writes;
  return only?.writeExpr && writes.length === 1 && assignsThis(only) ? functionOfThis(only.writeExpr) : null;
}

/** The variable of the class or constructor that a function is a method of; null for another function. */
function classOf(source: Source, fn: FunctionNode): Scope.Variable | null {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition') return variableOfClass(source, parent.parent.parent);
  const isAssigned = parent.type === 'AssignmentExpression' && parent.right === fn && parent.left.type === 'MemberExpression';
  return isAssigned && parent.left.type === 'MemberExpression' ? variableOfPrototype(source, parent.left.object) : null;
}

/** The variable of a class that is declared by its name and has no parent class in another file. */
function variableOfClass(source: Source, node: TSESTree.Node): Scope.Variable | null {
  if (node.type !== 'ClassDeclaration') return null;
  return source.scopeManager.getDeclaredVariables(node).find(({ name }) => name === node.id?.name) ?? null;
}

/** The variable of `Store` in `Store.prototype`; null for another expression, and for a variable that is assigned again. */
function variableOfPrototype(source: Source, object: TSESTree.Node): Scope.Variable | null {
  const isPrototype = object.type === 'MemberExpression' && !object.computed && object.property.type === 'Identifier' && object.property.name === 'prototype';
  const variable = isPrototype && object.object.type === 'Identifier' ? variableAt(source, object.object) : null;
  return variable?.references.every((reference) => !reference.isWrite() || reference.init === true) ? variable : null;
}
