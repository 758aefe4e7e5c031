import type { Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

type Callable = TSESTree.TSFunctionType | TSESTree.TSCallSignatureDeclaration;

/**
 * The types of the error that a callback takes, as the annotation of the parameter that stands for it tells.
 *
 * @param parameter of a function that takes the callback
 * @returns without `null` and `undefined`; none where nothing tells them
 */
export function errorTypesOf(source: Source, parameter: TSESTree.Node | undefined): readonly TSESTree.TypeNode[] {
  if (parameter?.type !== T.Identifier || !parameter.typeAnnotation) return [];
  const [callable, ...others] = callablesOf(source, parameter.typeAnnotation.typeAnnotation);
  const [error] = callable?.params ?? [];
  if (others.length > 0 || error?.type !== T.Identifier || !error.typeAnnotation) return [];
  return presentTypes(error.typeAnnotation.typeAnnotation);
}

/** The members of a type but `null` and `undefined`. */
export function presentTypes(type: TSESTree.TypeNode): readonly TSESTree.TypeNode[] {
  const members = type.type === T.TSUnionType ? type.types : [type];
  return members.filter((member) => member.type !== T.TSNullKeyword && member.type !== T.TSUndefinedKeyword);
}

/** The signatures of a type, through unions and the names of this file. */
function callablesOf(source: Source, type: TSESTree.TypeNode): readonly Callable[] {
  if (type.type === T.TSFunctionType) return [type];
  if (type.type === T.TSUnionType) return type.types.flatMap((member) => callablesOf(source, member));
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return [];
  const { name } = type.typeName;
  return source.ast.body.flatMap((statement): readonly Callable[] => {
    const declaration = statement.type === T.ExportNamedDeclaration ? statement.declaration : statement;
    if (declaration?.type === T.TSInterfaceDeclaration && declaration.id.name === name) {
      return declaration.body.body.filter((member) => member.type === T.TSCallSignatureDeclaration);
    }
    const isAlias = declaration?.type === T.TSTypeAliasDeclaration && declaration.id.name === name;
    return isAlias && declaration.typeAnnotation.type === T.TSFunctionType ? [declaration.typeAnnotation] : [];
  });
}
