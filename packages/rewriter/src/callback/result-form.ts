import type { CallbackSite, Scope, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Promisified, ResultForm, Rewrite } from '../plan/types.js';

/**
 * Decides how the results are taken from the promise.
 *
 * @param promisified what is known about the promisified callee; `first` for an unknown one
 * @param isPromisifiable whether the callee can be promisified at all (the callback is its last argument)
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

/** Whether the first result is all that is wanted of a call that is made as it stands: no array is needed for it. */
export function isSingleResult({ results, usesThis }: Pick<Rewrite, 'results' | 'usesThis'>): boolean {
  return !usesThis && results.form === 'all' && results.parameters.length === 1 && results.parameters[0]?.type === 'Identifier';
}

/** The variables that a parameter declares. */
export function variablesOf(source: Source, callback: CallbackSite['callback'], parameter: TSESTree.Parameter): Scope.Variable[] {
  return source.scopeManager
    .getDeclaredVariables(callback)
    .filter(({ identifiers }) =>
      identifiers.some(({ range }) => parameter.range[0] <= range[0] && range[1] <= parameter.range[1]),
    );
}

function isUsed(source: Source, parameter: TSESTree.Parameter): boolean {
  // A pattern may read properties or throw, so it counts as used.
  if (parameter.type !== 'Identifier') return true;
  const variable = source.scopeManager
    .getDeclaredVariables(parameter.parent)
    .find(({ identifiers }) => identifiers.includes(parameter));
  // A function of the same name takes its place from the start.
  const isHidden = variable?.defs.some(({ node }) => node.type === 'FunctionDeclaration' && node.id === variable.identifiers.at(-1));
  return variable === undefined || (!isHidden && variable.references.length > 0);
}
