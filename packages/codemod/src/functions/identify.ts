import { createHash } from 'node:crypto';

import type { FunctionPlan } from '@uncallback/rewriter';

/** The id of a function's rewrites for records: the first 16 hexadecimal digits of a hash of the text of its outermost calls. */
export function identifyFunction({ id }: FunctionPlan): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
