import type { TSESTree } from '@typescript-eslint/types';

import { unwrap } from './unwrap.js';

/** The identifier that a parameter binds as a whole (`err`, `err = null`), or null. */
export function matchParameterName(parameter: TSESTree.Parameter | undefined): TSESTree.Identifier | null {
  if (parameter?.type === 'Identifier') return parameter;
  if (parameter?.type === 'AssignmentPattern' && parameter.left.type === 'Identifier') return parameter.left;
  if (parameter?.type === 'TSParameterProperty') return matchParameterName(parameter.parameter);
  return null;
}

/** The name of a property read `a.b` or `a['b']`, or null. */
export function matchPropertyName(node: TSESTree.MemberExpression): string | null {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : null;
}

/** The name that a property of an object or class is defined under, or null. */
export function matchKeyName(
  node: TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | null {
  if (!node.computed && node.key.type === 'Identifier') return node.key.name;
  return node.key.type === 'Literal' ? String(node.key.value) : null;
}

/** The last name in a callee: `b` of `a.b(...)`, `f` of `f(...)`. Empty where there is none. */
export function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (matchCompiledName(callee) ?? matchPropertyName(callee) ?? '') : '';
}

/** `setImmediate` of `_setImmediate2.default`, as compilers write the default import of that name. Null for other members. */
export function matchCompiledName(node: TSESTree.MemberExpression): string | null {
  if (node.object.type !== 'Identifier' || matchPropertyName(node) !== 'default') return null;
  return /^_([a-zA-Z$]\w*?)\d*$/.exec(node.object.name)?.[1] ?? null;
}

/**
 * The name that says what a callee does: `find` of `find` and `db.users.find`, but also of `find.call` and `db.find(query).exec`, where
 * the last name says nothing. Null where there is none.
 */
export function verbOf(callee: TSESTree.Node): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'CallExpression' || callee.type === 'NewExpression') return verbOf(callee.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  const { name } = callee.property;
  return name === 'call' || name === 'exec' ? (verbOf(callee.object) ?? name) : name;
}
