import type { TSESTree } from '@typescript-eslint/types';

import { unwrap } from './unwrap.js';

/**
 * The name of a parameter: `err` of `err`, `err = null` and TypeScript's `private err`. Null for patterns and rest parameters, and where
 * there is no parameter.
 */
export function matchParameterName(parameter: TSESTree.Parameter | undefined): TSESTree.Identifier | null {
  if (parameter?.type === 'Identifier') return parameter;
  if (parameter?.type === 'AssignmentPattern' && parameter.left.type === 'Identifier') return parameter.left;
  if (parameter?.type === 'TSParameterProperty') return matchParameterName(parameter.parameter);
  return null;
}

/** The name of the property in `a.b` or `a['b']`. Null for private names and computed ones, `a[b]`. */
export function matchPropertyName(node: TSESTree.MemberExpression): string | null {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : null;
}

/** The key of a property in an object, a pattern or a class: `a` of `{ a: 1 }`, `{ 'a': 1 }` and `{ ['a']: 1 }`. Null for other computed keys. */
export function matchKeyName(
  node: TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | null {
  if (!node.computed && node.key.type === 'Identifier') return node.key.name;
  return node.key.type === 'Literal' ? String(node.key.value) : null;
}

/**
 * The last name in the callee of a call: `f` of `f(...)`, `b` of `a.b(...)`, and of compiled code `c` of `_c2.default(...)`. Empty where
 * the callee has no name, as in `f()()`.
 */
export function calleeName(call: TSESTree.CallExpression | TSESTree.NewExpression): string {
  return nameOfCallee(call.callee);
}

/** `calleeName` of a call with this callee. */
export function nameOfCallee(expression: TSESTree.Node): string {
  const callee = unwrap(expression);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (matchCompiledName(callee) ?? matchPropertyName(callee) ?? '') : '';
}

/**
 * The name of a default import in the output of Babel: `setImmediate` of `_setImmediate2.default`. Null for any other member
 * expression.
 */
export function matchCompiledName(node: TSESTree.MemberExpression): string | null {
  if (node.object.type !== 'Identifier' || matchPropertyName(node) !== 'default') return null;
  return /^_([a-zA-Z$]\w*?)\d*$/.exec(node.object.name)?.[1] ?? null;
}

/**
 * The name that describes what a callee does: `find` of `find` and `db.users.find`. The methods `call` and `exec` describe nothing, so
 * `find.call` and `db.find(query).exec` are `find`, too. Null where there is no name, as in `a[b]`.
 */
export function verbOf(callee: TSESTree.Node): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'CallExpression' || callee.type === 'NewExpression') return verbOf(callee.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  const { name } = callee.property;
  return name === 'call' || name === 'exec' ? (verbOf(callee.object) ?? name) : name;
}
