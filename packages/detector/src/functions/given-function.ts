import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../bindings.js';
import { matchPropertyName, unwrap } from '../nodes.js';
import type * as Scope from '../scope.js';
import type { CallbackFunction } from '../site.js';
import { contains } from '../tree.js';
import { hasRole } from '../vocabulary.js';

/**
 * Whether a callee is a function that another function was given, or that it takes out of a list: `fn` of `function each(list, fn, cb)`,
 * `hooks[i]`, `hook` of `hook = hooks.shift()`. Whether such a function waits is up to whoever wrote it.
 */
export function isGivenFunction(callee: TSESTree.Node, definition: CallbackFunction, bindings: Bindings): boolean {
  const value = unwrap(callee);
  if (isElement(value)) return true;
  const variable = bindings.variableOf(value);
  return variable !== null && (isParameterIn(definition, variable) || bindings.valuesOf(variable).some((each) => isElement(unwrap(each))));
}

function isParameterIn(definition: CallbackFunction, { defs }: Scope.Variable): boolean {
  return defs.some(({ type, name }) => type === 'Parameter' && contains(definition, name));
}

/** `hooks[i]`, `hooks[i++]`, `hooks.shift()`; not `db[method]` */
function isElement(value: TSESTree.Node): boolean {
  if (value.type === 'MemberExpression') return value.computed && isIndex(value.property);
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  return hasRole(matchPropertyName(value.callee) ?? '', 'takes-element');
}

function isIndex(property: TSESTree.Node): boolean {
  if (property.type === 'UpdateExpression' || property.type === 'BinaryExpression') return true;
  return property.type === 'Literal' ? typeof property.value === 'number' : property.type === 'Identifier' && hasRole(property.name, 'index');
}
