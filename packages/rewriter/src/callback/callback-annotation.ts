// The types of errors and results in TypeScript, by the annotations of callbacks and their callees. Nothing is inferred.

import type { CallbackSite, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type CalleeSignature, calleeSignaturesOf } from '../callee/callee-signatures.js';
import { declaredTypes } from '../callee/declared-types.js';
import { type TypeNames, typeText } from '../syntax/type-text.js';
import { variableAt } from '../syntax/variables.js';

/** The type of a callback's parameter: `{ text: 'Row', isOptional: true, isRest: false }` for `row?: Row`. */
export interface ParameterType {
  /** The type as TypeScript writes it; null where only the compiler could infer it. */
  readonly text: string | null;
  readonly isOptional: boolean;
  /** A rest parameter, `...rows: Row[]`, whose type is that of a list. */
  readonly isRest: boolean;
}

const unknownType: ParameterType = { text: null, isOptional: false, isRest: false };

/**
 * The types of the error that a callback takes, by the annotation of the parameter that holds the callback: `['Error']` for
 * `cb: (err: Error | null) => void`.
 *
 * @param parameter the parameter of the function that takes the callback
 * @returns the types without `null` and `undefined`; an empty list where the file does not declare them
 */
export function errorTypesOf(source: Source, parameter: TSESTree.Node | undefined): readonly string[] {
  return presentTexts(parametersOf(source, parameter)?.[0]);
}

/**
 * The type of the first result that a callback takes: `Row` for `cb: (err: Error | null, row: Row) => void`.
 *
 * @param parameter the parameter of the function that takes the callback
 * @returns the type as TypeScript writes it; null where the file does not declare it
 */
export function resultTypeOf(source: Source, parameter: TSESTree.Node | undefined): string | null {
  return wholeType(parametersOf(source, parameter)?.[1]);
}

/**
 * The types of what the callee of a site passes to its callback, by the callee's signature in the file.
 *
 * @returns null where the file does not declare the callee, or declares several signatures
 */
export function typesFromCallee(source: Source, { call, argument }: CallbackSite): readonly ParameterType[] | null {
  const [signature, ...others] = calleeSignaturesOf(source, call.callee);
  const index = call.arguments.indexOf(argument);
  if (!signature || others.length > 0 || index < 0) return null;
  const given = call.typeArguments?.params.map((type) => source.text.slice(...type.range)) ?? [];
  const names = new Map(signature.names);
  for (const [position, name] of signature.typeParameters.entries()) names.set(name, given[position] ?? null);
  return parametersOf(source, signature.params[index], names);
}

/** The whole type of a parameter: `Row | undefined` for `row?: Row`. Null where the type is not known. */
export function wholeType(parameter: ParameterType | undefined): string | null {
  if (!parameter || parameter.text === null) return null;
  return parameter.isOptional && !/\bundefined\b/.test(parameter.text) ? `${parameter.text} | undefined` : parameter.text;
}

/** The members of a union without `null` and `undefined`; any other type is its own only member. */
export function presentTypes(type: TSESTree.TypeNode): readonly TSESTree.TypeNode[] {
  const members = type.type === 'TSUnionType' ? type.types : [type];
  return members.filter((member) => member.type !== 'TSNullKeyword' && member.type !== 'TSUndefinedKeyword');
}

/**
 * The value for "no error" that TypeScript accepts: `undefined` for `(err?: Error) => void`, otherwise `null`.
 *
 * @param use the call whose first argument the value is; null where it is the value of a variable
 */
export function absentError(source: Source, site: CallbackSite, use: TSESTree.CallExpression | null): 'null' | 'undefined' {
  const taken = use ? takenError(source, use.callee) : undefined;
  const error = taken?.text != null ? taken : callbackArgumentTypes(source, site)?.[0];
  if (error?.text == null) return 'null';
  const mentions = (type: string): boolean => new RegExp(`\\b${type}\\b`).test(error.text ?? '');
  const takesNull = mentions('null') || mentions('any') || mentions('unknown');
  return !takesNull && (error.isOptional || mentions('undefined')) ? 'undefined' : 'null';
}

/** The type of the error that a function takes as its first argument, by the annotations of the file. */
function takenError(source: Source, callee: TSESTree.Expression): ParameterType | undefined {
  const variable = callee.type === 'Identifier' ? variableAt(source, callee) : null;
  const annotated = parametersOf(source, variable?.identifiers[0]);
  if (annotated) return annotated[0];
  const [signature, ...others] = calleeSignaturesOf(source, callee);
  return signature && others.length === 0 ? signature.params.slice(0, 1).map((parameter) => typeOfParameter(source, parameter, signature.names))[0] : undefined;
}

/** The members of a parameter's union type without `null` and `undefined`, as text; an empty list where the type is not known. */
export function presentTexts(parameter: ParameterType | undefined): readonly string[] {
  if (!parameter || parameter.text === null) return [];
  return parameter.text.split('|').map((text) => text.trim()).filter((text) => text !== '' && text !== 'null' && text !== 'undefined');
}

/**
 * The types of the arguments that a callback is called with: by the annotations of its own parameters, and for a parameter without one
 * by the callee's signature in the file.
 *
 * @returns null where none is known
 */
export function callbackArgumentTypes(source: Source, site: CallbackSite): readonly ParameterType[] | null {
  const { params } = site.callback;
  const fromCallee = typesFromCallee(source, site);
  const types = params.some(annotationOf) ? params.map((parameter, index) => ownType(source, parameter) ?? fromCallee?.[index] ?? unknownType) : fromCallee;
  return types?.some(({ text }) => text !== null) === true ? types : null;
}

/** The type of a parameter by its own annotation; null where it has none. */
function ownType(source: Source, parameter: TSESTree.Parameter): ParameterType | null {
  const annotation = annotationOf(parameter);
  if (!annotation) return null;
  const isOptional = parameter.type === 'AssignmentPattern' || (parameter.type === 'Identifier' && parameter.optional);
  return { text: source.text.slice(...annotation.typeAnnotation.range), isOptional, isRest: parameter.type === 'RestElement' };
}

/** The annotation of a parameter, as in `rows: Row[]`, `{ id }: Row`, `rows: Row[] = []`. */
export function annotationOf(parameter: TSESTree.Parameter): TSESTree.TSTypeAnnotation | undefined {
  if (parameter.type === 'AssignmentPattern') return annotationOf(parameter.left);
  return parameter.type === 'TSParameterProperty' ? undefined : parameter.typeAnnotation;
}

/** The parameters of a callback, by the annotation of the parameter that holds it; null where the annotation has not exactly one signature. */
function parametersOf(source: Source, parameter: TSESTree.Node | undefined, names: TypeNames = new Map()): readonly ParameterType[] | null {
  if (parameter?.type !== 'Identifier' || !parameter.typeAnnotation) return null;
  const [signature, ...others] = signaturesOf(source, parameter.typeAnnotation.typeAnnotation, names);
  if (!signature || others.length > 0) return null;
  return signature.params.map((each) => typeOfParameter(source, each, signature.names));
}

function typeOfParameter(source: Source, parameter: TSESTree.Parameter, names: TypeNames): ParameterType {
  if ((parameter.type !== 'Identifier' && parameter.type !== 'RestElement') || !parameter.typeAnnotation) return unknownType;
  const text = typeText(source, parameter.typeAnnotation.typeAnnotation, names);
  return { text, isOptional: parameter.type === 'Identifier' && parameter.optional, isRest: parameter.type === 'RestElement' };
}

/** The call signatures of a type, of the members of a union, and of the file's declaration that the type refers to. */
function signaturesOf(source: Source, type: TSESTree.TypeNode, names: TypeNames): readonly Pick<CalleeSignature, 'params' | 'names'>[] {
  if (type.type === 'TSFunctionType') return [{ params: type.params, names }];
  if (type.type === 'TSUnionType') return type.types.flatMap((member) => signaturesOf(source, member, names));
  return declaredTypes(source, type, names).flatMap(({ node, names: own }) => {
    if (node.type === 'TSTypeAliasDeclaration') return signaturesOf(source, node.typeAnnotation, own);
    const members = node.type === 'TSInterfaceDeclaration' ? node.body.body : [];
    return members.filter((member) => member.type === 'TSCallSignatureDeclaration').map(({ params }) => ({ params, names: own }));
  });
}
