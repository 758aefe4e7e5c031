// What becomes of a function itself, beside its rewritten calls: shared by the stages that plan outcomes and the one that groups by function.

import type { FunctionNode } from '@uncallback/detector';
import type { BodyPlan, Rewrite, Signature } from './types.js';

/**
 * What becomes of a function in which the outcome of an async function takes the place of calling its callback: `return value` and
 * `throw err` instead of `cb(null, value)` and `cb(err)`.
 */
export interface Outcome {
  readonly host: FunctionNode;
  readonly signature: Signature;
  readonly body: BodyPlan;
  /** The rewrites in the function, changed to fit. */
  readonly sites: readonly Rewrite[];
}

/** The function keeps its parameters and does not become `async`. */
export const keepsSignature: Signature = { form: 'keeps' };

/** Nothing but the rewritten calls changes in the function's body. */
export const unchangedBody: BodyPlan = { completions: [], promises: [], rethrowing: [], executor: null, callbackified: [], restored: [], guarded: [], receivers: [] };
