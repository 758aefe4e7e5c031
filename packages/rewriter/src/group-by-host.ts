import type { CallbackSite } from '@uncallback/detector';
import type { TSESTree } from '@typescript-eslint/types';

import { movesIn } from './error-forms/questions.js';
import type { Plan, Rewrite } from './plan/types.js';
import { hostOf } from './tree.js';

/** The rewrites that belong together, since their calls end up in one function. */
export function groupByHost(plans: ReadonlyMap<CallbackSite, Plan>): Rewrite[][] {
  const rewrites = [...plans.values()].filter((plan) => plan.action === 'rewrite');
  const byCallback = new Map<TSESTree.Node, Rewrite>(rewrites.filter(movesIn).map((rewrite) => [rewrite.site.callback, rewrite]));
  const groups = new Map<TSESTree.Node, Rewrite[]>();
  for (const rewrite of rewrites) {
    let host: TSESTree.Node = hostOf(rewrite.call);
    for (let outer = byCallback.get(host); outer; outer = byCallback.get(host)) host = hostOf(outer.call);
    const group = groups.get(host);
    if (group) group.push(rewrite);
    else groups.set(host, [rewrite]);
  }
  return [...groups.values()];
}
