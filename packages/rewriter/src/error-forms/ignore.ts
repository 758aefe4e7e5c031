import { ignoredAsBefore } from '@uncallback/detector';

import type { FormOf, ResultForm } from '../plan/types.js';
import { renderCaptured } from './captured.js';
import type { ErrorFormRecord } from './record.js';

/** The `catch` of a callback that never looks at its error. */
export const ignoring = { parameter: null, body: `// ${ignoredAsBefore}`, ends: false } as const;

/**
 * The text behind a promise whose rejection is ignored: `.catch(() => {})`. Unlike a `try`, it does not catch an exception in the
 * evaluation of the call's arguments.
 *
 * @param isTypedResult TypeScript: the result is read, so that it keeps its type where it is missing: `undefined!`
 */
export function ignoringFailure(isTypedResult = false): string {
  return isTypedResult ? '.catch(() => undefined!)' : '.catch(() => {})';
}

/** The callback may read results beside an error, which a promisified function would drop; with a single result only the error is ignored. */
const isCaptured = (results: ResultForm): boolean => results.form === 'all' || results.form === 'object';

/** The callback never looks at its error, or has no parameter for it: the `catch` is empty, and the rest follows in any case. */
export const ignore: ErrorFormRecord<FormOf<'ignore'>> = {
  form: 'ignore',
  match: ({ readError }) => (readError ? null : { form: 'ignore' }),

  isIgnored: true,
  catchesThrows: true,
  readsResultsOnError: () => true,

  isCaptured: (_, results) => isCaptured(results),
  untypesResults: () => true,
  render: (unit) => {
    if (isCaptured(unit.rewrite.results)) return renderCaptured(unit);
    if (!unit.evaluationMayThrow) return unit.inTry(unit.continuation(), ignoring);
    const { pattern, keyword } = unit.results();
    const attempt = pattern === null ? unit.awaited('', ignoringFailure()) : unit.awaited(`${keyword} ${pattern} = `, ignoringFailure(unit.isTypeScript));
    return { ...unit.plain(), attempt, after: unit.continuation() };
  },
};
