import type { ParserServices } from '@typescript-eslint/typescript-estree';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether the type checker says that a call's argument is an error-first callback: a function, last but for other
 * arguments that are none, whose first parameter is an error or nothing.
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
      // without strictNullChecks nothing shows that the error may be missing; a result behind it does
      return (
        /\b\w*(?:Error|Exception)\b/.test(names) && (/\b(?:null|undefined)\b/.test(names) || parameters.length > 1)
      );
    }),
  );
}
