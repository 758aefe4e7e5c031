import { AST_NODE_TYPES as T, type TSESTree } from '@typescript-eslint/types';

import type { ErrorForm } from './error-form.js';
import type { ResultForm } from './result-form.js';

/**
 * How a named function that stays where it is gets what the callee gave.
 *
 * @param error what the function does with its error
 */
export function handOn(callback: TSESTree.Identifier, error: ErrorForm, results: ResultForm): ErrorForm {
  return { form: 'hand-on', callback, outcome: outcomeOf(error, results) };
}

function outcomeOf(error: ErrorForm, results: ResultForm): Extract<ErrorForm, { form: 'hand-on' }>['outcome'] {
  const isSimple = results.form === 'none' || (results.form === 'first' && results.parameter.type === T.Identifier);
  if (!isSimple || error.form === 'arguments' || (error.form === 'settle' && error.asGiven)) return 'given';
  if (error.form === 'propagate') return 'thrown';
  return error.form === 'ignore' ? 'ignored' : 'caught';
}
