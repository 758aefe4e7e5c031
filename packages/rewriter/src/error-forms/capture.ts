import { matchErrorAssertion } from '../callback/error-assertion.js';
import { comparesErrorStrictly, distinguishesFalsyErrors } from '../callback/falsy-error.js';
import type { FormOf, ResultForm } from '../plan/types.js';
import { renderCaptured } from './captured.js';
import type { ErrorFormRecord } from './record.js';
import { isInertDeclaration } from './subject.js';

type Capture = FormOf<'capture'>;

const isCaptured = ({ sideBySide }: Capture, results: ResultForm): boolean => sideBySide || results.form === 'all';

/**
 * The form for every use of the error that no other form matches: the error stays a variable, which is null on success.
 *
 * - `let err = null, text; try { text = await ...; } catch (error) { err = error; }` where an error excludes results, or the callback reads
 *   results only without one;
 * - `const [err, text] = await new Promise(...)` where the callee may pass both.
 */
export const capture: ErrorFormRecord<Capture> = {
  form: 'capture',
  match: (subject) => {
    const { readError, facts: { followsNodeContract, isExact } } = subject;
    if (!readError) return null;
    // `const err = await new Promise(...)` is shorter than a `try` where only the error is read.
    const isValueUsed = isExact || !subject.readsResults ? distinguishesFalsyErrors(readError) : comparesErrorStrictly(readError);
    return { form: 'capture', sideBySide: !followsNodeContract && (subject.readsResultsDespiteError || isValueUsed) };
  },

  // In the first form; in the second one the result is captured side by side anyway.
  catchesThrows: true,
  readsResultsOnError: () => true,

  // A test may start with `assert.ifError(err);`, behind declarations. A plain await replaces it, since a rejection fails the test as well.
  inTest: (error, { callback: { body }, error: facts }, isIdiomatic) => {
    const first = body.type === 'BlockStatement' ? body.body.find((statement) => !isInertDeclaration(statement)) : undefined;
    const [read, ...others] = facts?.variable?.references ?? [];
    if (first?.type !== 'ExpressionStatement' || !read || others.length > 0) return error;
    const assertion = matchErrorAssertion(first.expression, read.identifier);
    // `assert(!err)` fails with an error of its own, so that the test would report another error without it: a change for `idiomatic`.
    const isDropped = assertion === 'throws-it' || (assertion === 'fails' && isIdiomatic);
    return isDropped ? { form: 'propagate', guard: first, otherwise: null } : error;
  },

  isCaptured,
  keepsVariable: true,
  untypesResults: () => true,
  render: (unit, error) => {
    const { rewrite, isTypeScript, semicolon } = unit;
    if (isCaptured(error, rewrite.results)) return renderCaptured(unit);
    const name = unit.errorName();
    const caught = unit.otherName(name);
    const isRedeclared = (rewrite.site.error?.variable?.defs.length ?? 1) > 1;
    const type = isTypeScript ? unit.errorType() : null;
    const absent = unit.absentError(null);
    const isNarrow = type !== null && type !== 'any' && type !== 'unknown';
    const parts = unit.inTry(unit.continuation(), {
      parameter: caught,
      body: `${name} = ${caught}${isNarrow ? ` as ${type}` : ''}${semicolon}`,
      ends: false,
    });
    return {
      ...parts,
      keyword: isRedeclared ? 'var' : parts.keyword,
      declared: [`${name}${type === null ? '' : `: ${type}${isNarrow ? ` | ${absent}` : ''}`} = ${absent}`, ...parts.declared],
    };
  },
};
