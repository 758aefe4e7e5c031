// Decides which functions lose their callback. A function that cannot is left out, and everything is planned again without it, since its
// callers then call it with a callback as before.

import type { CallbackSite, FunctionNode, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Outcome } from '../plan/function-outcome.js';
import type { Plan, UnplacedPlan } from '../plan/types.js';
import { Candidates, type Surveyed } from './candidates.js';
import { chooseEdge } from './edges.js';
import type { KeptReason } from './kept-reasons.js';
import { PassedCounts } from './passed-counts.js';
import type { Conversion } from './types.js';
import { UserReader } from './users.js';

/** The plans of a file for one set of functions that lose their callback. */
export interface Planned {
  /** The plans before placement. */
  readonly unplaced: readonly UnplacedPlan[];
  readonly outcomes: readonly Outcome[];
  /** The plans of all sites, with the outcomes. */
  readonly plans: readonly Plan[];
}

/**
 * Plans a file with as many functions without a callback as possible.
 *
 * @param surveyed what `surveyFunctions` found: the candidates, and the functions that keep their callback whatever their body is
 * @param planWith plans the file; the outcomes have a signature of the form `converted` for each candidate whose body is flat
 * @returns the plans for the candidates that are left, whose conversions then have their users, and why the other functions are kept
 */
export function planConversions(source: Source, { candidates, kept }: Surveyed, planWith: (candidates: Candidates) => Planned): Planned & { readonly kept: Surveyed['kept'] } {
  const reasons = new Map(kept);
  for (let current = candidates; ; ) {
    const tried = new Candidates(current);
    const planned = planWith(tried);
    const conversions = conversionsOf(source, planned, tried);
    // A function that goes back changes the bodies of its callers, so that everything is planned again.
    const left = current.filter(({ fn }) => typeof conversions.get(fn) === 'object');
    for (const { fn } of current) {
      const reason = conversions.get(fn) ?? 'not-flat';
      if (typeof reason === 'string') reasons.set(fn, reason);
    }
    if (left.length === current.length) return { ...planned, outcomes: planned.outcomes.map((outcome) => withUsers(outcome, conversions)), kept: reasons };
    current = left;
  }
}

/** The candidates whose body is flat, with all that their users need, or why they keep their callback. */
type Decisions = ReadonlyMap<FunctionNode, Conversion | KeptReason>;

function withUsers(outcome: Outcome, decisions: Decisions): Outcome {
  const conversion = decisions.get(outcome.host);
  return typeof conversion === 'object' ? { ...outcome, signature: { form: 'converted', fn: outcome.host, conversion } } : outcome;
}

function conversionsOf(source: Source, { outcomes, plans }: Planned, candidates: Candidates): Decisions {
  const flat = outcomes.flatMap(({ signature, body }) => (signature.form === 'converted' ? [{ conversion: signature.conversion, completions: body.completions }] : []));
  const counts = new PassedCounts(flat, candidates);
  const planned = new Map<CallbackSite, Plan>(plans.map((plan) => [plan.site, plan]));
  const forwards = flat.flatMap(({ completions }) => completions.filter(({ kind }) => kind === 'forward').map(({ call }) => call));
  const users = new UserReader(source, planned, new Set<TSESTree.Node>(forwards));
  return new Map(flat.map(({ conversion }) => [conversion.fn, complement({ ...conversion, ...counts.of(conversion.fn) }, users, source)]));
}

/** Adds users and edge to a conversion; or says why the function keeps its callback. */
function complement(conversion: Conversion, users: UserReader, source: Source): Conversion | KeptReason {
  const found = users.usersOf(conversion);
  if (!found) return 'unseen-user';
  const isVariable = conversion.place.form === 'variable';
  if (!isVariable || found.users.some(({ form }) => form === 'value')) {
    if (conversion.throwsAtOnce) return 'throws-at-once';
    if (!isEdgeable(conversion)) return 'several-results';
  }
  if (users.blocksIn(conversion) + found.awaited === 0) return 'no-gain';
  const edge = isVariable ? null : chooseEdge(source, conversion, found.awaited + found.forwarded > 0);
  return isVariable || edge ? { ...conversion, users: found.users, edge } : 'name-taken';
}

/** Whether a callback form can pass as many arguments as the function did, with an error and without. */
function isEdgeable({ results, errorCount }: Conversion): boolean {
  return (results === 'none' && errorCount === 1) || (results === 'one' && errorCount !== 'unknown');
}
