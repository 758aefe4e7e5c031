import type { FunctionNode } from '@uncallback/detector';
import type { BodyPlan, Rewrite, Signature } from './types.js';

/** A function whose callback gives way to the outcome of an async function. */
export interface Outcome {
  readonly host: FunctionNode;
  readonly signature: Signature;
  readonly body: BodyPlan;
  /** The rewrites in it that change with that. */
  readonly sites: readonly Rewrite[];
}

export const keepsSignature: Signature = { form: 'keeps' };

/** The body of a function that loses nothing but its calls with a callback. */
export const unchangedBody: BodyPlan = { completions: [], rethrowing: [], executor: null, callbackified: [] };
