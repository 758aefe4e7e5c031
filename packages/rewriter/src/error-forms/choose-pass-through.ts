import type { TSESTree } from '@typescript-eslint/types';

import { isCaptured, isIgnored, rejects } from './questions.js';
import type { ErrorForm, ResultForm } from '../plan/types.js';

/**
 * How a named function that stays where it is gets what the callee gave.
 *
 * @param error what the function does with its error
 * @returns null where it must be given everything as it was: the call says that better by passing the function
 */
export function passThrough(callback: TSESTree.Identifier, error: ErrorForm, results: ResultForm): ErrorForm | null {
  const isSimple = results.form === 'none' || (results.form === 'first' && results.parameter.type === 'Identifier');
  if (!isSimple || isCaptured({ error, results })) return null;
  const outcome = rejects(error) ? 'thrown' : isIgnored(error) ? 'ignored' : 'caught';
  return { form: 'pass-through', callback, outcome };
}
