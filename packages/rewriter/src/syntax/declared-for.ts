import { type Source, contains } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether all names that some statements declare are mentioned in these statements only, so that the statements can move into a function
 * of their own: not for `var row = 1;` where a function in front of it reads `row`.
 */
export function isDeclaredFor({ scopeManager }: Source, statements: readonly TSESTree.Statement[]): boolean {
  const isInside = (node: TSESTree.Node): boolean => statements.some((statement) => contains(statement, node));
  return scopeManager.scopes.every(({ variables, block }) =>
    !statements.some((statement) => contains(block, statement)) ||
    variables.every(({ defs, references }) => !defs.some(({ name }) => isInside(name)) || references.every(({ identifier }) => isInside(identifier))),
  );
}
