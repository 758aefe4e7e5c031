import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { type Edit, applyEdits } from './edit.js';
import { refuseFunctions } from './plan/function-plans.js';
import { planRewrites } from './plan/plan-rewrites.js';
import type { FunctionPlan, RewriteOptions } from './plan/types.js';
import { renderRewrites } from './render/render.js';
import { findLoss } from './verify.js';

export interface RewriteResult {
  /** The new text, or the old one where nothing is rewritten or the verification failed. */
  readonly text: string;
  /** What leads from the source's text to this one, sorted; null where it is not known, since one run led to another. */
  readonly edits: readonly Edit[] | null;
  readonly sites: readonly CallbackSite[];
  readonly functions: readonly FunctionPlan[];
  /** What the verification of the result found wrong, or null. */
  readonly failure: string | null;
}

type Functions = readonly FunctionPlan[];
type Parse = (text: string) => Source;

/** What a host takes of the plans, see `refuseFunctions`. */
export type ChooseFunctions = (functions: Functions) => Functions;

interface Step extends Pick<RewriteResult, 'functions' | 'failure'> {
  readonly source: Source;
  readonly edits: readonly Edit[];
}

/** The most runs until a further one changes nothing. */
const MAX_RUNS = 4;

/**
 * Rewrites all sites of a file that can be rewritten, and checks the result. A function whose rewrite does not pass is left
 * as it is, its sites refused with `verification-failed`.
 *
 * @param parse parses the result as the source was parsed
 * @param choose filters the plans, those of each run
 */
export function rewrite(source: Source, parse: Parse, options: RewriteOptions = {}, choose: ChooseFunctions = (functions) => functions): RewriteResult {
  const sites = detectCallbacks(source, options.detect);
  const first = takeStep(source, choose(planRewrites(source, sites, options)), parse);
  let current = first.source;
  let edits: readonly Edit[] | null = first.edits;
  // A rewrite can show what a local callee gives to its callback, and so make a site of a call.
  for (let run = 0; current !== source; run += 1) {
    const functions = choose(planRewrites(current, detectCallbacks(current, options.detect), options));
    const next = takeStep(current, functions, parse);
    if (next.source === current) break;
    if (run === MAX_RUNS) {
      return { text: source.text, edits: [], sites, functions: refuse(first.functions), failure: 'each further run would change the result again' };
    }
    current = next.source;
    edits = null;
  }
  return { text: current.text, edits, sites, functions: first.functions, failure: current === source ? first.failure : null };
}

/** Applies the plans to the current text, those left out whose result does not pass; the same source where nothing is left. */
function takeStep(current: Source, functions: Functions, parse: Parse): Step {
  const whole = apply(current, functions, parse);
  if (typeof whole !== 'string') return { ...whole, functions, failure: null };
  const sound = refuse(functions, (fn) => typeof findLoss(current, functions, renderAlone(current, fn), parse) === 'string');
  const rest = apply(current, sound, parse);
  if (typeof rest !== 'string') return { ...rest, functions: sound, failure: whole };
  return { source: current, edits: [], functions: refuse(functions), failure: whole };
}

/** The rewritten source, or what is wrong with it. */
function apply(current: Source, functions: Functions, parse: Parse): Pick<Step, 'source' | 'edits'> | string {
  const edits = renderRewrites(current, functions);
  if (edits.length === 0) return { source: current, edits };
  const source = findLoss(current, functions, applyEdits(current.text, edits), parse);
  return typeof source === 'string' ? source : { source, edits };
}

function renderAlone(source: Source, fn: FunctionPlan): string {
  return applyEdits(source.text, renderRewrites(source, [fn]));
}

/** Refuses functions whose rewrite does not pass. */
function refuse(functions: Functions, isUnsound: (fn: FunctionPlan) => boolean = () => true): Functions {
  return refuseFunctions(functions, (fn) => (isUnsound(fn) ? 'verification-failed' : null));
}
