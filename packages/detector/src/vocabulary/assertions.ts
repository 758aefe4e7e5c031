import type { TSESTree } from '@typescript-eslint/types';

import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from './vocabulary.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** A call of an assertion library: `assert.equal(a, b)`, `t.ok(a)`, `expect(a)`. */
export function isAssertion(call: Call): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return hasRole(callee.name, 'asserts');
  return callee.type === 'MemberExpression' && hasRole(rootName(callee), 'assertion-library');
}

/** Whether an assertion holds only where its first argument is something: `assert(data)`, `t.ok(data)`. */
export function assertsPresence(call: Call): boolean {
  return hasRole(calleeName(call), 'asserts-presence') && isAssertion(call) && !isNegated(call);
}

/** Whether an assertion holds only where its first argument is nothing: `assert.isNull(err)`, `t.equal(err, null)`. */
export function assertsAbsence(call: Call): boolean {
  const name = calleeName(call);
  if (hasRole(name, 'asserts-absence')) return true;
  if (name === 'error') return isAssertion(call);
  if (hasRole(name, 'asserts-existence')) return isNegated(call);
  return hasRole(name, 'asserts-equality') && call.arguments.slice(1).some(isNothing);
}

/** `should.not.exist(x)` */
function isNegated(call: Call): boolean {
  const callee = unwrap(call.callee);
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  return object?.type === 'MemberExpression' && matchPropertyName(object) === 'not';
}

function isNothing(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** `a` of `a.b.c`; empty where a chain starts with something else. */
function rootName(node: TSESTree.Node): string {
  const value = unwrap(node);
  if (value.type === 'MemberExpression') return rootName(value.object);
  return value.type === 'Identifier' ? value.name : '';
}
