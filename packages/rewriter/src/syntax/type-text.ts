import { type Source, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

/** The type arguments by the names of their type parameters: `Row` for `T`; null where TypeScript infers the argument. */
export type TypeNames = ReadonlyMap<string, string | null>;

/**
 * The text of a type with its type parameters replaced by their arguments: `Row[]` for `T[]`, where `T` is `Row`.
 *
 * @returns null where the type needs an argument that is inferred
 */
export function typeText(source: Source, type: TSESTree.TypeNode, names: TypeNames): string | null {
  const uses: TSESTree.TSTypeReference[] = [];
  someNode(type, source.visitorKeys, (node) => {
    if (node.type === 'TSTypeReference' && node.typeName.type === 'Identifier' && names.has(node.typeName.name)) uses.push(node);
    return false;
  });
  let { text } = source;
  let [, end] = type.range;
  for (const use of uses.toSorted((a, b) => b.range[0] - a.range[0])) {
    const known = names.get((use.typeName as TSESTree.Identifier).name);
    if (known === null || known === undefined) return null;
    const written = use !== type && /[|&=\s]/.test(known) && isOperand(use) ? `(${known})` : known;
    text = text.slice(0, use.range[0]) + written + text.slice(use.range[1]);
    end += written.length - (use.range[1] - use.range[0]);
  }
  return text.slice(type.range[0], end);
}

/** Whether a type is an operand that a union needs parentheses as: `T` of `T[]`, `keyof T`, `T[K]`. */
function isOperand({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'TSArrayType' || parent?.type === 'TSTypeOperator' || parent?.type === 'TSIndexedAccessType';
}
