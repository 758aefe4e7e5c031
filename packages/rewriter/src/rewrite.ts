import { type CallbackSite, type Source, detectCallbacks } from '@uncallback/detector';

import { applyEdits } from './edit.js';
import { groupByHost } from './group-by-host.js';
import { type Plan, type RewriteOptions, planRewrites } from './plan.js';
import { renderRewrites } from './render/render.js';
import { findLoss } from './verify.js';

export interface RewriteResult {
  /** The new text, or the old one where nothing is rewritten or the verification failed. */
  readonly text: string;
  readonly sites: readonly CallbackSite[];
  readonly plans: ReadonlyMap<CallbackSite, Plan>;
  /** What the verification of the result found wrong, or null. */
  readonly failure: string | null;
}

type Plans = ReadonlyMap<CallbackSite, Plan>;
type Parse = (text: string) => Source;
type Attempt = Pick<RewriteResult, 'text' | 'failure'>;

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
  const plans = planRewrites(source, sites, options);
  const whole = attempt(source, plans, parse, options);
  if (whole.failure === null) return { ...whole, sites, plans };
  const sound = refuseUnsound(source, plans, parse);
  const rest = attempt(source, sound, parse, options);
  if (rest.failure === null && rest.text !== source.text) return { ...rest, sites, plans: sound };
  return { text: source.text, sites, plans: refuse(plans, () => true), failure: whole.failure };
}

/** Rewrites until nothing is left: a rewrite can show what a local callee gives to its callback, and so make a site of a call. */
function attempt(source: Source, plans: Plans, parse: Parse, options: RewriteOptions): Attempt {
  let current = source;
  let edits = renderRewrites(source, plans);
  for (let run = 0; edits.length > 0; run += 1) {
    if (run === MAX_RUNS) return { text: source.text, failure: 'each further run would change the result again' };
    const text = applyEdits(current.text, edits);
    const after = findLoss(source, text, parse);
    if (typeof after === 'string') return { text: source.text, failure: after };
    current = after;
    edits = renderRewrites(current, planRewrites(current, detectCallbacks(current, options.detect), options));
  }
  return { text: current.text, failure: null };
}

/** Refuses the functions whose rewrite does not pass even by itself. */
function refuseUnsound(source: Source, plans: Plans, parse: Parse): Plans {
  const unsound = new Set<CallbackSite>();
  for (const group of groupByHost(plans)) {
    const text = applyEdits(source.text, renderRewrites(source, plans, group[0]?.site));
    if (typeof findLoss(source, text, parse) === 'string') for (const { site } of group) unsound.add(site);
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
