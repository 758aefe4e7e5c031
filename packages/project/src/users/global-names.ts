import type { FunctionIndex, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The mentions of a name that the file does not declare: `require`, `exports`. */
export function globalNames({ scopeManager: { scopes } }: Source, { bindings }: FunctionIndex, name: string): readonly TSESTree.Node[] {
  return scopes.flatMap(({ references }) => references.flatMap(({ identifier }): TSESTree.Node[] => (identifier.name === name && !bindings.variableOf(identifier) ? [identifier] : [])));
}
