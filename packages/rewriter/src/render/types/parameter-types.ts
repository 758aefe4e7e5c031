import type { CallbackSite, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { type ParameterType, annotationOf, callbackArgumentTypes, wholeType } from '../../callback/callback-annotation.js';
import type { RenderContext } from '../context.js';
import type { Slices } from '../text/slices.js';

/** The text of a result's type in TypeScript; null where the file does not state it. */
export function resultType(source: Source, site: CallbackSite, parameter: TSESTree.Parameter): string | null {
  return wholeType(callbackArgumentTypes(source, site)?.[site.callback.params.indexOf(parameter)]);
}

/** The text of a tuple with the types of a callback's arguments: `[Error | null, Row[]?, ...string[]]`. */
export function tupleOf(types: readonly ParameterType[]): string {
  const members = types.map(({ text, isOptional, isRest }) => {
    const type = text ?? (isRest ? 'any[]' : 'any');
    if (isRest) return `...${type}`;
    return isOptional ? `${/[|&]|=>/.test(type) ? `(${type})` : type}?` : type;
  });
  return `[${members.join(', ')}]`;
}

/** The text of a parameter without its type annotation, as it is in a pattern. */
export function untypedText(slices: Slices, parameter: TSESTree.Parameter): string {
  const annotation = annotationOf(parameter);
  if (!annotation) return slices.textOf(...parameter.range);
  const head = slices.textOf(parameter.range[0], annotation.range[0]);
  return parameter.type === 'AssignmentPattern' ? `${head}${slices.textOf(annotation.range[1], parameter.range[1])}` : head;
}

/** The type annotation of an array pattern, `: [Error | null, Row[]]` for `[err, rows]`; empty where no parameter has a type. */
export function tupleType({ slices }: RenderContext, parameters: readonly (TSESTree.Parameter | null)[]): string {
  if (!parameters.some((parameter) => parameter && annotationOf(parameter))) return '';
  return `: [${parameters.map((parameter) => elementType(slices, parameter)).join(', ')}]`;
}

function elementType(slices: Slices, parameter: TSESTree.Parameter | null): string {
  const annotation = parameter && annotationOf(parameter);
  if (!annotation) return parameter?.type === 'RestElement' ? '...any[]' : 'any';
  const type = slices.textOf(...annotation.typeAnnotation.range);
  if (parameter.type === 'RestElement') return `...${type}`;
  const isOptional = parameter.type === 'AssignmentPattern' || (parameter.type === 'Identifier' && parameter.optional);
  return isOptional ? `${type} | undefined` : type;
}
