import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { type Edit, applyEdits } from './render/edits/edit.js';
import { refuseFunctions } from './plan/function-plans.js';
import { planRewrites } from './plan/plan-rewrites.js';
import type { FunctionPlan, RewriteOptions } from './plan/types.js';
import { renderRewrites } from './render/render.js';
import { verifyRewrite } from './verify/verify.js';

export interface RewriteResult {
  /** The new text, or the old one where nothing is rewritten or the verification failed. */
  readonly text: string;
  /** What leads from the source's text to this one, sorted. */
  readonly edits: readonly Edit[];
  readonly sites: readonly CallbackSite[];
  readonly functions: readonly FunctionPlan[];
  /** What the verification of the result found wrong, or null. */
  readonly failure: string | null;
}

type Functions = readonly FunctionPlan[];
type Parse = (text: string) => Source;

/** What a host takes of the plans, see `refuseFunctions`. */
export type ChooseFunctions = (functions: Functions, source: Source) => Functions;

/** What one set of plans makes of a file. */
interface Outcome extends Pick<RewriteResult, 'functions' | 'failure' | 'edits'> {
  readonly source: Source;
}

/**
 * Rewrites all sites of a file that can be rewritten, and checks the result. A function whose rewrite does not pass is left
 * as it is, its sites refused with `verification-failed`.
 *
 * @param parse parses the result as the source was parsed
 * @param choose filters the plans before they are made
 */
export function rewrite(source: Source, parse: Parse, options: RewriteOptions = {}, choose: ChooseFunctions = (functions) => functions): RewriteResult {
  const sites = detectCallbacks(source, options.detect);
  const chosen = choose(planRewrites(source, sites, options), source);
  const { source: after, edits, functions, failure } = applyPlans(source, chosen, parse);
  return { text: after.text, edits, sites, functions, failure: after === source ? failure : null };
}

/** Applies the plans, but for those whose result does not pass; the source is the one that was given where nothing is left. */
function applyPlans(current: Source, functions: Functions, parse: Parse): Outcome {
  const whole = apply(current, functions, parse);
  if (typeof whole !== 'string') return { ...whole, functions, failure: null };
  const sound = refuse(functions, (fn) => typeof verifyRewrite(current, functions, renderAlone(current, fn), parse) === 'string');
  const rest = apply(current, sound, parse);
  if (typeof rest !== 'string') return { ...rest, functions: sound, failure: whole };
  return { source: current, edits: [], functions: refuse(functions), failure: whole };
}

/** The rewritten source, or what is wrong with it. */
function apply(current: Source, functions: Functions, parse: Parse): Pick<Outcome, 'source' | 'edits'> | string {
  const edits = renderRewrites(current, functions);
  if (edits.length === 0) return { source: current, edits };
  const source = verifyRewrite(current, functions, applyEdits(current.text, edits), parse);
  return typeof source === 'string' ? source : { source, edits };
}

function renderAlone(source: Source, fn: FunctionPlan): string {
  return applyEdits(source.text, renderRewrites(source, [fn]));
}

/** Refuses functions whose rewrite does not pass. */
function refuse(functions: Functions, isUnsound: (fn: FunctionPlan) => boolean = () => true): Functions {
  return refuseFunctions(functions, (fn) => (isUnsound(fn) ? 'verification-failed' : null));
}
