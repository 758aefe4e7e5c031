import type { ParserServices } from '@typescript-eslint/typescript-estree';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether the type of a parameter says that an argument is an error-first callback: a function whose first parameter may be an error or
 * nothing, `(err: Error | null, row?: Row) => void`.
 *
 * Limit: an error is recognized by a type name that ends with `Error` or `Exception`.
 *
 * @param index the position of the argument
 * @param services the type services of the parser
 * @returns false if there are no type services
 */
export function expectsErrorFirst(
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  index: number,
  services: Partial<ParserServices>,
): boolean {
  const { program, esTreeNodeToTSNodeMap } = services;
  if (!program || !esTreeNodeToTSNodeMap) return false;
  const checker = program.getTypeChecker();
  const node = esTreeNodeToTSNodeMap.get(call);
  const parameter = checker.getResolvedSignature(node)?.parameters[index];
  if (!parameter) return false;
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(parameter, node));
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) =>
    part.getCallSignatures().some(({ parameters }) => {
      const [first] = parameters;
      if (!first) return false;
      const names = checker.typeToString(checker.getTypeOfSymbolAtLocation(first, node));
      // Without strictNullChecks, the type does not show that the error may be missing; a second parameter shows it instead.
      return (
        /\b\w*(?:Error|Exception)\b/.test(names) && (/\b(?:null|undefined)\b/.test(names) || parameters.length > 1)
      );
    }),
  );
}
