import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import { enclosingFunction } from '../../syntax/function-node.js';

/** The name of a property that is read or written: `load` of `a.load` and `a['load']`, `#load` of `this.#load`; null if it is computed. */
export function memberText({ property, computed }: TSESTree.MemberExpression): string | null {
  if (!computed) return keyText(property, false);
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : null;
}

/**
 * The name of a key in a class or an object literal: `load` of `{ load() {} }`; null if it is computed.
 *
 * @param isComputed whether the key is in brackets, `{ [load]: 1 }`
 */
export function keyText(key: TSESTree.Node, isComputed: boolean): string | null {
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return key.type === 'Identifier' && !isComputed ? key.name : null;
}

/**
 * The name of a property that is read or written, or a key for a computed one that a variable at the top of the file holds all the time: the
 * same for `this[kWrite](cb)` and `[kWrite](cb) {}` after `const kWrite = Symbol('write')`. Null if the property is not known, `steps[name]`.
 */
export function memberKeyOf(member: TSESTree.MemberExpression, bindings: Bindings): string | null {
  return memberText(member) ?? (member.computed ? keyOfVariable(member.property, bindings) : null);
}

/** The name of a key in a class or an object literal, in the form of `memberKeyOf`. */
export function definedKeyOf({ key, computed }: TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition, bindings: Bindings): string | null {
  return keyText(key, computed) ?? (computed ? keyOfVariable(key, bindings) : null);
}

function keyOfVariable(key: TSESTree.Node, bindings: Bindings): string | null {
  const variable = key.type === 'Identifier' ? bindings.variableOf(key) : null;
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || !definition || others.length > 0 || bindings.valuesOf(variable).length > 1) return null;
  const isConstant = (definition.type === 'Variable' || definition.type === 'ImportBinding') && enclosingFunction(definition.name) === null;
  return isConstant ? `[${variable.name}]` : null;
}
