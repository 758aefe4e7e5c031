
import { matchErrorAssertion } from '../callback/error-assertion.js';
import { tellsFalsyErrors } from '../callback/falsy-error.js';
import type { FormOf, ResultForm } from '../plan/types.js';
import { renderCaptured } from './captured.js';
import type { ErrorFormRecord } from './record.js';

type Capture = FormOf<'capture'>;

const isCaptured = ({ asGiven }: Capture, results: ResultForm): boolean => asGiven || results.form === 'all';

/** Any other use of the error: `let err = null, text; try { ... } catch (error) { err = error; }`, or captured. */
export const capture: ErrorFormRecord<Capture> = {
  form: 'capture',
  match: ({ readError, facts: { results, followsNodeContract } }) => {
    if (!readError) return null;
    const readsResults = results.some((variable) => variable.references.length > 0);
    return { form: 'capture', asGiven: !followsNodeContract && (readsResults || tellsFalsyErrors(readError)) };
  },

  readsResultsOnError: () => true,

  // `assert.ifError(err);` first: in a test, a rejection fails it as well.
  inTest: (error, { callback: { body }, error: facts }, isIdiomatic) => {
    const [first] = body.type === 'BlockStatement' ? body.body : [];
    const [read, ...others] = facts?.variable?.references ?? [];
    if (first?.type !== 'ExpressionStatement' || !read || others.length > 0) return error;
    const assertion = matchErrorAssertion(first.expression, read.identifier);
    // Where it fails by itself, the test reports another error than it does without it.
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
