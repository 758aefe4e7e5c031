import { type Scope, isNullish } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** `err`, `!!err`, `err != null`: true; `!err`, `err == null`: false; anything else null. */
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

export function isReference(node: TSESTree.Node, variable: Scope.Variable): boolean {
  return variable.references.some(({ identifier }) => identifier === node);
}
