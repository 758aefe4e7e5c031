import type { TSESTree } from '@typescript-eslint/types';

/** The expression inside type assertions, `!`, optional chains, and the `(0, f)` of compiled modules. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return unwrap(node.expression);
    case 'SequenceExpression':
      return node.expressions.length === 2 && node.expressions[0]!.type === 'Literal'
        ? unwrap(node.expressions[1]!)
        : node;
    default:
      return node;
  }
}
