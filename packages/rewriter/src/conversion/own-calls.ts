// Finds the calls in a file that certainly call one property or method of the file, so that they can call its async function instead.

import { type FunctionNode, type Source, functionIndexOf, isFunction, matchPropertyName, nodesOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type ClassLike, isOpenClass, isThisOf } from './class-uses.js';
import type { Place } from './types.js';

/**
 * The calls of a function by its property, where no other file can put another function in its place: `this.get(...)` and
 * `self.get(...)` in the methods and the constructor of a class or prototype that is only used in the file. Empty for a class that is exported or passed on,
 * which others may extend, and where the class, or an object that is not known, has another property of that name.
 *
 * @param isSealed no other file extends the class or replaces its method, though it is exported
 */
export function ownCallsOf(source: Source, place: Place, isSealed = false): readonly TSESTree.CallExpression[] {
  const owner = ownerIn(source, place);
  if (!owner || (place.form !== 'assignment' && place.form !== 'method') || !isOnlyMethod(source, owner, place.name) || isOpenClass(source, owner, isSealed)) return [];
  return nodesOf(source).members.flatMap((member) => {
    const { parent, property, object } = member;
    const isCall = parent.type === 'CallExpression' && parent.callee === member && !parent.optional && !member.optional && !member.computed;
    if (!isCall || property.type !== 'Identifier' || property.name !== place.name) return [];
    return isThisOf(source, object, owner) ? [parent] : [];
  });
}

/** The class or constructor that a function is a method of; null where it is none. */
function ownerIn(source: Source, place: Place): ClassLike | null {
  if (place.form === 'method') return place.method.static ? null : place.method.parent.parent;
  return place.form === 'assignment' ? ownerOfPrototype(source, place.target.object) : null;
}

/** `Store` for `Store.prototype`. */
function ownerOfPrototype(source: Source, object: TSESTree.Node): ClassLike | null {
  const isPrototype = object.type === 'MemberExpression' && object.object.type === 'Identifier' && matchPropertyName(object) === 'prototype';
  return isPrototype ? functionIndexOf(source).classes.classOf(object.object) : null;
}

/** Whether a class has one method of a name, as far as the file shows: other properties of the name are methods of classes that have nothing to do with it. */
function isOnlyMethod(source: Source, owner: ClassLike, name: string): boolean {
  const { classes, bindings } = functionIndexOf(source);
  const owners = functionIndexOf(source).valuesNamed(name).map((value) => {
    const fn = bindings.functionOf(value);
    return fn && ownerOf(source, fn);
  });
  return owners.filter((each) => each === owner).length === 1 && owners.every((each) => each === owner || (each !== null && !classes.lineOf(each).includes(owner)));
}

/** The class that a function is a method of. */
function ownerOf(source: Source, fn: FunctionNode): ClassLike | null {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition') return parent.parent.parent;
  return parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && isFunction(parent.right) ? ownerOfPrototype(source, parent.left.object) : null;
}
