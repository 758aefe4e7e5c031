// Decides which functions lose their callback. A function that cannot is left out, and everything is planned again without it, since its
// callers then call it with a callback as before.

import type { CallbackSite, FunctionNode, Source } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Outcome } from '../plan/function-outcome.js';
import type { Completion, Plan, UnplacedPlan } from '../plan/types.js';
import { Candidates } from './candidates.js';
import { chooseEdge } from './edges.js';
import type { Candidate, Conversion, ResultCount } from './types.js';
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
 * @param candidates the functions that may lose their callback, by their signature
 * @param planWith plans the file; the outcomes have a signature of the form `converted` for each candidate whose body is flat
 * @returns the plans for the candidates that are left, whose conversions then have their users
 */
export function planConversions(source: Source, candidates: readonly Candidate[], planWith: (candidates: Candidates) => Planned): Planned {
  for (let current = candidates; ; ) {
    const planned = planWith(new Candidates(current));
    const conversions = conversionsOf(source, planned, new Candidates(current));
    // A body that is not flat may call other functions, and a function that goes back changes the body of its callers.
    const left = current.filter(({ fn }) => conversions.has(fn));
    if (left.length === current.length) return { ...planned, outcomes: planned.outcomes.map((outcome) => withUsers(outcome, conversions)) };
    current = left;
  }
}

function withUsers(outcome: Outcome, conversions: ReadonlyMap<FunctionNode, Conversion>): Outcome {
  const conversion = conversions.get(outcome.host);
  return conversion ? { ...outcome, signature: { form: 'converted', fn: outcome.host, conversion } } : outcome;
}

/** The candidates whose body is flat and whose users all have a form. */
function conversionsOf(source: Source, { outcomes, plans }: Planned, candidates: Candidates): ReadonlyMap<FunctionNode, Conversion> {
  const flat = outcomes.flatMap(({ signature, body }) => (signature.form === 'converted' ? [{ conversion: signature.conversion, completions: body.completions }] : []));
  const counts = resultCounts(flat, candidates);
  const planned = new Map<CallbackSite, Plan>(plans.map((plan) => [plan.site, plan]));
  const forwards = flat.flatMap(({ completions }) => completions.filter(({ kind }) => kind === 'forward').map(({ call }) => call));
  const users = new UserReader(source, planned, new Set<TSESTree.Node>(forwards));
  return new Map(
    flat.flatMap(({ conversion }): (readonly [FunctionNode, Conversion])[] => {
      const complete = complement({ ...conversion, results: counts.get(conversion.fn) ?? 'unknown' }, users, source);
      return complete ? [[conversion.fn, complete]] : [];
    }),
  );
}

/** Adds users and edge to a conversion; null where a user has no form, or nothing is gained. */
function complement(conversion: Conversion, users: UserReader, source: Source): Conversion | null {
  const found = users.usersOf(conversion);
  if (!found) return null;
  const edge = conversion.place.form === 'variable' ? null : chooseEdge(source, conversion);
  if (conversion.place.form !== 'variable' && !edge) return null;
  const gain = users.blocksIn(conversion) + found.awaited;
  const isEdged = edge !== null || found.users.some(({ form }) => form === 'value');
  if (gain === 0 || (isEdged && !isEdgeable(conversion))) return null;
  return { ...conversion, users: found.users, edge };
}

/** Whether a callback form for others can be written: it passes as many arguments as before, and what threw at once still does. */
function isEdgeable({ results, throwsAtOnce }: Conversion): boolean {
  return (results === 'none' || results === 'one') && !throwsAtOnce;
}

/** What each flat function passes on success, where a call that forwards the callback passes what its callee does. */
function resultCounts(flat: readonly { readonly conversion: Conversion; readonly completions: readonly Completion[] }[], candidates: Candidates): ReadonlyMap<FunctionNode, ResultCount> {
  const byFunction = new Map(flat.map((each) => [each.conversion.fn as FunctionNode, each]));
  const counts = new Map<FunctionNode, ResultCount>();
  const countOf = (fn: FunctionNode): ResultCount | null => {
    const known = counts.get(fn);
    if (known) return known;
    const each = byFunction.get(fn);
    if (!each) return 'unknown';
    counts.set(fn, 'unknown'); // ends the recursion of a function that forwards its callback to itself
    const kinds = new Set(
      each.completions.flatMap(({ kind, value, call }): ResultCount[] => {
        if (kind === 'throw') return [];
        if (kind === 'return') return [value ? 'one' : 'none'];
        const callee = candidates.calledBy(call);
        return callee && callee.fn !== fn ? [countOf(callee.fn) ?? 'none'] : callee ? [] : ['unknown'];
      }),
    );
    const [only, ...others] = kinds;
    const count = kinds.has('unknown') ? 'unknown' : others.length > 0 ? 'mixed' : (only ?? 'none');
    counts.set(fn, count);
    return count;
  };
  return new Map(flat.map(({ conversion: { fn } }) => [fn, countOf(fn) ?? 'unknown']));
}
