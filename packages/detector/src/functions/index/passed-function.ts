import type { TSESTree } from '@typescript-eslint/types';

import type { Bindings } from '../../bindings/bindings.js';
import type * as Scope from '../../scope/scope.js';
import type { FunctionNode } from '../../syntax/function-node.js';
import { matchPropertyName } from '../../syntax/names.js';
import { contains } from '../../syntax/surroundings.js';
import { unwrap } from '../../syntax/unwrap.js';
import { hasRole } from '../../vocabulary/vocabulary.js';

/**
 * Whether a callee is a function that was passed to another function or taken out of a list: `fn` of `function each(list, fn, cb)`,
 * `hooks[i]`, `hook` of `hook = hooks.shift()`. When such a callee calls back depends on the caller, not on the function itself.
 *
 * @param definition the function whose parameters count, with those of the functions in it
 */
export function isPassedFunction(callee: TSESTree.Node, definition: FunctionNode, bindings: Bindings): boolean {
  const value = unwrap(callee);
  if (isElement(value)) return true;
  const variable = bindings.variableOf(value);
  return variable !== null && (isParameterIn(definition, variable) || bindings.valuesOf(variable).some((each) => isElement(unwrap(each))));
}

function isParameterIn(definition: FunctionNode, { defs }: Scope.Variable): boolean {
  return defs.some(({ type, name }) => type === 'Parameter' && contains(definition, name));
}

/** Whether a value is an element of a list: `hooks[i]`, `hooks[i++]`, `hooks.shift()`. Not `db[method]`. */
function isElement(value: TSESTree.Node): boolean {
  if (value.type === 'MemberExpression') return value.computed && isIndex(value.property);
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  return hasRole(matchPropertyName(value.callee) ?? '', 'takes-element');
}

function isIndex(property: TSESTree.Node): boolean {
  if (property.type === 'UpdateExpression' || property.type === 'BinaryExpression') return true;
  return property.type === 'Literal' ? typeof property.value === 'number' : property.type === 'Identifier' && hasRole(property.name, 'index');
}
