// Decides which functions lose their callback. A function that cannot is left out, and everything is planned again without it, since its
// callers then call it with a callback as before.

import { type CallbackSite, type FunctionNode, type Source, contains, functionIndexOf } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import type { Outcome } from '../plan/function-outcome.js';
import { needsPromiseConstructor, takesArguments } from '../error-forms/questions.js';
import type { Completion, FlowForm, Plan, Rewrite, UnplacedPlan } from '../plan/types.js';
import { Candidates, type Surveyed, mentionsOf } from './candidates.js';
import { chooseEdge } from './edges.js';
import { readsResults, takenBy, writtenIn } from './flows.js';
import { edgeInside, staysOutside } from './edge-inside.js';
import type { KeptReason } from './kept-reasons.js';
import { isCountable } from './counts.js';
import { PassedCounts } from './passed-counts.js';
import { canReturnPromise } from './returned-promise.js';
import { mayComplete } from './steps.js';
import { asyncFormOf, isPlainForm } from './async-form.js';
import type { Candidate, Conversion, Flow, ImportedAsync, ImportedUser } from './types.js';
import { type Users, UserReader } from './users.js';

/** The plans of a file for one set of functions that lose their callback. */
export interface Planned {
  /** The plans before placement. */
  readonly unplaced: readonly UnplacedPlan[];
  readonly outcomes: readonly Outcome[];
  /** The plans of all sites, with the outcomes. */
  readonly plans: readonly Plan[];
}

/** The plans of a file with the functions that lose their callback. */
export interface PlannedConversions extends Planned {
  /** Why the other functions keep their callback. */
  readonly kept: Surveyed['kept'];
  /** The functions that lose it. */
  readonly left: Candidates;
  /** What becomes of the users of functions of other files. */
  readonly importedUsers: readonly ImportedUser[];
  /** The functions of other files of which a user in this file has no form. */
  readonly dropped: readonly ImportedAsync[];
}

/**
 * Plans a file with as many functions without a callback as possible. The functions that must keep it get an async function in their body
 * where async blocks would stay in them otherwise.
 *
 * @param surveyed what `surveyFunctions` found: the candidates, and the functions that keep their callback whatever their body is
 * @param planWith plans the file; the outcomes have a signature of the form `converted` for each candidate whose body is flat
 * @returns the plans for the candidates that are left, whose conversions then have their users, and why the other functions are kept
 */
export function planConversions(source: Source, surveyed: Surveyed, planWith: (candidates: Candidates) => Planned): PlannedConversions {
  const { candidates, kept, imported, flows } = surveyed;
  const reasons = new Map(kept);
  const context = { source, planWith, reasons, surveyed };
  const changed = settle(context, new Candidates(candidates.filter(({ place }) => place.form !== 'inside'), imported, flows));
  // What keeps its callback may have an async function in it, in which control-flow calls become straight code; the functions of those that stay may as well.
  const { planned, decisions, left } = surveyed.isTasksOnly ? changed : settleStaying(context, settleStaying(context, changed, flows), []);
  for (const [fn, decision] of decisions.own) if (typeof decision === 'object') reasons.delete(fn);
  return {
    ...planned,
    outcomes: planned.outcomes.map((outcome) => withUsers(outcome, decisions.own)),
    kept: surveyed.isTasksOnly ? new Map() : reasons,
    left,
    importedUsers: left.imported.flatMap((each) => (decisions.imported.get(each)?.users ?? []).map((user) => ({ user, form: each.form }))),
    dropped: imported.filter((each) => !left.imported.includes(each)),
  };
}

/**
 * Plans again with async functions in the functions that keep their callback.
 *
 * @param flows the control-flow calls that may become straight code in them
 */
function settleStaying(context: SettleContext, settled: Settled, flows: Candidates['flows']): Settled {
  const { surveyed: { candidates }, reasons } = context;
  const { left, planned } = settled;
  const open = flows.filter((form) => !left.flows.includes(form));
  if (flows.length > 0 && open.length === 0) return settled;
  const staying = candidates.flatMap((candidate) => {
    if (left.has(candidate.fn)) return [];
    const { place } = candidate;
    if (open.some((form) => (place.form === 'task' ? form.flow === place.flow : place.form !== 'inside' && isCalledIn(form, candidate)))) return [candidate];
    const reason = place.form === 'inside' ? place.reason : (reasons.get(candidate.fn) as KeptReason);
    reasons.set(candidate.fn, reason);
    // What throws in the async function goes to the callback, which has to take errors: `done()` of a test may ignore one.
    const gains = hasBlocks(planned, candidate) || open.some(({ flow }) => completesBy(candidate, flow));
    return candidate.isErrorFirst && gains ? [staysOutside(candidate, reason)] : [];
  });
  return staying.length === 0 ? settled : settle(context, new Candidates([...left.list, ...staying], left.imported, [...left.flows, ...open]));
}

/** Whether a control-flow call calls a function by its name. */
function isCalledIn({ callees }: FlowForm, candidate: Candidate): boolean {
  const mentions = new Set<TSESTree.Node>(mentionsOf(candidate));
  return [...callees.keys()].some(({ callee }) => mentions.has(callee));
}

/** Whether a function is completed by a control-flow call: by its callback, or in it. */
function completesBy({ fn, callback }: Candidate, { call }: Flow): boolean {
  return contains(fn.body, call) && callback.references.some(({ identifier }) => contains(call.arguments.at(-1)!, identifier));
}

interface SettleContext {
  readonly source: Source;
  readonly surveyed: Surveyed;
  readonly planWith: (candidates: Candidates) => Planned;
  /** Why functions are kept, which is added to. */
  readonly reasons: Map<FunctionNode, KeptReason>;
}

/** Plans with fewer and fewer candidates, until all that are left have a conversion. Notes why the others are kept. */
function settle({ source, planWith, reasons, surveyed }: SettleContext, candidates: Candidates): Settled {
  for (let left = candidates; ; ) {
    const planned = planWith(left);
    const decisions = conversionsOf(source, planned, left, surveyed);
    // A function that goes back changes the bodies of its callers, so that everything is planned again.
    const list = left.list.filter(({ fn }) => typeof decisions.own.get(fn) === 'object');
    const imported = left.imported.filter((each) => decisions.imported.has(each));
    for (const { fn } of left.list) {
      const reason = decisions.own.get(fn) ?? 'not-flat';
      if (typeof reason === 'string') reasons.set(fn, reason);
    }
    const { flows } = decisions;
    if (list.length === left.list.length && imported.length === left.imported.length && flows.length === left.flows.length) return { planned, decisions, left };
    left = new Candidates(list, imported, flows);
  }
}

/** The plans for the candidates that are left, each of which has a conversion. */
interface Settled {
  readonly planned: Planned;
  readonly decisions: Decisions;
  readonly left: Candidates;
}

/** Whether calls in a function that complete it are in async blocks. */
function hasBlocks({ plans }: Planned, candidate: Candidate): boolean {
  return plans.some((plan) => plan.action === 'rewrite' && plan.form === 'async-iife' && contains(candidate.fn, plan.call) && mayComplete(candidate, plan));
}

interface Decisions {
  /** The candidates whose body is flat, with all that their users need, or why they keep their callback. */
  readonly own: ReadonlyMap<FunctionNode, Conversion | KeptReason>;
  /** The functions of other files of which each user has a form. */
  readonly imported: ReadonlyMap<ImportedAsync, Users>;
  /** The control-flow calls that straight code replaces. */
  readonly flows: Candidates['flows'];
}

function withUsers(outcome: Outcome, decisions: Decisions['own']): Outcome {
  const conversion = decisions.get(outcome.host);
  return typeof conversion === 'object' ? { ...outcome, signature: { form: 'converted', fn: outcome.host, conversion } } : outcome;
}

function conversionsOf(source: Source, { outcomes, plans }: Planned, candidates: Candidates, { isRequired, returnsPromise, takenNames, shared }: Surveyed): Decisions {
  const flat = outcomes.flatMap(({ signature, body }) => (signature.form === 'converted' ? [{ conversion: signature.conversion, completions: body.completions, promises: body.promises }] : []));
  const losing = new Set<FunctionNode>(outcomes.flatMap((outcome) => (outcome.signature.form === 'converted' && losesResults(outcome) ? [outcome.signature.fn] : [])));
  const counts = new PassedCounts(source, flat, candidates);
  const planned = new Map<CallbackSite, Plan>(plans.map((plan) => [plan.site, plan]));
  const forwards = flat.flatMap(({ completions }) => completions.filter(({ kind }) => kind === 'forward').map(({ call }) => call));
  const isTimed = (plan: Plan): boolean => plan.action === 'refuse' && (plan.reason === 'calls-synchronously' || plan.reason === 'subscribes-late');
  const required = new Set(plans.filter(isTimed).flatMap(({ site }) => functionIndexOf(source).definitionsOf(site.call.callee)));
  const called = new Map(candidates.flows.flatMap(({ callees }) => [...callees.keys()].map((call) => [call.callee as TSESTree.Node, call] as const)));
  const users = new UserReader(source, planned, { forwards: new Set<TSESTree.Node>(forwards), called }, (node) => isRequired(node) || [...required].some((fn) => contains(fn, node)));
  const own = new Map<FunctionNode, Conversion | KeptReason>(
    flat.map(({ conversion }) => {
      const { fn } = conversion;
      if (losing.has(fn)) return [fn, 'error-with-results' as const] as const;
      return [fn, required.has(fn) ? ('calls-synchronously' as const) : complement({ ...conversion, ...counts.of(fn), returnsPromise: returnsPromise && canReturnPromise(source, conversion) }, users, { source, takenNames, shared, flows: candidates.flows })] as const;
    }),
  );
  // Another function of the same control-flow call keeps its callback.
  for (const { fn, place } of candidates.list) if (place.form === 'task' && !candidates.flows.some(({ flow }) => flow === place.flow)) own.set(fn, 'foreign-position');
  const flows = candidates.flows.filter((form) => {
    const { flow } = form;
    const isWhole = writtenIn(flow).every((task) => typeof own.get(task) === 'object');
    const isSingle = !readsResults(source, flow) || counts.collectsSingle(form);
    const isStraight = isWhole && passesOn(form, counts) && isSingle && isReplaced(flow, plans, flat.filter(({ conversion }) => typeof own.get(conversion.fn) === 'object'));
    if (!isStraight) for (const task of writtenIn(flow)) own.set(task, 'foreign-position');
    return isStraight;
  });
  const imported = candidates.imported.flatMap((each) => {
    const found = users.usersOfImported(each);
    return found ? [[each, found] as const] : [];
  });
  return { own, imported: new Map(imported), flows };
}

/**
 * Whether results that come beside an error would be lost: the output of `execFile(file, (err, output) => { log(output); cb(err, output); })`, of
 * which `throw` keeps the error. A callee that is not documented to pass both is taken not to.
 */
function losesResults({ body, sites }: Outcome): boolean {
  const passesBoth = body.completions.some(({ kind, value }) => kind === 'either' && value !== null);
  return passesBoth && sites.some(({ error, facts }) => error.form === 'capture' && error.sideBySide && facts?.nodeCore === true && facts.followsNodeContract !== true);
}

/**
 * Whether straight code takes the place of a control-flow call: it is awaited, or its outcome becomes that of a function that loses its callback.
 *
 * @param flat the functions that lose their callback
 */
function isReplaced(flow: Flow, plans: readonly Plan[], flat: readonly { readonly completions: readonly Completion[] }[]): boolean {
  const isForwarded = flat.some(({ completions }) => completions.some(({ kind, call }) => kind === 'forward' && call === flow.call));
  return isForwarded || plans.some((plan) => plan.action === 'rewrite' && plan.call === flow.call && plan.callee?.form === 'flow' && isAwaited(plan));
}

/** Whether each task of a `waterfall` passes as many results as the next one takes, as far as the file shows. */
function passesOn({ flow: { kind, tasks }, callees }: FlowForm, counts: PassedCounts): boolean {
  if (kind !== 'waterfall') return true;
  return tasks.slice(1).every((next, index) => {
    const before = tasks[index]!;
    const { results } = before.form === 'function' ? counts.of(before.fn) : counts.ofCalled(before, callees);
    const taken = takenBy(next);
    if (results === 'unknown') return taken < 2 && (next.form === 'function' || taken === 1);
    return taken === 1 ? results === 'one' : taken === 0 && (results === 'none' || results === 'nothing');
  });
}

/** Whether a rewrite awaits one promise: not a `new Promise(...)` around its call, nor one in place of a promise made by hand. */
function isAwaited(rewrite: Rewrite): boolean {
  return rewrite.form !== 'promise' && !needsPromiseConstructor(rewrite) && !rewrite.usesThis && !takesArguments(rewrite.error);
}

/** Adds users and edge to a conversion; or says why the function keeps its callback. */
function complement(conversion: Conversion, users: UserReader, { source, takenNames, shared, flows }: Pick<Surveyed, 'takenNames' | 'shared' | 'flows'> & { readonly source: Source }): Conversion | KeptReason {
  const found = users.usersOf(conversion);
  if (!found) return 'unseen-user';
  const { place } = conversion;
  if (place.form === 'task') return { ...conversion, users: [], edge: null };
  if (place.form === 'inside') return chooseInside(source, conversion, place.reason);
  const isVariable = place.form === 'variable';
  const hasEdge = !isVariable && !conversion.closed;
  if (conversion.passesEmitter && (hasEdge || found.users.some(({ form }) => form !== 'caught'))) return 'passes-emitter';
  if (hasEdge || found.users.some(({ form }) => form === 'value')) {
    if (conversion.throwsAtOnce) return 'throws-at-once';
    if (!isCountable(conversion)) return 'several-results';
  }
  if (conversion.closed) {
    // The users in other files gain as well. But where most users in this file would write the callback form by hand, it is better defined once.
    const written = isPlainForm(asyncFormOf(conversion)) ? 0 : found.users.filter(({ form }) => form === 'value').length;
    return written > 1 ? 'no-gain' : { ...conversion, users: found.users, edge: null };
  }
  // A function that others only hand their callback on to goes along with them, where it needs no callback form.
  const isHandedOnTo = isVariable && found.forwarded > 0 && found.users.length === 0;
  if (users.blocksIn(conversion) + found.awaited === 0 && !isHandedOnTo && !flows.some(({ flow }) => completesBy(conversion, flow))) return 'no-gain';
  const edge = isVariable ? null : chooseEdge(source, conversion, found.awaited + found.forwarded > 0, shared.has(conversion.fn), takenNames);
  return isVariable || edge ? { ...conversion, users: found.users, edge } : 'name-taken';
}

/** The conversion of a function that keeps its parameters for a reason. */
function chooseInside(source: Source, conversion: Conversion, reason: KeptReason): Conversion | KeptReason {
  if (conversion.passesEmitter) return 'passes-emitter';
  if (!isCountable(conversion)) return 'several-results';
  const edge = edgeInside(source, conversion);
  return edge ? { ...conversion, edge } : reason;
}
