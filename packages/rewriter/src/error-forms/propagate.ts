import { AST_NODE_TYPES as T } from '@typescript-eslint/types';

import type { FormOf } from '../plan/types.js';
import type { ErrorFormRecord } from './record.js';
import { behindGuard, listOf } from './statements.js';
import { throwsOnly } from './subject.js';

/** `if (err) throw err;`: a plain await, which throws by itself. */
export const propagate: ErrorFormRecord<FormOf<'propagate'>> = {
  form: 'propagate',
  match: ({ plainError, guard: parts }) => {
    if (!plainError || !parts?.handler || !throwsOnly(parts.handler, plainError)) return null;
    return { form: 'propagate', guard: parts.guard, otherwise: parts.otherwise };
  },

  rejects: true,
  endsWithError: () => true,
  otherwise: (error) => error.otherwise,
  passesErrorOn: () => true,

  paths: ({ otherwise }, body) => [[...listOf(otherwise), ...behindGuard(body)]],
  mayBeSetIn: ({ guard }) => guard,

  keepsErrorIn: ({ guard }) => (guard.type === T.IfStatement ? [guard.test, guard.consequent] : [guard]),
  // An assertion: `require('assert').ifError(err);`
  dropped: ({ guard }) => (guard.type === T.ExpressionStatement ? guard : null),
  render: (unit, { guard, otherwise }) => {
    const branch = otherwise ? unit.branch(otherwise, guard.range[1]) : [];
    const around = unit.commentsAround(guard);
    return {
      ...unit.plain(),
      lead: [around.lead, around.trail].filter(Boolean).join('\n'),
      ...unit.returnedAtOnce([...branch, ...unit.continuation(1)]),
    };
  },
};
