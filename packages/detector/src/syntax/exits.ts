import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether no code after a statement runs, because the statement returns, throws or ends the process: `return;`,
 * `if (a) throw b; else process.exit(1);`. Loops, `switch`, `break` and `continue` are not followed: for them the answer is false.
 *
 * @param leaves whether an expression statement exits although it is no `process.exit()`; by default none does
 */
export function exits(
  statement: TSESTree.Node | null | undefined,
  leaves: (statement: TSESTree.ExpressionStatement) => boolean = () => false,
): boolean {
  const ends = (part: TSESTree.Node | null | undefined): boolean => exits(part, leaves);
  switch (statement?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(ends);
    case 'IfStatement':
      return ends(statement.consequent) && ends(statement.alternate);
    case 'TryStatement':
      return ends(statement.finalizer) || (ends(statement.block) && (!statement.handler || ends(statement.handler.body)));
    case 'ExpressionStatement':
      return isProcessExit(statement.expression) || leaves(statement);
    default:
      return false;
  }
}

function isProcessExit(node: TSESTree.Expression): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    node.callee.object.type === 'Identifier' &&
    node.callee.object.name === 'process' &&
    node.callee.property.type === 'Identifier' &&
    (node.callee.property.name === 'exit' || node.callee.property.name === 'abort')
  );
}
