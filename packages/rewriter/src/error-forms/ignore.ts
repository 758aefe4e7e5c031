import type { FormOf, ResultForm } from '../plan/types.js';
import { renderCaptured } from './captured.js';
import type { ErrorFormRecord } from './record.js';

/** The `catch` of an error that nobody looks at. */
export const ignoring = { parameter: null, body: '// error ignored, as before', ends: false } as const;

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
  render: (unit) => (isCaptured(unit.rewrite.results) ? renderCaptured(unit) : unit.inTry(unit.continuation(), ignoring)),
};
