// Finds the calls in a file that certainly call one property or method of the file, so that they can call its async function instead.

import { type FunctionNode, type Source, functionIndexOf, isFunction, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { propertyNameOf } from '../syntax/function-shape.js';
import { assignsThis, variableAt } from '../syntax/variables.js';
import type { Place } from './types.js';

/**
 * The calls of a function by its property: `exports.load(...)` for `exports.load = function () {}`; `this.get(...)` and `self.get(...)`
 * in the methods of one class or prototype. Empty where another function of the file has a property of that name.
 */
export function ownCallsOf(source: Source, place: Place): readonly TSESTree.CallExpression[] {
  if (place.form !== 'assignment' && place.form !== 'method') return [];
  if (functionIndexOf(source).methodsNamed(place.name).length !== 1) return [];
  return nodesOf(source).members.flatMap((member) => {
    const { parent, property, object } = member;
    const isCall = parent.type === 'CallExpression' && parent.callee === member && !parent.optional && !member.optional && !member.computed;
    if (!isCall || property.type !== 'Identifier' || property.name !== place.name) return [];
    return isSameObject(source, object, place) ? [parent] : [];
  });
}

function isSameObject(source: Source, object: TSESTree.Expression, place: Place): boolean {
  const owner = place.form === 'assignment' ? ownerOf(source, place.target.object) : place.form === 'method' ? place.method.parent : null;
  if (owner === null) return false;
  if (place.form === 'assignment' && !isPrototype(place.target.object)) return ownerOf(source, object) === owner;
  const self = object.type === 'Identifier' ? functionOfSelf(source, object) : object.type === 'ThisExpression' ? functionOfThis(object) : null;
  return self !== null && classOf(source, self) === owner;
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

/** What a function is a method of: the class, or what `ownerOf` says of the prototype. */
function classOf(source: Source, fn: FunctionNode): unknown {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition') return parent.parent;
  const isAssigned = parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && propertyNameOf(fn) !== null && isPrototype(parent.left.object);
  return isAssigned && parent.left.type === 'MemberExpression' ? ownerOf(source, parent.left.object) : undefined;
}

/** `Store.prototype` */
function isPrototype(object: TSESTree.Node): boolean {
  return object.type === 'MemberExpression' && !object.computed && object.property.type === 'Identifier' && object.property.name === 'prototype';
}

/**
 * What identifies an object that functions are assigned to: the variable of `Store` for `Store.prototype`, the text `exports` for
 * `exports` and `module.exports`; null for any other expression.
 */
function ownerOf(source: Source, object: TSESTree.Node): unknown {
  if (object.type === 'MemberExpression' && isPrototype(object)) return object.object.type === 'Identifier' ? constantAt(source, object.object) : null;
  if (object.type === 'Identifier') return constantAt(source, object) ?? (object.name === 'exports' ? 'exports' : null);
  const isExports = object.type === 'MemberExpression' && !object.computed && source.text.slice(...object.range) === 'module.exports';
  return isExports && !replacesExports(source) ? 'exports' : null;
}

/** The variable that a name refers to, if the file assigns it only once. */
function constantAt(source: Source, name: TSESTree.Identifier): unknown {
  const variable = variableAt(source, name);
  return variable && variable.references.filter((reference) => reference.isWrite() && !reference.init).length === 0 ? variable : null;
}

/** Whether a file assigns another object to `module.exports`, so that `exports` is not the same. */
function replacesExports(source: Source): boolean {
  return nodesOf(source).definitions.some((node) => node.type === 'AssignmentExpression' && source.text.slice(...node.left.range) === 'module.exports');
}
