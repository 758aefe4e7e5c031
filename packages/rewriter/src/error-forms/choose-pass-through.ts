import type { TSESTree } from '@typescript-eslint/types';

import { isCaptured, isIgnored, rejects, withOutcome } from './questions.js';
import type { Completion, ErrorForm, FormOf, ResultForm, Rewrite } from '../plan/types.js';

/**
 * The form for a named callback that is used elsewhere, too, and so stays where it is: the output calls it, `show(null, text)`.
 *
 * @param callback the name of the function
 * @param error the form that the function's own code has
 * @param results how the function uses the results
 * @returns null where the function needs error and results side by side, or more than one result: then the call stays as it is
 */
export function passThrough(callback: TSESTree.Identifier, error: ErrorForm, results: ResultForm): ErrorForm | null {
  const isSimple = results.form === 'none' || (results.form === 'first' && results.parameter.type === 'Identifier');
  if (!isSimple || isCaptured({ error, results })) return null;
  return { form: 'pass-through', callback, outcome: outcomeOf(error), own: error, returned: false };
}

/**
 * The rewrite of a call whose named callback completes a host that becomes async and loses its own callback: `return show(null, text)`. An
 * error that the function only forwarded is not caught.
 *
 * @param completions the calls of the host's callback, also those in the named function
 */
export function returnPassedThrough(rewrite: Rewrite, error: FormOf<'pass-through'>, completions: readonly Completion[]): Rewrite {
  const own = withOutcome({ ...rewrite, error: error.own }, completions).error;
  return { ...rewrite, error: { ...error, own, outcome: outcomeOf(own), returned: true } };
}

function outcomeOf(own: ErrorForm): FormOf<'pass-through'>['outcome'] {
  return rejects(own) ? 'thrown' : isIgnored(own) ? 'ignored' : 'caught';
}
