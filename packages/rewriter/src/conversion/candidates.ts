// Finds the functions whose callback may go away, as far as their signature and their own code show.

import { type CompletionHandler, type FunctionNode, type Functions, type Scope, type Source, ignoredBy, insideSameThis, matchParameterName, matchPropertyName, nodesOf, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { referencesToArguments } from '../syntax/arguments-use.js';
import { leavesByThrow } from '../syntax/throws-at-once.js';
import type { Hosts } from '../host/hosts.js';
import type { CalleeForm, FlowForm, ForwardedCallee, RewriteOptions } from '../plan/types.js';
import { staysOutside } from './edge-inside.js';
import type { KeptReason } from './kept-reasons.js';
import { ownCallsOf } from './own-calls.js';
import { isTask, placeOf } from './place.js';
import { hasCallbackify } from '../file/browser-file.js';
import { matchAlias, prologueOf } from './prologue.js';
import { noProject } from './async-form.js';
import { stepsOf } from './steps.js';
import { callbacksOfTasks, flowsOf, isHandedToFlow, isWrittenIn, writtenIn } from './flows.js';
import type { Candidate, ClosedExport, ImportedAsync, Mention, Place, ProjectFunctions } from './types.js';

/** The functions that may lose their callback, while planning tries which of them can, with those of other files that have lost theirs. */
export class Candidates {
  readonly list: readonly Candidate[];
  readonly imported: readonly ImportedAsync[];
  readonly flows: readonly FlowForm[];
  readonly #importedBy: ReadonlyMap<TSESTree.Node, ImportedAsync>;
  readonly #byMention: ReadonlyMap<TSESTree.Node, Candidate>;
  readonly #byCall: ReadonlyMap<TSESTree.Node, Candidate>;

  /** @param flows the control-flow calls of the file; those stay of which a task keeps its callback */
  constructor(list: readonly Candidate[], imported: readonly ImportedAsync[] = [], flows: readonly FlowForm[] = []) {
    this.list = list;
    this.imported = imported;
    this.flows = flows.filter(({ flow }) => writtenIn(flow).every((fn) => this.has(fn)));
    this.#importedBy = new Map(imported.flatMap((each) => each.mentions.map((mention) => [mention, each] as const)));
    this.#byCall = new Map(list.flatMap((candidate) => candidate.ownCalls.map((call) => [call, candidate] as const)));
    this.#byMention = new Map(list.flatMap((candidate) => mentionsOf(candidate).map((mention) => [mention, candidate] as const)));
  }

  /** Whether a function is one of them, so that it will call back later, in a form of its own. */
  has(fn: FunctionNode): boolean {
    return this.list.some((candidate) => candidate.fn === fn);
  }

  /** The candidate that a call certainly calls; null for any other callee. */
  calledBy(call: TSESTree.CallExpression | TSESTree.NewExpression): Candidate | null {
    return this.#byCall.get(call) ?? (call.type === 'CallExpression' ? (this.#byMention.get(call.callee) ?? null) : null);
  }

  /** The function of another file that a call certainly calls, and that has lost its callback; null for any other callee. */
  importedBy(call: TSESTree.CallExpression | TSESTree.NewExpression): ImportedAsync | null {
    return call.type === 'CallExpression' ? (this.#importedBy.get(call.callee) ?? null) : null;
  }

  /** Whether a call calls a function that loses its callback, or has lost it in another file. */
  isAsync(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    return this.calledBy(call) !== null || this.importedBy(call) !== null;
  }

  /** Whether the function that a call calls has no callback form under the name that the call uses. */
  hasLost(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    const candidate = this.calledBy(call);
    return candidate ? candidate.place.form === 'variable' || candidate.closed !== null : this.importedBy(call)?.core === null;
  }

  /** Whether a function is a step of a candidate. */
  isStep(fn: FunctionNode): boolean {
    return this.list.some(({ steps }) => steps.some((step) => step.fn === fn));
  }

  /** How a call of such a function calls the async function; null for a call of another one. */
  calleeOf(call: TSESTree.CallExpression | TSESTree.NewExpression): CalleeForm | null {
    const form = this.flows.find(({ flow }) => flow.call === call);
    if (form) return { ...form, callees: new Map([...form.callees].map(([task, callee]) => [task, this.#ownCalleeOf(task) ?? callee])) };
    const candidate = this.calledBy(call);
    const imported = candidate ? null : this.importedBy(call);
    if (!candidate && !imported) return null;
    const { callee } = call;
    const core = candidate ? (candidate.closed ? null : coreNameOf(candidate)) : imported!.core;
    return callee.type === 'MemberExpression' && core !== null ? { form: 'variant', callee, variant: core, lostCallback: true } : { form: 'native', moved: null, promiseMethod: null, lostCallback: true };
  }

  /** How a control-flow call calls a function that loses its callback; null for another one. */
  #ownCalleeOf(call: TSESTree.CallExpression): ForwardedCallee | null {
    const callee = this.calleeOf(call);
    const imported = this.importedBy(call)?.form;
    return callee && { callee, results: imported?.results ?? null, errorCount: imported?.errorCount ?? 'unknown' };
  }
}

/** No function loses its callback. */
export const noCandidates = new Candidates([]);

/** The name of the async function of a property or method, beside its callback form: `getAsync` for `get`; empty for a variable. */
export function coreNameOf({ place }: Candidate): string {
  return place.form === 'assignment' || place.form === 'property' || place.form === 'method' ? `${place.name}Async` : '';
}

/**
 * The mentions of the variable that holds a candidate, and of its export where all users of that are known, except for the definitions.
 * Empty for another property or method.
 */
export function mentionsOf({ fn, place, closed }: Candidate): readonly Mention[] {
  const names = place.form === 'variable' ? place.variable.references.filter(({ writeExpr }) => writeExpr !== fn).map(({ identifier }) => identifier as Mention) : [];
  if (!closed) return names;
  const all = new Set([...names, ...(closed.mentions as readonly Mention[])]);
  all.delete(closed.definition as Mention);
  return [...all];
}

/** What a file's functions with a callback may become, as far as their signature shows. */
export interface Surveyed {
  /**
   * The functions that may lose their callback: `function load(id, cb) {}`. With them those that must keep their parameters, such as an
   * iteratee, whose place is `inside`: only their body may change.
   */
  readonly candidates: readonly Candidate[];
  /** The functions that keep their callback, whatever is in them. */
  readonly kept: ReadonlyMap<FunctionNode, KeptReason>;
  /** The functions of other files that have lost their callback. */
  readonly imported: readonly ImportedAsync[];
  /** Names that an async function may not get beside its callback form, since another file mentions them. */
  readonly takenNames: ReadonlySet<string>;
  /** The functions that other files would call by an async function beside the callback form. */
  readonly shared: ReadonlySet<FunctionNode>;
  /** The control-flow calls that straight code can replace, as far as their syntax shows. */
  readonly flows: readonly FlowForm[];
  /** Only what is written in control-flow calls changes, and no function gets an async function in its body. */
  readonly isTasksOnly: boolean;
  /** Callback forms return a promise where they get no callback. */
  readonly returnsPromise: boolean;
  /** Whether a node is in a function that has to call back before it returns. */
  readonly isRequired: (node: TSESTree.Node) => boolean;
}

/**
 * Sorts the functions of a file that take a callback. A candidate has one callback, which is its last parameter and error-first, and
 * nothing in the file depends on when the function calls it. Whether its body is flat is found later, with the rewrites in it.
 */
export function surveyFunctions(source: Source, hosts: Hosts, functions: Functions, options: RewriteOptions = {}): Surveyed {
  const { target, project = noProject, publicForm } = options;
  const isRequired = (node: TSESTree.Node): boolean => functions.isRequiredAtOnce(node);
  const flows = flowsOf(source, options);
  const callbackOfTask = callbacksOfTasks(source, flows);
  const callbacksOf = (fn: FunctionNode): readonly Scope.Variable[] => {
    // The library passes it, whatever its name is.
    const own = callbackOfTask.get(fn);
    return own ? [own] : hosts.factsOf(fn).callbacks;
  };
  const context = { source, hosts, functions, project, isRequired, flows, callbacksOf };
  const kept = new Map<FunctionNode, KeptReason>();
  const candidates = nodesOf(source).functions.flatMap((fn) => {
    if (callbacksOf(fn).length === 0 || hosts.factsOf(fn).isExecutor) return [];
    const candidate = hasCallbackify(source, target) ? describe(fn, context) : 'no-callbackify';
    if (typeof candidate !== 'string') return [candidate];
    kept.set(fn, candidate);
    return [];
  });
  return { candidates, kept, imported: project.imported, takenNames: project.takenNames, shared: project.shared, flows, isTasksOnly: false, returnsPromise: publicForm === 'both', isRequired };
}

interface SurveyContext extends Pick<Surveyed, 'isRequired' | 'flows'> {
  readonly source: Source;
  readonly hosts: Hosts;
  readonly functions: Functions;
  readonly project: ProjectFunctions;
  /** The variables that hold a function's callbacks. */
  readonly callbacksOf: (fn: FunctionNode) => readonly Scope.Variable[];
}

/** A candidate, or why a function is none. */
function describe(fn: FunctionNode, { source, hosts, functions, project, isRequired, flows, callbacksOf }: SurveyContext): Candidate | KeptReason {
  const { body } = fn;
  const [parameter, second, ...others] = callbacksOf(fn);
  if (ignoredBy(source, fn) !== null) return 'ignored-by-comment';
  if (source.isTypeScript === true || nodesOf(source).hasTypes) return 'typed';
  const alias = parameter && second && body?.type === 'BlockStatement' ? matchAlias(source, body, parameter, second) : null;
  if (!parameter || (second && !alias) || others.length > 0) return 'several-callbacks';
  // The framework passes `next`.
  if (hosts.factsOf(fn).keepsCallback) return 'foreign-position';
  const callback = alias?.variable ?? parameter;
  const position = fn.params.findIndex((each) => matchParameterName(each) === parameter.identifiers[0]);
  if (position === -1 || parameter.defs.length !== 1) return 'callback-not-last';
  if (fn.async || fn.generator || body?.type !== 'BlockStatement') return 'unnamed-parameter';
  const handler = functions.handlerOf(fn, position);
  if (!handler || handler.protocol === 'result-only' || handler.protocol === 'failure-only') return 'not-error-first';
  const reason = handlerReasons.find(({ when }) => when(handler))?.reason;
  if (reason) return reason;
  if (functions.throwReaderOf(fn) !== null) return 'inside-try';
  if (isRequired(body)) return 'calls-synchronously';
  const steps = stepsOf(source, fn, callback, hosts);
  const closed = project.closed.get(fn) ?? null;
  const isHandedOn = isHandedToFlow(callback, flows);
  const candidate = {
    fn: fn as Candidate['fn'],
    callback,
    // The library passes an error first to the callback of a control-flow call.
    isErrorFirst: handler.protocol !== 'unknown' || isHandedOn,
    prologue: prologueOf(source, body, callback, alias),
    closed,
    steps,
    throwsAtOnce: [body, ...steps.map((step) => step.fn.body)].some((part) => leavesByThrow(source, part)),
    usesThis: someNode(body, source.visitorKeys, ({ type }) => type === 'ThisExpression' || type === 'Super', insideSameThis),
  };
  const flow = flows.find((each) => isWrittenIn(each.flow, fn))?.flow;
  // The library passes a callback to each task, and gets an error first.
  if (flow && !hasPrologue(candidate.prologue) && steps.length === 0 && !(candidate.usesThis && fn.type !== 'ArrowFunctionExpression')) {
    return { ...candidate, isErrorFirst: true, place: { form: 'task', flow }, ownCalls: [] };
  }
  const place = changeablePlace(source, fn, parameter, closed !== null);
  const described = { ...candidate, prologue: isHandedOn ? withoutCallback(candidate.prologue) : candidate.prologue };
  if (typeof place === 'string') return staysOutside(described, place);
  const ownCalls = ownCallsOf(source, place, project.sealed.has(fn));
  const method = project.closedMethods.has(fn) ? closedMethod(source, fn, place, ownCalls, project) : null;
  return method ? { ...described, place, closed: method, ownCalls: [] } : { ...described, place, ownCalls };
}

/** The prologue of a function that works without a callback, though it does not test for one. */
function withoutCallback(prologue: Candidate['prologue']): Candidate['prologue'] {
  return prologue.optional ? prologue : { ...prologue, optional: true, tested: true };
}

/** A method of which all users in other files are known; null where the file itself uses its name in another way than to call it. */
function closedMethod(source: Source, fn: FunctionNode, place: Place, ownCalls: readonly TSESTree.CallExpression[], { imported }: ProjectFunctions): ClosedExport | null {
  if (place.form !== 'method' && place.form !== 'assignment') return null;
  const mentions = ownCalls.map(({ callee }) => callee);
  const known = new Set<TSESTree.Node>([...mentions, ...imported.flatMap((each) => each.mentions)]);
  if (place.form === 'assignment') known.add(place.target);
  const isOther = (member: TSESTree.MemberExpression): boolean => matchPropertyName(member) === place.name && !known.has(member);
  return nodesOf(source).members.some(isOther) ? null : { definition: fn, mentions, isPublic: false };
}

function hasPrologue({ statements, alias, tested }: Candidate['prologue']): boolean {
  return statements.length > 0 || alias !== null || tested;
}

/** The place of a function whose parameters may change, or why they may not. */
function changeablePlace(source: Source, fn: FunctionNode, callback: Scope.Variable, isClosed: boolean): Place | KeptReason {
  if (matchParameterName(fn.params.at(-1)) !== callback.identifiers[0]) return 'callback-not-last';
  if (!fn.params.every(({ type }) => type === 'Identifier' || type === 'AssignmentPattern')) return 'unnamed-parameter';
  if (referencesToArguments(source, fn).length > 0) return 'reaches-arguments';
  const place = placeOf(source, fn, isClosed);
  return !place || isTask(source, place) ? 'foreign-position' : place;
}

/** Why a function keeps its callback, by what it does with it. The first that applies is reported. */
const handlerReasons: readonly { readonly reason: KeptReason; readonly when: (handler: CompletionHandler) => boolean }[] = [
  { reason: 'may-call-repeatedly', when: ({ invoked }) => invoked === 'repeated' || invoked === 'per-item' },
  { reason: 'error-with-results', when: ({ errorWithResult }) => errorWithResult },
  { reason: 'passes-this', when: ({ usesThis }) => usesThis },
  { reason: 'counts-parameters', when: ({ readsLength }) => readsLength },
  { reason: 'calls-inside-try', when: ({ insideTry }) => insideTry },
];
