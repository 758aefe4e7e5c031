import type { CallbackSite, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type Callable, callablesOf, declaredTypes } from '../callee/typed-callee.js';
import { type TypeNames, typeText } from '../syntax/type-text.js';
import { variableAt } from '../syntax/variables.js';

/** A parameter of a callback, as TypeScript would write its type. */
export interface ParameterType {
  /** Null where it depends on what TypeScript infers. */
  readonly text: string | null;
  readonly isOptional: boolean;
  /** It takes the rest: the type is one of a list. */
  readonly isRest: boolean;
}

const unknownType: ParameterType = { text: null, isOptional: false, isRest: false };

/**
 * The types of the error that a callback takes, as the annotation of the parameter that stands for it tells.
 *
 * @param parameter of a function that takes the callback
 * @returns without `null` and `undefined`; none where nothing tells them
 */
export function errorTypesOf(source: Source, parameter: TSESTree.Node | undefined): readonly string[] {
  return presentTexts(parametersOf(source, parameter)?.[0]);
}

/**
 * The type of the result that a callback takes.
 *
 * @returns as it is written in TypeScript; null where nothing tells it
 */
export function resultTypeOf(source: Source, parameter: TSESTree.Node | undefined): string | null {
  return wholeType(parametersOf(source, parameter)?.[1]);
}

/** What the callee of a site calls back with, as far as the types in the file say it; null where they do not. */
export function calledBackTypes(source: Source, { call, argument }: CallbackSite): readonly ParameterType[] | null {
  const [callable, ...others] = callablesOf(source, call.callee);
  const index = call.arguments.indexOf(argument);
  if (!callable || others.length > 0 || index < 0) return null;
  const given = call.typeArguments?.params.map((type) => source.text.slice(...type.range)) ?? [];
  const names = new Map(callable.names);
  for (const [position, name] of callable.typeParameters.entries()) names.set(name, given[position] ?? null);
  return parametersOf(source, callable.params[index], names);
}

/** The type of a parameter with `undefined`, where it may be left out. */
export function wholeType(parameter: ParameterType | undefined): string | null {
  if (!parameter || parameter.text === null) return null;
  return parameter.isOptional && !/\bundefined\b/.test(parameter.text) ? `${parameter.text} | undefined` : parameter.text;
}

/** The members of a type but `null` and `undefined`. */
export function presentTypes(type: TSESTree.TypeNode): readonly TSESTree.TypeNode[] {
  const members = type.type === 'TSUnionType' ? type.types : [type];
  return members.filter((member) => member.type !== 'TSNullKeyword' && member.type !== 'TSUndefinedKeyword');
}

/**
 * What stands for no error where TypeScript looks: `undefined` for `(err?: Error) => void`, else `null`.
 *
 * @param use a call that the error is the first argument of; null where it is a variable
 */
export function absentError(source: Source, site: CallbackSite, use: TSESTree.CallExpression | null): 'null' | 'undefined' {
  const taken = use ? takenError(source, use.callee) : undefined;
  const error = taken?.text != null ? taken : givenTypes(source, site)?.[0];
  if (error?.text == null) return 'null';
  const mentions = (type: string): boolean => new RegExp(`\\b${type}\\b`).test(error.text ?? '');
  const takesNull = mentions('null') || mentions('any') || mentions('unknown');
  return !takesNull && (error.isOptional || mentions('undefined')) ? 'undefined' : 'null';
}

/** The error that a function takes first, as the annotations of the file say it. */
function takenError(source: Source, callee: TSESTree.Expression): ParameterType | undefined {
  const variable = callee.type === 'Identifier' ? variableAt(source, callee) : null;
  const annotated = parametersOf(source, variable?.identifiers[0]);
  if (annotated) return annotated[0];
  const [callable, ...others] = callablesOf(source, callee);
  return callable && others.length === 0 ? callable.params.slice(0, 1).map((parameter) => typeOfParameter(source, parameter, callable.names))[0] : undefined;
}

/** The members of a parameter's type but `null` and `undefined`. */
export function presentTexts(parameter: ParameterType | undefined): readonly string[] {
  if (!parameter || parameter.text === null) return [];
  return parameter.text.split('|').map((text) => text.trim()).filter((text) => text !== '' && text !== 'null' && text !== 'undefined');
}

/**
 * What a callback is given, as TypeScript would write it: by the annotations of its own parameters, and for the others by the types
 * of its callee in the file.
 *
 * @returns null where nothing says it
 */
export function givenTypes(source: Source, site: CallbackSite): readonly ParameterType[] | null {
  const { params } = site.callback;
  const calledBack = calledBackTypes(source, site);
  const types = params.some(annotationOf) ? params.map((parameter, index) => ownType(source, parameter) ?? calledBack?.[index] ?? unknownType) : calledBack;
  return types?.some(({ text }) => text !== null) === true ? types : null;
}

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

/** The parameters of the only signature of a callback that a parameter stands for. */
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

/** The signatures of a type, through unions and the names of this file. */
function signaturesOf(source: Source, type: TSESTree.TypeNode, names: TypeNames): readonly Pick<Callable, 'params' | 'names'>[] {
  if (type.type === 'TSFunctionType') return [{ params: type.params, names }];
  if (type.type === 'TSUnionType') return type.types.flatMap((member) => signaturesOf(source, member, names));
  return declaredTypes(source, type, names).flatMap(({ node, names: own }) => {
    if (node.type === 'TSTypeAliasDeclaration') return signaturesOf(source, node.typeAnnotation, own);
    const members = node.type === 'TSInterfaceDeclaration' ? node.body.body : [];
    return members.filter((member) => member.type === 'TSCallSignatureDeclaration').map(({ params }) => ({ params, names: own }));
  });
}
