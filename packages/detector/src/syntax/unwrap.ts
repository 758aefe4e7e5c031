import type { TSESTree } from '@typescript-eslint/types';

/**
 * The expression inside syntax that does not change its value: type assertions (`f as any`, `<any>f`), `f!`, the wrapper node of an
 * optional chain, and `(0, f)`, which compilers write for an imported function. Any other node is returned as it is.
 */
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
