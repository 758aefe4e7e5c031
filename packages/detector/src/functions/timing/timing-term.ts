import { type Timing, mayBeAtOnce } from '../handler/completion-handler.js';
import type { ImportedArgument } from '../imported/imported-function.js';

/** When a function of another file calls an argument that is passed to it. */
export interface ImportedTiming extends ImportedArgument {
  /** Which calls count: those without an error, those with one, or all. */
  readonly outcome: 'success' | 'error' | 'either';
  /** The timing if the function is not found. */
  readonly otherwise: Timing;
}

/**
 * A timing that may depend on functions of other files: for `function f(cb) { store.load(cb); }` that of `store.load`. It is plain data, so
 * that it can be stored and settled later, when the other files are known. Without such functions it is a `Timing`.
 */
export type TimingTerm = Timing | ImportedTiming | { readonly place: TimingTerm; readonly timing: TimingTerm } | { readonly oneOf: readonly TimingTerm[] };

/** The timing of a callback whose callee is called at a place: `later` if either the place runs later or the callee calls back later. */
export function after(place: Timing, timing: Timing): Timing;
export function after(place: TimingTerm, timing: TimingTerm): TimingTerm;
export function after(place: TimingTerm, timing: TimingTerm): TimingTerm {
  if (place === 'never' || timing === 'never') return 'never';
  if (place === 'later' || timing === 'later') return 'later';
  if (timing === 'at-once') return place;
  if (place === 'at-once') return timing;
  if (typeof place !== 'string' || typeof timing !== 'string') return { place, timing };
  if (dependsOnPassed(place) && dependsOnPassed(timing)) return place === 'as-passed' ? place : timing;
  return timing === 'mixed' ? place : 'unknown';
}

/** The timing of a function that calls back in several places. */
export function combine(timings: readonly Timing[]): Timing;
export function combine(timings: readonly TimingTerm[]): TimingTerm;
export function combine(timings: readonly TimingTerm[]): TimingTerm {
  const known = combineKnown(timings.filter((timing) => typeof timing === 'string'));
  if (timings.every((timing) => typeof timing === 'string')) return known;
  const terms: TimingTerm[] = [];
  for (const timing of timings) if (typeof timing !== 'string' && !terms.some((term) => isSame(term, timing))) terms.push(timing);
  const [only, ...others] = terms;
  if (known === 'never' && only && others.length === 0) return only;
  return { oneOf: known === 'never' ? terms : [known, ...terms] };
}

/** Whether two terms have the same parts. */
function isSame(a: TimingTerm, b: TimingTerm): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  if ('oneOf' in a) return 'oneOf' in b && a.oneOf.length === b.oneOf.length && a.oneOf.every((term, i) => isSame(term, b.oneOf[i]!));
  if ('place' in a) return 'place' in b && isSame(a.place, b.place) && isSame(a.timing, b.timing);
  return !('oneOf' in b) && !('place' in b) && JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The timing that a term has once the functions of other files are known.
 *
 * @param timingOf the timing of a function of another file
 */
export function settle(term: TimingTerm, timingOf: (imported: ImportedTiming) => Timing): Timing {
  if (typeof term === 'string') return term;
  if ('oneOf' in term) return combine(term.oneOf.map((each) => settle(each, timingOf)));
  if ('place' in term) return after(settle(term.place, timingOf), settle(term.timing, timingOf));
  return timingOf(term);
}

function combineKnown(timings: readonly Timing[]): Timing {
  const known = new Set(timings.filter((timing) => timing !== 'never'));
  const [only, ...others] = known;
  if (!only) return 'never';
  if (others.length === 0) return only;
  const isAtOnce = [...known].some(mayBeAtOnce);
  if (isAtOnce && [...known].every((timing) => timing === 'at-once' || dependsOnPassed(timing))) return 'unless-passed-waits';
  return isAtOnce ? 'mixed' : 'unknown';
}

function dependsOnPassed(timing: Timing): boolean {
  return timing === 'as-passed' || timing === 'unless-passed-waits';
}
