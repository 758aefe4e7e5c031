import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Keyword } from '../../error-forms/unit.js';
import type { Rewrite } from '../../plan/types.js';
import { isSingleResult, variablesOf } from '../../callback/result-form.js';
import { type RenderContext, nameOf } from '../context.js';
import { tupleType, untypedText } from '../types/parameter-types.js';

/** How the results of an awaited call get their names. */
export interface Binding {
  /** For `let ...;` in front of a `try`. */
  readonly declared: readonly string[];
  /** What is assigned to inside of a `try`; null where there is no result. */
  readonly target: string | null;
  /** For `const ... = await`; null where there is no result. */
  readonly pattern: string | null;
  /** Takes the result apart behind the `try`, where that must not happen inside. */
  readonly unpack: string | null;
  readonly keyword: Keyword;
}

const noResult: Binding = { declared: [], target: null, pattern: null, unpack: null, keyword: 'const' };

export function bindResults(context: RenderContext, rewrite: Rewrite): Binding {
  const { results } = rewrite;
  const { callback } = rewrite.site;
  if (results.form === 'none') return noResult;
  const self = context.names.receivedThis.get(rewrite);
  if (results.form === 'all' && results.parameters.length === 0 && self === undefined) return noResult;
  const parameters =
    results.form === 'first'
      ? [results.parameter]
      : results.form === 'object'
        ? results.entries.map(([, parameter]) => parameter)
        : results.parameters;
  const present = parameters.filter((parameter) => parameter !== null);
  const keyword = keywordFor(present.flatMap((parameter) => variablesOf(context.source, callback, parameter)));
  const pattern = patternOf(context, rewrite, true);
  const whole = context.names.wholeResults.get(rewrite);
  if (whole !== undefined) {
    const unpack = `${keyword} ${pattern} = ${whole}${context.semicolon}`;
    return { declared: [whole], target: whole, pattern, unpack, keyword };
  }
  const declared = [...(self === undefined ? [] : [self]), ...present.map((parameter) => parameterText(context, rewrite, parameter, true))];
  return { declared, target: patternOf(context, rewrite, false), pattern, unpack: null, keyword };
}

/** `const`, unless one of the variables is written to; `var`, where the callback declares its parameter once more. */
export function keywordFor(variables: readonly Scope.Variable[]): Keyword {
  if (variables.some(({ defs }) => defs.length > 1)) return 'var';
  return variables.some(({ references }) => references.some((reference) => reference.isWrite() && !reference.init))
    ? 'let'
    : 'const';
}

function patternOf(context: RenderContext, rewrite: Rewrite, isTyped: boolean): string {
  const { results } = rewrite;
  if (results.form === 'first') return parameterText(context, rewrite, results.parameter, isTyped);
  if (results.form === 'object') {
    const entries = results.entries.map(([key, parameter]) => {
      const name = parameterText(context, rewrite, parameter, false);
      return name === key ? key : `${key}: ${name}`;
    });
    return `{ ${entries.join(', ')} }`;
  }
  if (results.form === 'none') return '';
  const [single] = results.parameters;
  // The promise says their types.
  if (single && isSingleResult(rewrite)) return parameterText(context, rewrite, single, false);
  const slots = results.parameters.map((parameter) => (parameter ? parameterText(context, rewrite, parameter, false) : ''));
  const self = context.names.receivedThis.get(rewrite);
  const type = isTyped && self !== undefined ? tupleType(context, [null, ...results.parameters]) : '';
  return listPattern(self === undefined ? slots : [self, ...slots]) + type;
}

/** `[a, , b]` */
export function listPattern(slots: readonly string[]): string {
  return `[${slots.join(', ').replace(/^, /, ', ')}]`;
}

/** A parameter as a binding: renamed, with its type or without. */
export function parameterText(
  context: RenderContext,
  { site }: Pick<Rewrite, 'site'>,
  parameter: TSESTree.Parameter,
  isTyped: boolean,
): string {
  const { slices, source } = context;
  if (parameter.type !== 'Identifier') return isTyped ? slices.textOf(...parameter.range) : untypedText(slices, parameter);
  const [variable] = variablesOf(source, site.callback, parameter);
  const name = variable ? nameOf(context, variable) : parameter.name;
  if (!isTyped || !parameter.typeAnnotation) return name;
  const type = slices.textOf(...parameter.typeAnnotation.range);
  return `${name}${type}${parameter.optional ? ' | undefined' : ''}`;
}
