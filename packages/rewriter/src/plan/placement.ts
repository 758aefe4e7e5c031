// Third stage of planning: where a rewritten call is awaited, and whether its host allows it.

import { type FunctionNode, type Host, type Source, hostOf, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { scopesHidingNames } from '../callback/inlining.js';
import { handlerOf, isIgnored, inlinesCallback } from '../error-forms/questions.js';
import type { Candidates } from '../conversion/candidates.js';
import type { HostFacts } from '../host/host-facts.js';
import type { Hosts } from '../host/hosts.js';
import { throwTestOf } from '../host/early-throw.js';
import { guardedCodeOf } from '../host/guarded-code.js';
import { outerExpression } from '../syntax/expressions.js';
import { isBeforeFinally, isLastInFunction } from '../syntax/last-in-function.js';
import { returnsFrom } from '../syntax/position.js';
import { outerFirst } from './outer-first.js';
import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { Plan, Rewrite, UnplacedPlan, UnplacedRewrite } from './types.js';

/** Why a site is refused because of its host. */
export const placementRules: readonly RefusalRule<Placement>[] = [
  {
    code: 'inside-try',
    where: 'a test expects the host function to throw before it returns: `assert.throws(function () { load(...); })`, or a named function in its place',
    when: ({ throwReader }) => throwReader === 'assertion',
  },
  {
    code: 'inside-try',
    where: 'the host function is called in a `try` block of another function of the file, or by a function that is called in one',
    when: ({ throwReader }) => throwReader === 'try',
  },
  {
    code: 'result-used',
    where: 'the host function returns what the call returns, and somebody may read it',
    when: (placement) => !placement.hasNoReader && placement.returnsValue,
  },
  {
    code: 'named-callback',
    where: 'the callback is a named function that stays where it is, and the call is not the last step of a continuation, so that the code would only get longer; with `functions`, nor is the function a step of one that loses its callback',
    when: (placement) => !inlinesCallback(placement.rewrite) && !((placement.isContinuation || placement.passesStep) && placement.isTail),
  },
  {
    // The rewrite might rename the variable, and a second run would then move the named function.
    code: 'named-callback',
    where: 'a variable of the callback hides one that a named function uses, which is passed to a call in the callback and stays where it is, with its call',
    when: (placement) => placement.hidesNames,
  },
];

/**
 * Decides where each rewritten call is awaited: directly in its function, or in an async block in its place.
 *
 * @param plans the plans of all sites, without their form
 * @param candidates the functions that may lose their callback
 * @returns a plan for each site, outer sites before inner ones
 */
export function placeRewrites(source: Source, plans: readonly UnplacedPlan[], hosts: Hosts, candidates: Candidates): readonly Plan[] {
  const continuations = new Set<TSESTree.Node>();
  const guarding = guardingStatements(plans);
  const hiding = new Set(plans.flatMap((plan) => (isNamedAndStays(plan) && !candidates.isStep(plan.site.callback) ? scopesHidingNames(source, plan.site) : [])));
  // What becomes of a call depends on what becomes of the callback that it is in.
  return outerFirst(plans).map((rewrite) => {
    if (rewrite.action === 'refuse') return rewrite;
    const placement = new Placement(source, rewrite, hosts, { continuations, guarding, hiding }, candidates.isStep(rewrite.site.callback));
    const refusal = refuseBy(placementRules, placement);
    if (refusal) return refusal;
    if (inlinesCallback(rewrite)) continuations.add(rewrite.site.callback);
    return { ...rewrite, form: placement.form };
  });
}

/** What is known of the placement of all rewrites of a file. */
interface FilePlacement {
  /** The callbacks that are continuations. */
  readonly continuations: ReadonlySet<TSESTree.Node>;
  /** The statements that are awaited in a `try`, if their host becomes `async`. */
  readonly guarding: ReadonlySet<TSESTree.Node>;
  readonly hiding: ReadonlySet<TSESTree.Node>;
}

/** What the rules ask about a rewrite in the function that its call is in. */
class Placement {
  readonly source: Source;
  readonly rewrite: UnplacedRewrite;
  readonly host: Host;
  /** The host is a callback whose body moves to its own call, where it is the continuation of an `await`. */
  readonly isContinuation: boolean;
  /** The callback is a named function that may complete a host that loses its own callback. */
  readonly passesStep: boolean;
  /** A variable of the callback hides one that a named function uses, which stays where it is. */
  readonly hidesNames: boolean;
  readonly #hosts: Hosts;
  readonly #guarding: ReadonlySet<TSESTree.Node>;

  constructor(source: Source, rewrite: UnplacedRewrite, hosts: Hosts, { continuations, guarding, hiding }: FilePlacement, passesStep: boolean) {
    this.#guarding = guarding;
    this.source = source;
    this.rewrite = rewrite;
    this.host = hostOf(rewrite.call);
    this.isContinuation = continuations.has(this.host);
    this.passesStep = passesStep;
    this.hidesNames = hiding.has(rewrite.site.callback);
    this.#hosts = hosts;
  }

  get site(): UnplacedRewrite['site'] {
    return this.rewrite.site;
  }

  /** Who catches or expects what the host throws before it returns; null for nobody. */
  get throwReader(): ReturnType<Hosts['throwReaderOf']> {
    return this.#hosts.throwReaderOf(this.host);
  }

  /** Whether nobody reads what the host returns. */
  get hasNoReader(): boolean {
    const { result } = this.#facts;
    if (this.isContinuation || result === 'ignored') return true;
    return !this.#returnsHandle && this.#hosts.hasNoReader(this.host);
  }

  /** Whether the callee returns a value of use beside its callback, such as a child process. */
  get #returnsHandle(): boolean {
    const { facts, site } = this.rewrite;
    return facts?.returns === 'handle' || this.#hosts.returnsHandle(site.call);
  }

  /** Whether the callee is a function that loses its callback, with which it returns nothing else: one that returns a handle keeps it. */
  get #isConverted(): boolean {
    const { callee } = this.rewrite;
    return (callee?.form === 'native' || callee?.form === 'variant') && callee.lostCallback === true && !this.#returnsHandle;
  }

  /** Whether the host returns what the call returns, and that may be a value. */
  get returnsValue(): boolean {
    const { position, facts, call } = this.rewrite;
    if (isVoid(call)) return false;
    // `return ready && load(path, callback);` returns the value of `ready` even where the callee returns nothing.
    const returnsNothing = (facts?.returns === 'nothing' || this.#isConverted) && position.form !== 'branch';
    return (returnsFrom(position) || position.form === 'arrow') && !returnsNothing;
  }

  /** Whether the call is the last step of its host. */
  get isTail(): boolean {
    return isTail(this.rewrite);
  }

  /** How the call is rewritten: awaited directly, in an async block, or fire-and-forget. */
  get form(): Rewrite['form'] {
    if (isFireAndForget(this.rewrite)) return 'fire-and-forget';
    return this.isTail && (this.isContinuation || (this.#facts.mayBecomeAsync && !this.#isTyped && !this.#losesThrow)) ? 'await' : 'async-iife';
  }

  /** Whether the caller of the host may catch what it throws at once, and would not catch a rejection. */
  get #losesThrow(): boolean {
    const { position, error } = this.rewrite;
    const { earlyThrow, takesCallback, callbacks, guard } = this.#facts;
    if (earlyThrow !== 'caught' || !isFunction(this.host)) return false;
    if (takesCallback && handlerOf(error) === null) return true;
    const mayThrow = throwTestOf(this.source, this.host, this.#hosts.isHandler(this.host), callbacks);
    return guard ? guardedCodeOf(this.source, this.host, this.#guarding, mayThrow) === null : mayThrow(this.host.body, position.statement.range[0]);
  }

  /** Whether the host declares its result in TypeScript, and the callback returns a value, which a `Promise<void>` does not allow. */
  get #isTyped(): boolean {
    return isFunction(this.host) && Boolean(this.host.returnType) && returnsValue(this.source, this.site.callback);
  }

  get #facts(): HostFacts {
    return this.#hosts.factsOf(this.host);
  }
}

function guardingStatements(plans: readonly UnplacedPlan[]): ReadonlySet<TSESTree.Node> {
  return new Set(plans.flatMap((plan) => (plan.action === 'rewrite' && isTail(plan) && inlinesCallback(plan) && handlerOf(plan.error) !== null && !isFireAndForget(plan) ? [plan.position.statement] : [])));
}

/** Whether a call is the last step of its host. */
function isTail({ position }: UnplacedRewrite): boolean {
  return position.form === 'arrow' || isLastInFunction(position.statement) || (returnsFrom(position) && !isBeforeFinally(position.statement));
}

/** Whether a call keeps a named callback only because that cannot move to it; the call of one that is the last step is awaited all the same. */
function isNamedAndStays(plan: UnplacedPlan): boolean {
  return plan.action === 'refuse' ? plan.reason === 'named-callback' : !inlinesCallback(plan) && !isTail(plan);
}

/** Whether the value of a call is dropped by `void`: `return void load(path, function () {});`. */
function isVoid(call: TSESTree.Node): boolean {
  const { parent } = outerExpression(call);
  return parent?.type === 'UnaryExpression' && parent.operator === 'void';
}

/** Whether nobody waits for a call: its callback is empty, as in `fs.unlink(path, function () {});`. */
function isFireAndForget({ site, position, callee, error, results }: UnplacedRewrite): boolean {
  const { body } = site.callback;
  return (
    position.form === 'statement' &&
    body.type === 'BlockStatement' &&
    body.body.length === 0 &&
    isIgnored(error) &&
    results.form === 'none' &&
    callee !== null &&
    callee.form !== 'flow' &&
    (callee.form !== 'method' || callee.isPure)
  );
}

/** Whether a callback, or a function in it, returns a value. */
function returnsValue(source: Source, callback: FunctionNode): boolean {
  return someNode(callback, source.visitorKeys, (node) => node.type === 'ReturnStatement' && node.argument !== null);
}
