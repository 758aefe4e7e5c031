import type { Scope } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Keyword } from '../../error-forms/unit.js';
import type { Rewrite } from '../../plan/types.js';
import { isSingleResult, variablesOf } from '../../callback/result-form.js';
import { type RenderContext, nameOf } from '../context.js';
import { tupleType, untypedText } from '../types/parameter-types.js';

/** How the results of an awaited call are bound to variables. */
export interface Binding {
  /** The variables of `let ...;` in front of a `try`, with their types. */
  readonly declared: readonly string[];
  /** The target of the assignment in a `try`; null where no result is used. */
  readonly target: string | null;
  /** The pattern of `const ... = await`; null where no result is used. */
  readonly pattern: string | null;
  /** The statement that destructures the result behind the `try`, `const { rows } = result;`; null where there is nothing to destructure. */
  readonly unpack: string | null;
  readonly keyword: Keyword;
}

const noResult: Binding = { declared: [], target: null, pattern: null, unpack: null, keyword: 'const' };

/** Plans how the results of a rewrite are bound, both for a plain `await` and for one in a `try`. */
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

/** The keyword that declares some parameters of a callback: `const`; `let` where one is assigned; `var` where the callback declares one of them again. */
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
  // A captured array gets no type here, since the promise has one.
  if (single && isSingleResult(rewrite)) return parameterText(context, rewrite, single, false);
  const slots = results.parameters.map((parameter) => (parameter ? parameterText(context, rewrite, parameter, false) : ''));
  const self = context.names.receivedThis.get(rewrite);
  const type = isTyped && self !== undefined ? tupleType(context, [null, ...results.parameters]) : '';
  return listPattern(self === undefined ? slots : [self, ...slots]) + type;
}

/** The array pattern of some elements: `[a, , b]` for `a`, an empty string, `b`. */
export function listPattern(slots: readonly string[]): string {
  return `[${slots.join(', ').replace(/^, /, ', ')}]`;
}

/**
 * A parameter of a callback as the target of a declaration, with its name in the output.
 *
 * @param isTyped whether the parameter keeps its type annotation
 */
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
