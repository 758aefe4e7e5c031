import type { Rewrite } from './plan/types.js';

/**
 * Whether the error and the results are taken as they were given, side by side, from a promise that never rejects.
 */
export function isSettledExactly({ error, results }: Pick<Rewrite, 'error' | 'results'>): boolean {
  switch (error.form) {
    case 'arguments':
      return true;
    case 'settle':
      return error.asGiven || results.form === 'all';
    case 'ignore':
      // What the promisified function would keep back on an error may be used here.
      return results.form === 'all' || results.form === 'object';
    default:
      return false;
  }
}

/** Whether the body of the callback moves to its call; a named function that is used elsewhere too stays. */
export function movesIn({ error }: Pick<Rewrite, 'error'>): boolean {
  return error.form !== 'hand-on';
}

/** Whether the call stays as it is, inside of a `new Promise`, instead of being promisified. */
export function isAdapted(rewrite: Pick<Rewrite, 'error' | 'results'>): boolean {
  return rewrite.results.form === 'all' || isSettledExactly(rewrite);
}
