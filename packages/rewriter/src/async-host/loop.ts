import type { TSESTree } from '@typescript-eslint/types';

/** A loop: `for (...) {}`, `for (... of ...) {}`, `while (...) {}`. */
export type Loop = TSESTree.ForStatement | TSESTree.ForInStatement | TSESTree.ForOfStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

/** What a loop evaluates beside its body: `i < n` and `i++` of `for (...; i < n; i++) {}`, the list of a `for`-`of`. */
export function headOf(loop: Loop): readonly TSESTree.Node[] {
  switch (loop.type) {
    case 'ForStatement':
      return [loop.init, loop.test, loop.update].filter((part) => part !== null);
    case 'ForInStatement':
    case 'ForOfStatement':
      return [loop.left, loop.right];
    default:
      return [loop.test];
  }
}
