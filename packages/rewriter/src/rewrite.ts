import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { type Edit, applyEdits } from './edit.js';
import { groupByHost } from './group-by-host.js';
import { type Plan, type RewriteOptions, planRewrites } from './plan.js';
import { renderRewrites } from './render/render.js';
import { findLoss } from './verify.js';

export interface RewriteResult {
  /** The new text, or the old one where nothing is rewritten or the verification failed. */
  readonly text: string;
  /** What leads from the source's text to this one, sorted. */
  readonly edits: readonly Edit[];
  readonly sites: readonly CallbackSite[];
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  /** What the verification of the result found wrong, or null. */
  readonly failure: string | null;
}

type Plans = ReadonlyMap<CallbackSite, Plan>;
type Parse = (text: string) => Source;

/** What one set of plans makes of a file. */
interface Outcome extends Pick<RewriteResult, 'plans' | 'failure' | 'edits'> {
  readonly source: Source;
}

/**
 * Rewrites all sites of a file that can be rewritten, and checks the result. A function whose rewrite does not pass is left
 * as it is, its sites refused with `verification-failed`.
 *
 * @param parse parses the result as the source was parsed
 */
export function rewrite(source: Source, parse: Parse, options: RewriteOptions = {}): RewriteResult {
  const sites = detectCallbacks(source, options.detect);
  const { source: after, edits, plans, failure } = applyPlans(source, planRewrites(source, sites, options), parse);
  return { text: after.text, edits, sites, plans, failure: after === source ? failure : null };
}

/** Applies the plans, but for those whose result does not pass; the source is the one that was given where nothing is left. */
function applyPlans(current: Source, plans: Plans, parse: Parse): Outcome {
  const whole = apply(current, plans, parse);
  if (typeof whole !== 'string') return { ...whole, plans, failure: null };
  const sound = refuseUnsound(current, plans, parse);
  const rest = apply(current, sound, parse);
  if (typeof rest !== 'string') return { ...rest, plans: sound, failure: whole };
  return { source: current, edits: [], plans: refuse(plans, () => true), failure: whole };
}

/** The rewritten source, or what is wrong with it. */
function apply(current: Source, plans: Plans, parse: Parse): Pick<Outcome, 'source' | 'edits'> | string {
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
