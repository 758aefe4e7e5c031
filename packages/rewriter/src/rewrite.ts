import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { type Edit, applyEdits } from './edit.js';
import { groupByHost } from './group-by-host.js';
import { planRewrites } from './plan.js';
import type { Plan, RewriteOptions } from './plan/types.js';
import { renderRewrites } from './render/render.js';
import { findLoss } from './verify.js';

export interface RewriteResult {
  /** The new text, or the old one where nothing is rewritten or the verification failed. */
  readonly text: string;
  /** What leads from the source's text to this one, sorted; null where it is not known, since one run led to another. */
  readonly edits: readonly Edit[] | null;
  readonly sites: readonly CallbackSite[];
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  /** What the verification of the result found wrong, or null. */
  readonly failure: string | null;
}

type Plans = ReadonlyMap<CallbackSite, Plan>;
type Parse = (text: string) => Source;

interface Step extends Pick<RewriteResult, 'plans' | 'failure'> {
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
 */
export function rewrite(source: Source, parse: Parse, options: RewriteOptions = {}): RewriteResult {
  const sites = detectCallbacks(source, options.detect);
  const first = takeStep(source, planRewrites(source, sites, options), parse);
  let current = first.source;
  let edits: readonly Edit[] | null = first.edits;
  // A rewrite can show what a local callee gives to its callback, and so make a site of a call.
  for (let run = 0; current !== source; run += 1) {
    const plans = planRewrites(current, detectCallbacks(current, options.detect), options);
    const next = takeStep(current, plans, parse);
    if (next.source === current) break;
    if (run === MAX_RUNS) {
      return { text: source.text, edits: [], sites, plans: refuse(first.plans, () => true), failure: 'each further run would change the result again' };
    }
    current = next.source;
    edits = null;
  }
  return { text: current.text, edits, sites, plans: first.plans, failure: current === source ? first.failure : null };
}

/** Applies the plans to the current text, those left out whose result does not pass; the same source where nothing is left. */
function takeStep(current: Source, plans: Plans, parse: Parse): Step {
  const whole = apply(current, plans, parse);
  if (typeof whole !== 'string') return { ...whole, plans, failure: null };
  const sound = refuseUnsound(current, plans, parse);
  const rest = apply(current, sound, parse);
  if (typeof rest !== 'string') return { ...rest, plans: sound, failure: whole };
  return { source: current, edits: [], plans: refuse(plans, () => true), failure: whole };
}

/** The rewritten source, or what is wrong with it. */
function apply(current: Source, plans: Plans, parse: Parse): Pick<Step, 'source' | 'edits'> | string {
  const edits = renderRewrites(current, plans.values());
  if (edits.length === 0) return { source: current, edits };
  const source = findLoss(current, plans, applyEdits(current.text, edits), parse);
  return typeof source === 'string' ? source : { source, edits };
}

/** Refuses the functions whose rewrite does not pass even by itself. */
function refuseUnsound(source: Source, plans: Plans, parse: Parse): Plans {
  const unsound = new Set<CallbackSite>();
  for (const group of groupByHost(plans)) {
    const text = applyEdits(source.text, renderRewrites(source, group));
    if (typeof findLoss(source, plans, text, parse) === 'string') for (const { site } of group) unsound.add(site);
  }
  return refuse(plans, (site) => unsound.has(site));
}

function refuse(plans: Plans, isRefused: (site: CallbackSite) => boolean): Plans {
  return new Map(
    [...plans].map(([site, plan]): [CallbackSite, Plan] => [
      site,
      plan.action === 'rewrite' && isRefused(site) ? { action: 'refuse', site, reason: 'verification-failed' } : plan,
    ]),
  );
}
