import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether a statement never completes normally: it returns, throws, or ends the process.
 *
 * @param leaves decides of an expression statement that looks harmless whether it does so all the same
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
