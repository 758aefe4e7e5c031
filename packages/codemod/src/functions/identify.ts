import { createHash } from 'node:crypto';

import type { FunctionPlan } from '@uncallback/rewriter';

/** Identifies the rewrites of one function by the text of its outermost calls, in a form that is short enough to be recorded. */
export function identifyFunction({ id }: FunctionPlan): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
