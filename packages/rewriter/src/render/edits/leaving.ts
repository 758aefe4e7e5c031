import type { TSESTree } from '@typescript-eslint/types';

import { endsWithReturn } from '../../error-forms/questions.js';
import type { Rewrite } from '../../plan/types.js';
import type { RenderContext } from '../context.js';

/** Whether the output of a rewrite's continuation ends with `return` or `throw`. */
export function endsContinuation(context: RenderContext, { site, position, error }: Rewrite): boolean {
  const { body } = site.callback;
  if (position.form === 'branch') return false;
  const own = endsWithReturn(error, context.completes);
  if (own !== null) return own;
  if (body.type !== 'BlockStatement') return context.completes(body);
  const last = body.body.findLast(({ type }) => type !== 'EmptyStatement');
  return last !== undefined && leavesFunction(context, last);
}

/** Whether a statement of the output is a `return` or `throw`, or ends with one. */
export function leavesFunction(context: RenderContext, statement: TSESTree.Statement): boolean {
  const inner = context.awaitedIn(statement);
  if (inner) return endsContinuation(context, inner);
  // `return test ? a(cb) : b(cb);` becomes an `if` whose branches do not return.
  if (context.isBranched(statement)) return false;
  return statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement' || context.completes(statement);
}
