import type { Scope, Source } from '@uncallback/detector';
import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { Rewrite } from '../plan/types.js';
import { variablesOf } from '../result-form.js';
import type { RenderContext } from './context.js';
import type { Slices } from './slices.js';

/** The annotation of a parameter, as in `rows: Row[]`, `{ id }: Row`, `rows: Row[] = []`. */
export function annotationOf(parameter: TSESTree.Parameter): TSESTree.TSTypeAnnotation | undefined {
  if (parameter.type === T.AssignmentPattern) return annotationOf(parameter.left);
  return parameter.type === T.TSParameterProperty ? undefined : parameter.typeAnnotation;
}

/** The results without a type of their own that are said to be there, as in `rows!.length`. */
export function assertedResults(source: Source, { site }: Pick<Rewrite, 'site'>): Scope.Variable[] {
  return site.results
    .filter((parameter) => !annotationOf(parameter))
    .flatMap((parameter) => variablesOf(source, site.callback, parameter))
    .filter(({ references }) => references.some(({ identifier }) => identifier.parent.type === T.TSNonNullExpression));
}

/** The text of a parameter without its annotation: what stands for it in a pattern. */
export function untypedText(slices: Slices, parameter: TSESTree.Parameter): string {
  const annotation = annotationOf(parameter);
  if (!annotation) return slices.textOf(...parameter.range);
  const head = slices.textOf(parameter.range[0], annotation.range[0]);
  return parameter.type === T.AssignmentPattern ? `${head}${slices.textOf(annotation.range[1], parameter.range[1])}` : head;
}

/** `: [Error | null, Row[]]` for the pattern `[err, rows]`; nothing where no parameter has a type. */
export function tupleType({ slices }: RenderContext, parameters: readonly (TSESTree.Parameter | null)[]): string {
  if (!parameters.some((parameter) => parameter && annotationOf(parameter))) return '';
  return `: [${parameters.map((parameter) => elementType(slices, parameter)).join(', ')}]`;
}

function elementType(slices: Slices, parameter: TSESTree.Parameter | null): string {
  const annotation = parameter && annotationOf(parameter);
  if (!annotation) return parameter?.type === T.RestElement ? '...any[]' : 'any';
  const type = slices.textOf(...annotation.typeAnnotation.range);
  if (parameter.type === T.RestElement) return `...${type}`;
  const isOptional = parameter.type === T.AssignmentPattern || (parameter.type === T.Identifier && parameter.optional);
  return isOptional ? `${type} | undefined` : type;
}
