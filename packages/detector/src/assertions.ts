import type { TSESTree } from '@typescript-eslint/types';

import { calleeName, matchPropertyName, unwrap } from './nodes.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

const runner = /^(?:assert|refute|should|expect|chai|t|tt|st|test|tap|buster|referee|QUnit)$/;
const bare = /^(?:assert|refute|should|expect|ok|equal|strictEqual|deepEqual|ifError)$/;
const present = /^(?:assert|ok|isOk|exists?|isObject|isArray|isNotNull|isDefined|truthy)$/;
const absent = /^(?:isNull|isUndefined|isNotOk|notOk|notExists?|falsy|isFalsy|isFalse|ifErr(?:or)?|iferror)$/;
const comparison = /^(?:equals?|strictEquals?|same|is|deepEqual)$/;

/** A call of an assertion library: `assert.equal(a, b)`, `t.ok(a)`, `expect(a)`. */
export function isAssertion(call: Call): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return bare.test(callee.name);
  return callee.type === 'MemberExpression' && runner.test(rootName(callee));
}

/** Whether an assertion holds only where its first argument is something: `assert(data)`, `t.ok(data)`. */
export function assertsPresence(call: Call): boolean {
  return present.test(calleeName(call)) && isAssertion(call) && !isNegated(call);
}

/** Whether an assertion holds only where its first argument is nothing: `assert.isNull(err)`, `t.equal(err, null)`. */
export function assertsAbsence(call: Call): boolean {
  const name = calleeName(call);
  if (absent.test(name)) return true;
  if (name === 'error') return isAssertion(call);
  if (/^exists?$/.test(name)) return isNegated(call);
  return comparison.test(name) && call.arguments.slice(1).some(isNothing);
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
