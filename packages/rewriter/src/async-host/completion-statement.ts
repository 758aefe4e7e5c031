import type { TSESTree } from '@typescript-eslint/types';

import type { Completion } from '../plan/types.js';

/** The statement that a completion makes up, `cb(null, value);`, `return cb(err);`, `if (cb) cb(err);`; null where it is a part of one. */
export function statementOf({ whole }: Pick<Completion, 'whole'>): TSESTree.Statement | null {
  if (whole.type === 'IfStatement') return whole;
  const { parent } = whole;
  return parent?.type === 'ExpressionStatement' || parent?.type === 'ReturnStatement' ? parent : null;
}
