import { type FunctionNode, type Host, type Source, hostOf, isFunction, someNode } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { isIgnored, inlinesCallback } from '../error-forms/questions.js';
import type { HostFacts } from '../host/host-facts.js';
import type { Hosts } from '../host/hosts.js';
import { outerExpression } from '../syntax/expressions.js';
import { isBeforeFinally, isLastInFunction } from '../syntax/last-in-function.js';
import { returnsFrom } from '../syntax/position.js';
import { outerFirst } from './outer-first.js';
import { type RefusalRule, refuseBy } from './refusal-rule.js';
import type { Draft, Plan, Refusal, Rewrite } from './types.js';

/** Why a site is refused in its host. */
export const placementRules: readonly RefusalRule<Placement>[] = [
  {
    code: 'inside-try',
    where: 'a test looks at what the host function throws at once: `assert.throws(function () { load(...); })`, be it by a name',
    when: ({ throwReader }) => throwReader === 'assertion',
  },
  {
    code: 'inside-try',
    where: 'the host function is called in the `try` block of another function of the file, or called by one that is',
    when: ({ throwReader }) => throwReader === 'try',
  },
  {
    code: 'result-used',
    where: 'the host function returns what the call returns, and somebody may read it',
    when: (placement) => !placement.hasNoReader && placement.returnsValue,
  },
  {
    code: 'named-callback',
    where: 'the callback is a named function that stays where it is, and the code around the call is not flat already, so that it would only grow',
    when: (placement) => !inlinesCallback(placement.draft) && !(placement.isContinuation && placement.isTail),
  },
];

/** Decides where each rewritten call goes: flat into its function, or into an async function of its own. */
export function placeDrafts(source: Source, drafts: readonly (Draft | Refusal)[], hosts: Hosts): readonly Plan[] {
  const continuations = new Set<TSESTree.Node>();
  // What becomes of a call depends on what becomes of the callback that it is in.
  return outerFirst(drafts).map((draft) => {
    if (draft.action === 'refuse') return draft;
    const placement = new Placement(source, draft, hosts, continuations);
    const refusal = refuseBy(placementRules, placement);
    if (refusal) return refusal;
    if (inlinesCallback(draft)) continuations.add(draft.site.callback);
    return { ...draft, form: placement.form };
  });
}

/** A draft in the function that its call is in. */
class Placement {
  readonly source: Source;
  readonly draft: Draft;
  readonly host: Host;
  /** The host is a callback that moves to its own call. */
  readonly isContinuation: boolean;
  readonly #hosts: Hosts;

  constructor(source: Source, draft: Draft, hosts: Hosts, continuations: ReadonlySet<TSESTree.Node>) {
    this.source = source;
    this.draft = draft;
    this.host = hostOf(draft.call);
    this.isContinuation = continuations.has(this.host);
    this.#hosts = hosts;
  }

  get site(): Draft['site'] {
    return this.draft.site;
  }

  /** Who looks at what the host throws before it returns. */
  get throwReader(): ReturnType<Hosts['throwReaderOf']> {
    return this.#hosts.throwReaderOf(this.host);
  }

  /** Nobody reads what the host returns. */
  get hasNoReader(): boolean {
    const { result } = this.#facts;
    if (this.isContinuation || result === 'ignored') return true;
    return !this.#givesHandle && this.#hosts.hasNoReader(this.host);
  }

  /** The callee returns something to go on with beside its callback. */
  get #givesHandle(): boolean {
    const { facts, site } = this.draft;
    return facts?.returns === 'handle' || this.#hosts.returnsHandle(site.call);
  }

  /** The host returns the call, and what it returns may be a value. */
  get returnsValue(): boolean {
    const { position, facts, call } = this.draft;
    if (isVoid(call)) return false;
    // A condition in front of a function that returns nothing has a value all the same.
    const returnsNothing = facts?.returns === 'nothing' && position.form !== 'branch';
    return (returnsFrom(position) || position.form === 'arrow') && !returnsNothing;
  }

  /** Nothing of the host runs behind the call. */
  get isTail(): boolean {
    const { position } = this.draft;
    return (
      position.form === 'arrow' ||
      isLastInFunction(position.statement) ||
      (returnsFrom(position) && !isBeforeFinally(position.statement))
    );
  }

  get form(): Rewrite['form'] {
    if (isFireAndForget(this.draft)) return 'fire-and-forget';
    return this.isTail && (this.isContinuation || (this.#facts.mayBecomeAsync && !this.#isTyped)) ? 'await' : 'async-iife';
  }

  /** TypeScript: the host declares its result. Where there is no type, the parsers have undefined or null. */
  get #isTyped(): boolean {
    return isFunction(this.host) && Boolean(this.host.returnType) && returnsValue(this.source, this.site.callback);
  }

  get #facts(): HostFacts {
    return this.#hosts.factsOf(this.host);
  }
}

/** `return void load(path, function () {});` */
function isVoid(call: TSESTree.Node): boolean {
  const { parent } = outerExpression(call);
  return parent?.type === 'UnaryExpression' && parent.operator === 'void';
}

/** `fs.unlink(path, function () {});` */
function isFireAndForget({ site, position, callee, error, results }: Draft): boolean {
  const { body } = site.callback;
  return (
    position.form === 'statement' &&
    body.type === 'BlockStatement' &&
    body.body.length === 0 &&
    isIgnored(error) &&
    results.form === 'none' &&
    callee !== null &&
    (callee.form !== 'method' || callee.isPure)
  );
}

/** TypeScript: a value that the callback returns must not become one of a `Promise<void>`. */
function returnsValue(source: Source, callback: FunctionNode): boolean {
  return someNode(callback, source.visitorKeys, (node) => node.type === 'ReturnStatement' && node.argument !== null);
}
