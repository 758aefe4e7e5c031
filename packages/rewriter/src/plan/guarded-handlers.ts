// Stage of planning behind the async blocks: the code of handlers that goes into a `try` in front of their awaited calls.

import { type Host, type Source, hostOf, isFunction } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { throwTestOf } from '../host/early-throw.js';
import { guardedCodeOf } from '../host/guarded-code.js';
import type { Hosts } from '../host/hosts.js';
import type { GuardedCode, Plan, Rewrite } from './types.js';

/** What goes into a `try` in one handler. */
export interface GuardedHandler {
  readonly code: readonly GuardedCode[];
  /** The name of the parameter that the handler gets for it; null where it has one. */
  readonly added: string | null;
  /** The rewrites whose receiver may throw, see `BodyPlan`. */
  readonly receivers: readonly Rewrite[];
}

/**
 * Finds the handlers with code that may throw before they wait, which their caller would have caught.
 *
 * @param plans the plans of all sites, with their final form
 */
export function guardedHandlersOf(source: Source, plans: readonly Plan[], hosts: Hosts): ReadonlyMap<Host, GuardedHandler> {
  const byHost = new Map<Host, Rewrite[]>();
  for (const plan of plans) {
    if (plan.action === 'refuse' || plan.form !== 'await') continue;
    const host = hostOf(plan.call);
    const known = byHost.get(host);
    if (known) known.push(plan);
    else byHost.set(host, [plan]);
  }
  return new Map([...byHost].flatMap(([host, rewrites]) => {
    const { guard, callbacks } = hosts.factsOf(host);
    if (!guard || !isFunction(host)) return [];
    const byStatement = new Map<TSESTree.Node, Rewrite>(rewrites.map((rewrite) => [rewrite.position.statement, rewrite]));
    const lists = guardedCodeOf(source, host, new Set(byStatement.keys()), throwTestOf(source, host, hosts.isHandler(host), callbacks)) ?? [];
    const code = lists.map((statements) => ({ statements, callback: guard.name, next: byStatement.get(siblingBehind(statements.at(-1)!) ?? host) ?? null }));
    const receivers = rewrites.filter(({ callee }) => callee?.form === 'method' && !callee.isPure);
    const added = guard.isAdded && code.length > 0 ? guard.name : null;
    return code.length + receivers.length > 0 ? [[host, { code, added, receivers }] as const] : [];
  }));
}

function siblingBehind(statement: TSESTree.Statement): TSESTree.Node | undefined {
  const { parent } = statement;
  return parent.type === 'BlockStatement' ? parent.body[parent.body.indexOf(statement) + 1] : undefined;
}
