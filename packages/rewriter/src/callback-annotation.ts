import type { Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

/** What a callback looks like to TypeScript. */
interface Signature {
  readonly params: readonly TSESTree.Parameter[];
  /** What stands for the type parameters of a generic name. */
  readonly given: ReadonlyMap<string, TSESTree.TypeNode>;
}

/**
 * The types of the error that a callback takes, as the annotation of the parameter that stands for it tells.
 *
 * @param parameter of a function that takes the callback
 * @returns without `null` and `undefined`; none where nothing tells them
 */
export function errorTypesOf(source: Source, parameter: TSESTree.Node | undefined): readonly TSESTree.TypeNode[] {
  const signature = signatureOf(source, parameter);
  const type = typeOf(signature?.params[0]);
  return signature && type ? presentTypes(resolve(type, signature)) : [];
}

/**
 * The type of the result that a callback takes.
 *
 * @returns as it is written in TypeScript; null where nothing tells it
 */
export function resultTypeOf(source: Source, parameter: TSESTree.Node | undefined): string | null {
  const signature = signatureOf(source, parameter);
  const result = signature?.params[1];
  const type = typeOf(result);
  if (!signature || !type || result?.type !== T.Identifier) return null;
  const text = source.text.slice(...resolve(type, signature).range);
  return result.optional ? `${text} | undefined` : text;
}

/** The members of a type but `null` and `undefined`. */
export function presentTypes(type: TSESTree.TypeNode): readonly TSESTree.TypeNode[] {
  const members = type.type === T.TSUnionType ? type.types : [type];
  return members.filter((member) => member.type !== T.TSNullKeyword && member.type !== T.TSUndefinedKeyword);
}

function typeOf(parameter: TSESTree.Parameter | undefined): TSESTree.TypeNode | null {
  return parameter?.type === T.Identifier ? (parameter.typeAnnotation?.typeAnnotation ?? null) : null;
}

function resolve(type: TSESTree.TypeNode, { given }: Signature): TSESTree.TypeNode {
  return type.type === T.TSTypeReference && type.typeName.type === T.Identifier ? (given.get(type.typeName.name) ?? type) : type;
}

/** The only signature of a callback. */
function signatureOf(source: Source, parameter: TSESTree.Node | undefined): Signature | null {
  if (parameter?.type !== T.Identifier || !parameter.typeAnnotation) return null;
  const [signature, ...others] = signaturesOf(source, parameter.typeAnnotation.typeAnnotation);
  return signature && others.length === 0 ? signature : null;
}

/** The signatures of a type, through unions and the names of this file. */
function signaturesOf(source: Source, type: TSESTree.TypeNode): readonly Signature[] {
  if (type.type === T.TSFunctionType) return [{ params: type.params, given: new Map() }];
  if (type.type === T.TSUnionType) return type.types.flatMap((member) => signaturesOf(source, member));
  if (type.type !== T.TSTypeReference || type.typeName.type !== T.Identifier) return [];
  const { name } = type.typeName;
  const given = type.typeArguments?.params ?? [];
  return source.ast.body.flatMap((statement): readonly Signature[] => {
    const declaration = statement.type === T.ExportNamedDeclaration ? statement.declaration : statement;
    if (declaration?.type !== T.TSInterfaceDeclaration && declaration?.type !== T.TSTypeAliasDeclaration) return [];
    const names = declaration.typeParameters?.params.map((parameter) => parameter.name.name) ?? [];
    if (declaration.id.name !== name || names.length > given.length) return [];
    const entries = names.map((own, index) => [own, given[index] as TSESTree.TypeNode] as const);
    return callablesOf(declaration).map(({ params }) => ({ params, given: new Map(entries) }));
  });
}

function callablesOf(declaration: TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration): readonly { readonly params: TSESTree.Parameter[] }[] {
  if (declaration.type === T.TSTypeAliasDeclaration) return declaration.typeAnnotation.type === T.TSFunctionType ? [declaration.typeAnnotation] : [];
  return declaration.body.body.filter((member) => member.type === T.TSCallSignatureDeclaration);
}
