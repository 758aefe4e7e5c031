// Recognizes assertions that there is no error, in the styles of node:assert, chai, should, expect and jest.

import { hasRole, isNullish, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Matches an assertion that there is no error, which a test does not need any more where a rejection fails it.
 *
 * Not matched: an assertion with a message, which would be lost, and one that compares strictly with `null`, which `undefined` fails. The `equal` of
 * `assert` does not, in Node and in chai.
 *
 * @param error the only mention of the error
 * @returns what an error does: `throws-it` for `assert.ifError(err)`, which throws the error itself; `fails` for `assert(!err)`,
 *   `assert.equal(err, null)`, `should.not.exist(err)` and `expect(err).to.not.exist`, which throw an error of their own; null for any other expression
 */
export function matchErrorAssertion(expression: TSESTree.Expression, error: TSESTree.Node): 'throws-it' | 'fails' | null {
  if (expression.type === 'CallExpression' && isIfError(expression, error)) return 'throws-it';
  return fails(expression, error) ? 'fails' : null;
}

/** `assert.ifError(err)` */
function isIfError({ callee, arguments: given }: TSESTree.CallExpression, error: TSESTree.Node): boolean {
  return given.length === 1 && given[0] === error && callee.type === 'MemberExpression' && nameOf(callee) === 'ifError';
}

/** `assert.equal(err, null)` */
function isComparedLoosely({ callee, arguments: given }: TSESTree.CallExpression, error: TSESTree.Node): boolean {
  const [actual, expected, ...others] = given;
  if (actual !== error || !expected || others.length > 0 || callee.type !== 'MemberExpression' || nameOf(callee) !== 'equal') return false;
  return callee.object.type === 'Identifier' && callee.object.name === 'assert' && isNullish(expected);
}

/** `assert(!err)`, `assert.isNotOk(err)`, `should.not.exist(err)`, `expect(err).to.not.exist` */
function fails(expression: TSESTree.Expression, error: TSESTree.Node): boolean {
  if (expression.type === 'MemberExpression') return isChain(expression, error, false);
  if (expression.type === 'CallExpression' && isComparedLoosely(expression, error)) return true;
  if (expression.type !== 'CallExpression' || expression.arguments.length > 1) return false;
  const { callee } = expression;
  const [argument] = expression.arguments;
  if (!argument) return callee.type === 'MemberExpression' && isChain(callee, error, true);
  const name = verbOf(callee) ?? '';
  if (argument === error) return callee.type === 'MemberExpression' && (hasRole(name, 'asserts-falsehood') || (name === 'exist' && isNegated(callee)));
  return hasRole(name, 'asserts-presence') && argument.type === 'UnaryExpression' && argument.operator === '!' && argument.argument === error;
}

/** `expect(err).to.not.be.ok`, `should(err).not.exist`, and with a call behind it `expect(err).toBeFalsy` */
function isChain(chain: TSESTree.MemberExpression, error: TSESTree.Node, isCalled: boolean): boolean {
  const name = nameOf(chain);
  let { object } = chain;
  let negations = name === 'toBeFalsy' ? 1 : 0;
  for (; object.type === 'MemberExpression'; object = object.object) if (nameOf(object) === 'not') negations += 1;
  return (
    (hasRole(name, 'ends-assertion') || (isCalled && name === 'toBeFalsy')) &&
    negations === 1 &&
    object.type === 'CallExpression' &&
    object.arguments.length === 1 &&
    object.arguments[0] === error &&
    hasRole(verbOf(object.callee) ?? '', 'starts-assertion')
  );
}

/** `should.not.exist` */
function isNegated({ object }: TSESTree.MemberExpression): boolean {
  return object.type === 'MemberExpression' && nameOf(object) === 'not';
}

/** The name of a member's property; empty for `a['b']`. */
function nameOf({ property }: TSESTree.MemberExpression): string {
  return property.type === 'Identifier' ? property.name : '';
}
