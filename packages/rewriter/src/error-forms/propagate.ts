import type { FormOf } from '../plan/types.js';
import { takeApart } from './guard-parts.js';
import type { ErrorFormRecord } from './record.js';
import { besideGuard, listOf } from './statements.js';
import { throwsOnly } from './subject.js';

/** The callback starts with `if (err) throw err;`: the guard is removed, since a plain `await` throws the error. */
export const propagate: ErrorFormRecord<FormOf<'propagate'>> = {
  form: 'propagate',
  match: ({ plainError, guard: parts }) => {
    if (!plainError || !parts?.handler || !throwsOnly(parts.handler, plainError)) return null;
    return { form: 'propagate', guard: parts.guard, otherwise: parts.otherwise };
  },

  rejects: true,
  endsWithError: () => true,
  otherwise: (error) => error.otherwise,
  onlyForwardsError: () => true,

  paths: ({ guard, otherwise }, body) => [[...listOf(otherwise), ...besideGuard(body, guard)]],
  mayBeSetIn: ({ guard }) => guard,

  keepsErrorIn: ({ guard }) => (guard.type === 'IfStatement' ? [guard.test, guard.consequent] : [guard]),
  // A guard that is no `if` is an assertion: `require('assert').ifError(err);`. Its strings are removed with it.
  dropped: ({ guard }) => (guard.type === 'ExpressionStatement' ? guard : null),
  render: (unit, { guard, otherwise }) => {
    const { lead, trail, after } = takeApart(unit, guard, null, otherwise);
    return { ...unit.plain(), lead: [...lead, trail].filter(Boolean).join('\n'), ...unit.returnedAtOnce(after) };
  },
};
