import type { TSESTree } from '@typescript-eslint/types';

import { isCaptured, isIgnored, rejects } from './questions.js';
import type { ErrorForm, ResultForm } from '../plan/types.js';

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
  const outcome = rejects(error) ? 'thrown' : isIgnored(error) ? 'ignored' : 'caught';
  return { form: 'pass-through', callback, outcome };
}
