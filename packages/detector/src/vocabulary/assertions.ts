import type { TSESTree } from '@typescript-eslint/types';

import { calleeName, matchPropertyName } from '../syntax/names.js';
import { unwrap } from '../syntax/unwrap.js';
import { hasRole } from './vocabulary.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Whether a call is one of an assertion library: `assert.equal(a, b)`, `t.ok(a)`, `expect(a)`. Decided by names. */
export function isAssertion(call: Call): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return hasRole(callee.name, 'asserts');
  return callee.type === 'MemberExpression' && hasRole(rootName(callee), 'assertion-library');
}

/** Whether a call asserts that its first argument is truthy or exists: `assert(data)`, `t.ok(data)`. */
export function assertsPresence(call: Call): boolean {
  return hasRole(calleeName(call), 'asserts-presence') && isAssertion(call) && !isNegated(call);
}

/** Whether a call asserts that its first argument is null, undefined or falsy: `assert.isNull(err)`, `t.equal(err, null)`, `t.error(err)`. */
export function assertsAbsence(call: Call): boolean {
  const name = calleeName(call);
  if (hasRole(name, 'asserts-absence')) return true;
  if (name === 'error') return isAssertion(call);
  if (hasRole(name, 'asserts-existence')) return isNegated(call);
  return hasRole(name, 'asserts-equality') && call.arguments.slice(1).some(isNothing);
}

/** Whether an assertion is negated: `should.not.exist(x)`. */
function isNegated(call: Call): boolean {
  const callee = unwrap(call.callee);
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : null;
  return object?.type === 'MemberExpression' && matchPropertyName(object) === 'not';
}

function isNothing(argument: TSESTree.Node): boolean {
  const node = unwrap(argument);
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

/** The first name of a chain of members: `a` of `a.b.c`. Empty where it does not start with a name. */
function rootName(node: TSESTree.Node): string {
  const value = unwrap(node);
  if (value.type === 'MemberExpression') return rootName(value.object);
  return value.type === 'Identifier' ? value.name : '';
}
