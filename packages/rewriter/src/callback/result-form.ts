// Decides in which form the results of a callback are taken from the promise that replaces it.

import type { CallbackSite, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Promisified, ResultForm, Rewrite } from '../plan/types.js';

/**
 * Decides how the continuation takes the results from the promise: the first one, an object of them, or an array of all.
 *
 * @param promisified what the promisified callee resolves to; `first` for an unknown callee
 * @param isPromisifiable whether the callee can be promisified at all; if not, a `new Promise` resolves to an array of all results
 */
export function matchResultForm(
  source: Source,
  site: CallbackSite,
  promisified: Promisified,
  isPromisifiable: boolean,
): ResultForm {
  const parameters = site.results.map((parameter) => (isUsed(source, parameter) ? parameter : null));
  while (parameters.at(-1) === null) parameters.pop();
  if (!isPromisifiable) return { form: 'all', parameters };
  const [first] = parameters;
  if (parameters.length === 0) return { form: 'none' };
  if (Array.isArray(promisified)) {
    const entries = parameters.flatMap((parameter, index): [string, TSESTree.Identifier][] => {
      const key = (promisified as readonly string[])[index];
      return parameter?.type === 'Identifier' && key !== undefined ? [[key, parameter]] : [];
    });
    if (entries.length === parameters.filter((parameter) => parameter !== null).length) return { form: 'object', entries };
    return { form: 'all', parameters };
  }
  const isSimple =
    first?.type === 'Identifier' || first?.type === 'ObjectPattern' || first?.type === 'ArrayPattern';
  return parameters.length === 1 && isSimple ? { form: 'first', parameter: first } : { form: 'all', parameters };
}

/**
 * Whether a call that stays inside of a `new Promise(...)` has only one result that is used, so that the promise resolves to it instead of
 * an array: `const text = await new Promise(...)`.
 */
export function isSingleResult({ results, usesThis }: Pick<Rewrite, 'results' | 'usesThis'>): boolean {
  return !usesThis && results.form === 'all' && results.parameters.length === 1 && results.parameters[0]?.type === 'Identifier';
}

/** The variables that a parameter of a callback declares; several where it is a pattern: `{ name, size }`. */
export function variablesOf(source: Source, callback: CallbackSite['callback'], parameter: TSESTree.Parameter): Scope.Variable[] {
  return source.scopeManager
    .getDeclaredVariables(callback)
    .filter(({ identifiers }) =>
      identifiers.some(({ range }) => parameter.range[0] <= range[0] && range[1] <= parameter.range[1]),
    );
}

/** Whether the callback uses a parameter. */
function isUsed(source: Source, parameter: TSESTree.Parameter): boolean {
  // A pattern may read properties or throw, so it counts as used.
  if (parameter.type !== 'Identifier') return true;
  const variable = source.scopeManager
    .getDeclaredVariables(parameter.parent)
    .find(({ identifiers }) => identifiers.includes(parameter));
  // A function declaration in the callback with the parameter's name replaces its value from the start.
  const isHidden = variable?.defs.some(({ node }) => node.type === 'FunctionDeclaration' && node.id === variable.identifiers.at(-1));
  return variable === undefined || (!isHidden && variable.references.length > 0);
}
