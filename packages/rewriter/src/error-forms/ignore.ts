import type { FormOf, ResultForm } from '../plan/types.js';
import { renderCaptured } from './captured.js';
import type { ErrorFormRecord } from './record.js';

/** The `catch` of an error that nobody looks at. */
export const ignoring = { parameter: null, body: '// error ignored, as before', ends: false } as const;

/**
 * Behind a promise: nobody looks at its error either. What the evaluation of the call throws is not taken by it.
 *
 * @param isTypedResult TypeScript: a result that is missing has the type that the callback's parameter had
 */
export function ignoringFailure(isTypedResult = false): string {
  return isTypedResult ? '.catch(() => undefined!)' : '.catch(() => {})';
}

/** What the promisified function would keep back on an error may be used here. */
const isCaptured = (results: ResultForm): boolean => results.form === 'all' || results.form === 'object';

/** The callback never looks at its error, or has no parameter for it. */
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
