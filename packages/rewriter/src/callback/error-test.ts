// Recognizes the tests that ask for nothing but whether there is an error: `if (err)`, `if (!err)`.

import { type Scope, isNullish } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * What a test says about an error.
 *
 * @returns true where the test passes with an error, `err`, `!!err`, `err != null`; false where it passes without one, `!err`,
 *   `err == null`; null for any other test, such as `err.code` and `err && x`
 */
export function matchErrorTest(test: TSESTree.Expression, error: Scope.Variable): boolean | null {
  if (test.type === 'Identifier') return isReference(test, error) ? true : null;
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const truth = matchErrorTest(test.argument, error);
    return truth === null ? null : !truth;
  }
  if (test.type === 'BinaryExpression' && (test.operator === '!=' || test.operator === '==')) {
    const isNullTest =
      (isReference(test.left, error) && isNullish(test.right)) || (isReference(test.right, error) && isNullish(test.left));
    return isNullTest ? test.operator === '!=' : null;
  }
  return null;
}

/** Whether a node is a mention of a variable. */
export function isReference(node: TSESTree.Node, variable: Scope.Variable): boolean {
  return variable.references.some(({ identifier }) => identifier === node);
}
