import { hasRole, verbOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Tells whether an expression does nothing but assert that there is no error. An assertion with a message says more, and one of
 * `null` is stricter.
 *
 * @param error the only mention of the error
 * @returns what an error does to it: `assert.ifError(err)` throws the error itself, `assert(!err)`, `should.not.exist(err)`
 *   and `expect(err).to.not.exist` fail; null where the expression is something else
 */
export function matchErrorAssertion(expression: TSESTree.Expression, error: TSESTree.Node): 'throws-it' | 'fails' | null {
  if (expression.type === 'CallExpression' && isIfError(expression, error)) return 'throws-it';
  return fails(expression, error) ? 'fails' : null;
}

function isIfError({ callee, arguments: given }: TSESTree.CallExpression, error: TSESTree.Node): boolean {
  return given.length === 1 && given[0] === error && callee.type === 'MemberExpression' && nameOf(callee) === 'ifError';
}

function fails(expression: TSESTree.Expression, error: TSESTree.Node): boolean {
  if (expression.type === 'MemberExpression') return isChain(expression, error, false);
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

function nameOf({ property }: TSESTree.MemberExpression): string {
  return property.type === 'Identifier' ? property.name : '';
}
